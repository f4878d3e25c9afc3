using System.Text.RegularExpressions;
using Kilter.Frames;
using Kilter.Reports;
using Kilter.Reports.Words;
using Kilter.SystemTests.Cli;
using Kilter.Tests.Reports;
using Microsoft.Playwright;

namespace Kilter.SystemTests.Browser;

public sealed class ReportPageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private static readonly Dictionary<string, Func<Report>> Samples = new(StringComparer.Ordinal)
    {
        ["one channel"] = () => new ReportSamples { Samples = 22_683, Events = 6 }.Build(),
        ["eight channels, still open"] = () => new ReportSamples { Samples = 1_147, Channels = 8, Events = 2, Open = true, Step = TimeSpan.FromSeconds(1) }.Build(),
        ["a gap, no labels"] = () => new ReportSamples { Samples = 9_000, Channels = 8, Events = 4, Irregular = true, Labelled = false }.Build(),
        ["38 channels, no time"] = () => new ReportSamples { Samples = 23_694, Channels = 38, Events = 9, HasTime = false, ConstantChannels = 5 }.Build(),
        ["a million rows"] = () => new ReportSamples { Samples = 1_000_000, Events = 7, Step = TimeSpan.FromSeconds(1) }.Build(),
        ["nothing found"] = () => new ReportSamples { Events = 0, Labelled = false }.Build(),
        ["cannot tell"] = ReportSamples.CannotTell,
    };

    public static TheoryData<string, int, bool> Views
    {
        get
        {
            var views = new TheoryData<string, int, bool>();
            foreach (var (index, name) in Samples.Keys.Index())
            {
                views.Add(name, 1440, index % 2 == 0);
                views.Add(name, 390, index % 2 == 1);
            }

            return views;
        }
    }

    [Theory, MemberData(nameof(Views))]
    public async Task A_page_shows_all_it_has_without_a_complaint_a_request_or_sideways_scrolling(string sample, int width, bool dark)
    {
        var report = Samples[sample]();

        await using var opened = await OpenedPage.OfAsync(fixture, report, width, dark ? ColorScheme.Dark : ColorScheme.Light);

        Assert.Equal(VerdictWords.Sentence(report).ToString(), await TextAsync(opened, "h1"));
        Assert.Equal(report.Events.Count, await opened.Page.Locator("#events tbody tr").CountAsync());
        Assert.InRange(await opened.ColoursAsync(), 20, int.MaxValue);
        Assert.Equal(0, await opened.OverhangAsync());
        Assert.Empty(opened.Complaints);
        Assert.Empty(opened.Requests);
    }

    [Fact]
    public async Task A_page_made_by_the_program_says_what_the_program_said()
    {
        var rows = Enumerable.Range(0, 3_000).Select(i => FormattableString.Invariant(
            $"{new DateTime(2026, 1, 1).AddMinutes(10 * i):yyyy-MM-dd HH:mm:ss},{20 + (3 * Math.Sin(i / 11.0)) + (i is > 2_200 and < 2_230 ? 9 : 0):F3}"));
        using var kilter = new KilterProgram().With("pump.csv", "time,flow\n" + string.Join('\n', rows));

        var run = (await kilter.RunAsync("detect", "pump.csv", "--report", "report.html")).Succeeded();

        await using var opened = await OpenedPage.OfAsync(fixture, kilter["report.html"]);
        Assert.StartsWith((await TextAsync(opened, "h1"))[..20], run.Output, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(run.Output, "^ *E\\d+ ", RegexOptions.Multiline), await opened.Page.Locator("#events tbody tr").CountAsync());
        Assert.InRange(await opened.ColoursAsync(), 20, int.MaxValue);
        Assert.Empty(opened.Complaints);
        Assert.Empty(opened.Requests);
    }

    [Fact]
    public async Task Jump_to_zooms_to_the_event_and_shows_it_close_up()
    {
        var report = Samples["one channel"]();
        await using var opened = await OpenedPage.OfAsync(fixture, report);

        await opened.Page.Locator("[data-jump='1']").ClickAsync();

        Assert.Contains(new Clock(report.Frame.Time).Day(report.Events[1].Range.Start), await TextAsync(opened, "#span"), StringComparison.Ordinal);
        Assert.Equal("true", await opened.Page.Locator("#events tbody tr").Nth(1).GetAttributeAsync("aria-selected"));
        Assert.Contains("E2", await TextAsync(opened, "#d-id"), StringComparison.Ordinal);
        Assert.Equal(1, await opened.Page.Locator("#d-charts svg").CountAsync());
    }

    [Fact]
    public async Task Keys_step_through_events_switch_the_axis_and_the_theme_and_reset_the_zoom()
    {
        await using var opened = await OpenedPage.OfAsync(fixture, Samples["eight channels, still open"]());
        var page = opened.Page;

        await page.Keyboard.PressAsync("j");
        Assert.Contains("E1", await TextAsync(opened, "#d-id"), StringComparison.Ordinal);
        Assert.NotEqual("whole record", await TextAsync(opened, "#span"));

        await page.Keyboard.PressAsync("k");
        Assert.Contains("E2", await TextAsync(opened, "#d-id"), StringComparison.Ordinal);

        await page.Keyboard.PressAsync("0");
        Assert.Equal("whole record", await TextAsync(opened, "#span"));

        await page.Keyboard.PressAsync("l");
        Assert.Equal("true", await page.Locator("[data-act=log]").GetAttributeAsync("aria-pressed"));

        await page.Keyboard.PressAsync("t");
        Assert.Equal("rgb(14, 18, 22)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await page.Keyboard.PressAsync("t");
        Assert.Equal("rgb(246, 245, 241)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task A_row_is_chosen_with_Enter_and_lines_and_heat_map_change_places()
    {
        await using var opened = await OpenedPage.OfAsync(fixture, Samples["38 channels, no time"]());

        await opened.Page.Locator("#events tbody tr").Nth(2).FocusAsync();
        await opened.Page.Keyboard.PressAsync("Enter");
        Assert.Contains("E3", await TextAsync(opened, "#d-id"), StringComparison.Ordinal);
        Assert.StartsWith("row ", await TextAsync(opened, "#span"), StringComparison.Ordinal);

        await opened.Page.Locator("[data-view=lines]").ClickAsync();
        Assert.Equal("true", await opened.Page.Locator("[data-view=lines]").GetAttributeAsync("aria-pressed"));
        Assert.InRange(await opened.ColoursAsync(), 20, int.MaxValue);
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task Without_the_chart_library_tables_and_ribbon_remain_and_one_line_says_so()
    {
        await using var opened = await OpenedPage.OfAsync(fixture, Samples["eight channels, still open"](), change: WithoutCharts);

        Assert.Contains("The chart library is missing from this file", await TextAsync(opened, "#timeline"), StringComparison.Ordinal);
        Assert.Equal(2, await opened.Page.Locator("#events tbody tr").CountAsync());
        Assert.Equal(1, await opened.Page.Locator("#ribbon svg").CountAsync());
        Assert.NotEmpty(await TextAsync(opened, "#d-story"));
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task Names_from_the_data_never_run()
    {
        const string Hostile = "</script><img src=x onerror=hacked=1><b>{a|x}";
        var report = new ReportSamples { Names = [new Channel(Hostile, "<i>"), new Channel("calm")] }.Build();
        await using var opened = await OpenedPage.OfAsync(fixture, report with { Data = report.Data with { Name = Hostile } });

        await opened.Page.Locator("[data-jump='0']").ClickAsync();
        await opened.Page.Mouse.MoveAsync(700, 500);

        Assert.False(await opened.Page.EvaluateAsync<bool>("() => 'hacked' in window"));
        Assert.Equal(0, await opened.Page.Locator("img").CountAsync());
        Assert.Contains(Hostile, await TextAsync(opened, "#events tbody tr >> nth=0"), StringComparison.Ordinal);
        Assert.Empty(opened.Complaints);
    }

    [Theory, InlineData("light"), InlineData("dark")]
    public async Task Text_stands_out_from_its_ground_by_four_and_a_half_to_one_and_marks_by_three(string theme)
    {
        await using var opened = await OpenedPage.OfAsync(fixture, Samples["nothing found"](), scheme: theme == "dark" ? ColorScheme.Dark : ColorScheme.Light);

        Assert.Equal("", await opened.Page.EvaluateAsync<string>(
            """
            () => {
              const token = n => { const d = document.createElement('i'); d.style.color = `var(--${n})`; document.body.append(d); const c = getComputedStyle(d).color.match(/[\d.]+/g).slice(0, 3).map(v => v / 255); d.remove(); return c; };
              const light = n => { const [r, g, b] = token(n).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
              const ratio = (a, b) => { const [p, q] = [light(a), light(b)].sort((x, y) => y - x); return (p + .05) / (q + .05); };
              const weak = [];
              for (const ground of ['paper', 'surface']) {
                for (const text of ['ink', 'ink-2', 'ink-3', 'seen', ...(ground === 'surface' ? ['normal', 'warn', 'label'] : [])]) if (ratio(text, ground) < 4.5) weak.push(`${text} on ${ground} ${ratio(text, ground).toFixed(2)}`);
                for (const mark of ['event', 'sev2', 'sev3', 'limit', 'band-mid']) if (ratio(mark, ground) < 3) weak.push(`${mark} on ${ground} ${ratio(mark, ground).toFixed(2)}`);
              }
              return weak.join('; ');
            }
            """));
    }

    [Fact]
    public async Task Printing_is_light_opens_the_details_and_goes_back_afterwards()
    {
        await using var opened = await OpenedPage.OfAsync(fixture, Samples["one channel"](), scheme: ColorScheme.Dark);

        var paper = await opened.Page.PdfAsync();

        Assert.InRange(paper.Length, 50_000, 20_000_000);
        Assert.Equal("rgb(14, 18, 22)", await opened.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(opened.Complaints);
    }

    private static string WithoutCharts(string page)
    {
        var licence = page.LastIndexOf("Apache Software Foundation", StringComparison.Ordinal);
        var open = page.LastIndexOf("<script>", licence, StringComparison.Ordinal) + "<script>".Length;
        return page[..open] + page[page.IndexOf("</script>", licence, StringComparison.Ordinal)..];
    }

    private static async Task<string> TextAsync(OpenedPage opened, string selector)
        => Regex.Replace((await opened.Page.Locator(selector).First.TextContentAsync() ?? "").Replace('\u00a0', ' '), "\\s+", " ").Trim();
}
