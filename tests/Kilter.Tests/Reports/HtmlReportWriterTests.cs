using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Kilter.Frames;
using Kilter.Reports;

namespace Kilter.Tests.Reports;

public sealed class HtmlReportWriterTests
{
    [Fact]
    public void A_page_asks_nothing_of_a_network_and_leaves_no_slot_empty()
    {
        var page = Page(new ReportSamples { Channels = 3 }.Build());
        var own = Own(page);

        Assert.DoesNotMatch("(src|href)=\"(http|//)", own);
        Assert.DoesNotContain("{{", own, StringComparison.Ordinal);
        Assert.Contains("Apache Software Foundation", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_one_row_an_event()
    {
        var page = Page(new ReportSamples { Channels = 2, Events = 5 }.Build());

        Assert.Equal(5, Regex.Count(page, "<tr tabindex=\"0\" data-ev="));
    }

    [Fact]
    public void A_name_that_tries_to_close_the_script_stays_a_name()
    {
        const string Hostile = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>\"'&";
        var report = new ReportSamples { Names = [new Channel(Hostile, "<b>"), new Channel("calm")] }.Build();
        report = report with { Data = report.Data with { Name = Hostile, ConstantChannels = [Hostile + "2"], Warnings = [Hostile] } };

        var page = Own(Page(report));

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal(4, Regex.Count(page, "</script>"));
    }

    [Fact]
    public void Thirty_eight_channels_stay_under_400_kB_without_the_chart_library()
    {
        var report = new ReportSamples { Channels = 38, Samples = 23_694, Events = 9, HasTime = false, ConstantChannels = 5 }.Build();

        Assert.InRange(Own(Page(report)).Length, 100_000, 400_000);
    }

    [Fact]
    public void A_million_rows_are_written_in_seconds_and_stay_small()
    {
        var report = new ReportSamples { Samples = 1_000_000, Step = TimeSpan.FromSeconds(1) }.Build();

        var watch = Stopwatch.StartNew();
        var page = Own(Page(report));

        Assert.InRange(page.Length, 50_000, 400_000);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes()
    {
        var report = new ReportSamples { Channels = 2, Irregular = true }.Build();

        Assert.Equal(Page(report), Page(report));
    }

    [Fact]
    public void Nothing_found_and_no_answer_make_whole_pages_too()
    {
        Assert.Contains("No. Nothing left its normal range in 21 days.", Page(new ReportSamples { Events = 0 }.Build()), StringComparison.Ordinal);
        Assert.Contains("Cannot tell. Only 40 samples", Page(ReportSamples.CannotTell()), StringComparison.Ordinal);
    }

    internal static string Page(Report report)
    {
        using var file = new MemoryStream();
        HtmlReportWriter.Write(report, file);
        return Encoding.UTF8.GetString(file.GetBuffer(), 0, (int)file.Length);
    }

    // The page without the chart library.
    private static string Own(string page)
    {
        var start = page.LastIndexOf("Apache Software Foundation", StringComparison.Ordinal);
        var open = page.LastIndexOf("<script>", start, StringComparison.Ordinal);
        return page[..open] + page[page.IndexOf("</script>", start, StringComparison.Ordinal)..];
    }
}
