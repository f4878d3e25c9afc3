using System.Text;
using Kilter.Recipes;
using Kilter.Reports.Svg;
using Kilter.SystemTests.Programs;
using Kilter.Tests.Recipes;
using Kilter.Tests.Reports;
using Kilter.Tests.Reports.FigureKinds;
using Microsoft.Playwright;

namespace Kilter.SystemTests.Browser;

/// <summary>Figures as browsers draw them: alone, on a report, and on the page of reproduced systems.</summary>
public sealed class FigurePageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    // Of every card, how many of its pictures are to be seen; a page is right when it is one of each.
    private const string Shown = "() => [...document.querySelectorAll('.figs > figure')].map(f => [...f.querySelectorAll('svg.kf')].filter(s => s.getClientRects().length > 0).length).join(',')";

    // Text that leaves its picture or lies on other text of it, as the browser measured it.
    private const string Clashes =
        """
        () => {
          const found = [];
          for (const svg of document.querySelectorAll('svg[role=img]')) {
            if (svg.getClientRects().length === 0) continue;
            const room = svg.getBoundingClientRect();
            const all = [...svg.querySelectorAll('text')].map(t => ({ text: t.textContent, box: t.getBoundingClientRect() }));
            all.forEach((a, i) => {
              if (a.box.left < room.left - 1 || a.box.right > room.right + 1 || a.box.bottom > room.bottom + 1) found.push(`'${a.text}' leaves its picture`);
              for (const b of all.slice(i + 1)) {
                const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left), high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
                if (wide > 1 && high > 4) found.push(`'${a.text}' lies on '${b.text}'`);
              }
            });
          }
          return found.join('\n');
        }
        """;

    [Theory]
    [InlineData(1440, false)]
    [InlineData(900, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task The_page_of_systems_shows_each_figure_once_without_a_complaint_a_request_or_sideways_scrolling(int width, bool dark)
    {
        var done = ReproductionSamples.Build();
        using var folder = new ScratchFolder();
        await using (var file = File.Create(folder["systems.html"]))
        {
            ReproductionPage.Write(done, file);
        }

        await using var opened = await OpenedPage.OfAsync(fixture, folder["systems.html"], width, dark ? ColorScheme.Dark : ColorScheme.Light);

        Assert.Equal(string.Join(',', Enumerable.Repeat("1", done.Sum(d => d.Figures.Count))), await opened.Page.EvaluateAsync<string>(Shown));
        Assert.Equal("", await opened.Page.EvaluateAsync<string>(Clashes));
        Assert.Equal(0, await opened.OverhangAsync());
        Assert.Equal(dark ? "rgb(134, 185, 239)" : "rgb(31, 90, 150)", await opened.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.kf .l-seen')).stroke"));
        Assert.Empty(opened.Complaints);
        Assert.Empty(opened.Requests);
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_report_shows_the_figures_it_carries(int width)
    {
        var report = new ReportSamples { Events = 2 }.Build() with { Figures = [.. FigureSamples.All.Values.Select((make, k) => make() with { Name = $"f{k}" })] };

        await using var opened = await OpenedPage.OfAsync(fixture, report, width);

        Assert.Equal(string.Join(',', Enumerable.Repeat("1", report.Figures.Count)), await opened.Page.EvaluateAsync<string>(Shown));
        Assert.Equal(0, await opened.OverhangAsync());
        Assert.Empty(opened.Complaints);
        Assert.Empty(opened.Requests);
    }

    [Fact]
    public async Task Printed_the_page_of_systems_is_light_and_shows_each_figure_once()
    {
        using var folder = new ScratchFolder();
        await using (var file = File.Create(folder["systems.html"]))
        {
            ReproductionPage.Write(ReproductionSamples.Build(), file);
        }

        await using var opened = await OpenedPage.OfAsync(fixture, folder["systems.html"], 760, ColorScheme.Light);
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.DoesNotMatch("[^1,]", await opened.Page.EvaluateAsync<string>(Shown));
        Assert.Equal("rgb(255, 255, 255)", await opened.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.InRange((await opened.Page.PdfAsync()).Length, 50_000, 20_000_000);
    }

    [Theory]
    [InlineData(340)]
    [InlineData(760)]
    [InlineData(1200)]
    public async Task No_words_of_a_file_lie_on_each_other_in_the_fonts_of_a_browser(int width)
    {
        using var folder = new ScratchFolder();
        var page = new StringBuilder("<!doctype html><meta charset=\"utf-8\"><title>figures</title>");
        page.AppendJoin('\n', FigureSamples.All.Values.Select(make => SvgFigureWriter.OfFile(make(), width)));
        await File.WriteAllTextAsync(folder["figures.html"], page.ToString(), TestContext.Current.CancellationToken);

        await using var opened = await OpenedPage.OfAsync(fixture, folder["figures.html"]);

        Assert.Equal("", await opened.Page.EvaluateAsync<string>(Clashes));
        Assert.Empty(opened.Complaints);
    }
}
