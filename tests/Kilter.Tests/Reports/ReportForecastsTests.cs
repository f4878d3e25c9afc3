using Kilter.Frames;
using Kilter.Reports;

namespace Kilter.Tests.Reports;

public sealed class ReportForecastsTests
{
    [Fact]
    public void What_was_expected_is_compared_beside_persistence_on_the_samples_asked_for()
    {
        var report = new ReportSamples { Samples = 400, Events = 1, Channels = 2 }.Build();
        report = report with { Method = report.Method with { TrainedOn = new SampleRange(0, 200), Season = 0 } };

        var comparison = ReportForecasts.Compare(report, channel: 1, new SampleRange(200, 300));

        var (model, persistence, count) = (0.0, 0.0, 0);
        for (var t = 200; t < 300; t++)
        {
            var (value, expected, before) = (report.Frame[t, 1], report.Expected!.Middle[(t * 2) + 1], report.Frame[t - 1, 1]);
            if (!double.IsNaN(value + expected + before))
            {
                (model, persistence, count) = (model + Math.Abs(value - expected), persistence + Math.Abs(value - before), count + 1);
            }
        }

        Assert.Equal(count, comparison.Samples);
        Assert.Equal(model / count, comparison.Rows[0].MeanAbsolute, 1e-12);
        Assert.Equal(persistence / count, comparison.Rows[1].MeanAbsolute, 1e-12);
        Assert.Equal(["model", "persistence", "constant"], comparison.Rows.Select(r => r.Name));
    }

    [Fact]
    public void A_report_without_expected_values_is_refused()
    {
        var report = new ReportSamples { Samples = 300, Events = 1 }.Build() with { Expected = null };

        Assert.Contains("no expected values", Assert.Throws<ArgumentException>(() => ReportForecasts.Compare(report, 0, new SampleRange(0, 10))).Message, StringComparison.Ordinal);
    }
}
