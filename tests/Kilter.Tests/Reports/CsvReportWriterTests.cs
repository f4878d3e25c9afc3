using System.Text;
using Kilter.Frames;
using Kilter.Reports;

namespace Kilter.Tests.Reports;

public sealed class CsvReportWriterTests
{
    [Fact]
    public void Each_sample_has_its_score_its_flag_its_event_and_what_was_expected()
    {
        var report = new ReportSamples { Samples = 400, Events = 2, Channels = 2 }.Build();
        report.Scores[7] = float.NaN;

        var lines = Lines(s => CsvReportWriter.WriteScores(report, s));

        Assert.Equal("time,score,flagged,event,seen,expected_sensor 1,expected_sensor 2", lines[0]);
        Assert.Equal(401, lines.Length);
        Assert.StartsWith("2026-01-05T06:35:00Z,,0,,", lines[8], StringComparison.Ordinal);
        var start = report.Events[1].Range.Start;
        var cells = lines[1 + start].Split(',');
        Assert.Equal("E2", cells[3]);
        Assert.Equal(report.Scores[start], float.Parse(cells[1]));
        Assert.Equal(report.Scores[start] >= 1 ? "1" : "0", cells[2]);
        Assert.Equal(report.Expected!.Middle[start * 2], float.Parse(cells[5]));
        Assert.Equal("", lines[1 + report.Events[1].Range.End].Split(',')[3]);
    }

    [Fact]
    public void Names_with_commas_and_quotes_are_quoted_and_missing_numbers_are_empty()
    {
        var report = new ReportSamples { Events = 1, Names = [new Channel("flow, \"cold\"")] }.Build();
        var silent = report.Events[0] with { Channels = [report.Events[0].Channels[0] with { Seen = double.NaN }], ReturnPeriod = double.PositiveInfinity };

        var lines = Lines(s => CsvReportWriter.WriteEvents(report with { Events = [silent] }, s));

        Assert.Equal(2, lines.Length);
        Assert.Contains(",possible,,0,\"flow, \"\"cold\"\"\",1,,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_sample_says_what_it_was_used_for()
    {
        var report = new ReportSamples { Samples = 300, Events = 1 }.Build();
        var time = report.Frame.Time;
        report = report with
        {
            Method = report.Method with
            {
                TrainedOn = null,
                FittedOn = RowsSeen.Of(time, new SampleRange(0, 100), report.Data.Fingerprint),
                Threshold = report.Method.Threshold with { FittedOn = RowsSeen.Of(time, new SampleRange(80, 200), report.Data.Fingerprint) },
            },
        };

        var seen = Lines(s => CsvReportWriter.WriteScores(report, s)).Skip(1).Select(l => l.Split(',')[4]);

        Assert.Equal([.. Enumerable.Repeat("1", 80), .. Enumerable.Repeat("3", 20), .. Enumerable.Repeat("2", 100), .. Enumerable.Repeat("0", 100)], seen);
        Assert.All(SeenSamples.Of(report with { Data = report.Data with { Fingerprint = "another record" } }), s => Assert.Equal(SeenFor.None, s));
    }

    [Fact]
    public void Without_time_the_first_column_is_the_row()
    {
        var lines = Lines(s => CsvReportWriter.WriteScores(new ReportSamples { Samples = 300, Events = 1, HasTime = false }.Build(), s));

        Assert.StartsWith("row,score", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("299,", lines[300], StringComparison.Ordinal);
    }

    private static string[] Lines(Action<Stream> write)
    {
        using var file = new MemoryStream();
        write(file);
        return Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n');
    }
}
