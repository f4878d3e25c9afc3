using Kilter.Events;
using Kilter.Thresholds;

namespace Kilter.Tests.Events;

public sealed class GradingTests
{
    private const int FiveMinutes = 2016;
    private const int OneMinute = 10_080;

    // The rows of the reference transcripts: 11 weeks at 5 minutes, 30 days at 1 minute.
    [Theory]
    [InlineData(1.14, 220, 22_683, FiveMinutes, Severity.Major)]
    [InlineData(1.04, 105, 22_683, FiveMinutes, Severity.Minor)]
    [InlineData(1.22, 74, 22_683, FiveMinutes, Severity.Major)]
    [InlineData(1.29, 121, 22_683, FiveMinutes, Severity.Major)]
    [InlineData(1.60, 428, 22_683, FiveMinutes, Severity.Severe)]
    [InlineData(1.13, 459, 22_683, FiveMinutes, Severity.Major)]
    [InlineData(1.18, 40, 43_200, OneMinute, Severity.Minor)]
    [InlineData(3.90, 310, 43_200, OneMinute, Severity.Severe)]
    [InlineData(1.74, 140, 43_200, OneMinute, Severity.Major)]
    [InlineData(1.52, 1560, 43_200, OneMinute, Severity.Major)]
    public void Severity_is_that_of_the_reference_transcripts(double peak, int length, int record, double samplesPerUnit, Severity expected)
        => Assert.Equal(expected, Grading.SeverityOf(peak, length, record, samplesPerUnit));

    [Fact]
    public void Severity_never_falls_with_a_higher_peak_or_a_greater_length()
    {
        double[] peaks = [1, 1.05, 1.1, 1.2, 1.25, 1.4, 1.55, 1.8, 2, 5];
        int[] lengths = [1, 5, 59, 60, 61, 500, 1428, 1429, 1430, 9000];
        foreach (var record in new[] { 100, 1_000, 30_000, 1_000_000 })
        {
            for (var i = 1; i < peaks.Length; i++)
            {
                for (var j = 1; j < lengths.Length; j++)
                {
                    var severity = Grading.SeverityOf(peaks[i], lengths[j], record, 10_000);

                    Assert.True(severity >= Grading.SeverityOf(peaks[i - 1], lengths[j], record, 10_000));
                    Assert.True(severity >= Grading.SeverityOf(peaks[i], lengths[j - 1], record, 10_000));
                }
            }
        }
    }

    [Theory]
    [InlineData(1.99, Confidence.Possible), InlineData(2, Confidence.Possible), InlineData(2.01, Confidence.Likely)]
    [InlineData(10, Confidence.Likely), InlineData(10.01, Confidence.NearCertain), InlineData(double.PositiveInfinity, Confidence.NearCertain), InlineData(double.NaN, Confidence.Possible)]
    public void Confidence_counts_record_lengths(double records, Confidence expected)
        => Assert.Equal(expected, Grading.ConfidenceOf(records * 11.25, recordUnits: 11.25));

    [Fact]
    public void The_return_period_is_one_over_the_rate_of_the_tail()
    {
        var threshold = Threshold(new TailFit(Start: 1, Scale: 1, Shape: 0, Rate: 10, Count: 40), calibratedOn: 4000);

        var period = Grading.ReturnPeriodOf(1 + Math.Log(10), threshold, samplesPerUnit: 1000);

        Assert.Equal(1, period, 1e-12);
    }

    [Fact]
    public void Beyond_a_hundred_times_the_calibration_nothing_is_claimed()
    {
        var threshold = Threshold(new TailFit(Start: 1, Scale: 1, Shape: 0, Rate: 10, Count: 40), calibratedOn: 4000);

        Assert.Equal(399, Grading.ReturnPeriodOf(1 + Math.Log(3990), threshold, samplesPerUnit: 1000), 1e-6);
        Assert.Equal(double.PositiveInfinity, Grading.ReturnPeriodOf(1 + Math.Log(4010), threshold, samplesPerUnit: 1000));
        Assert.Equal(double.PositiveInfinity, Grading.ReturnPeriodOf(1e9, Threshold(new TailFit(1, 1, -0.5, 10, 40), 4000), samplesPerUnit: 1000));
    }

    [Fact]
    public void Without_a_tail_or_below_it_the_return_period_is_unknown()
    {
        Assert.Equal(double.NaN, Grading.ReturnPeriodOf(5, Threshold(null, 4000), 1000));
        Assert.Equal(double.NaN, Grading.ReturnPeriodOf(0.5, Threshold(new TailFit(1, 1, 0, 10, 40), 4000), 1000));
    }

    private static FittedThreshold Threshold(TailFit? tail, long calibratedOn)
        => new() { Name = "budget", Limit = 2, CalibratedOn = calibratedOn, Tail = tail };
}
