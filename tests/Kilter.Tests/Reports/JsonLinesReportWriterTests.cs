using System.Text.Json;
using Kilter.Reports;

namespace Kilter.Tests.Reports;

public sealed class JsonLinesReportWriterTests
{
    [Fact]
    public void Each_event_is_one_line_and_equals_the_event_of_the_whole_report()
    {
        var report = new ReportSamples { Events = 3, Channels = 2 }.Build();

        var lines = Lines(report, JsonLinesReportWriter.WriteEvents);

        using var whole = new MemoryStream();
        JsonReportWriter.Write(report, whole, indented: false);
        using var json = JsonDocument.Parse(whole.ToArray());
        Assert.Equal([.. json.RootElement.GetProperty("events").EnumerateArray().Select(e => e.GetRawText())], lines);
    }

    [Fact]
    public void Each_sample_is_one_line_with_its_score_and_the_event_it_belongs_to()
    {
        var report = new ReportSamples { Events = 1, Samples = 100 }.Build();
        report.Scores[3] = float.NaN;

        var lines = Lines(report, JsonLinesReportWriter.WriteScores);

        Assert.Equal(100, lines.Length);
        Assert.StartsWith("""{"time":"2026-01-05T06:15:00Z","score":null,"flagged":false,"event":null,"expected":{"value":""", lines[3], StringComparison.Ordinal);
        var inside = JsonDocument.Parse(lines[report.Events[0].Range.Start]).RootElement;
        Assert.Equal("E1", inside.GetProperty("event").GetString());
        Assert.True(inside.GetProperty("flagged").GetBoolean());
        var after = JsonDocument.Parse(lines[report.Events[0].Range.End]).RootElement;
        Assert.Equal(JsonValueKind.Null, after.GetProperty("event").ValueKind);
    }

    private static string[] Lines(Report report, Action<Report, Stream> write)
    {
        using var stream = new MemoryStream();
        write(report, stream);
        var text = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        Assert.True(text.Length == 0 || text.EndsWith('\n'));
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
