using Kilter.Detectors;
using Kilter.Detectors.Distribution;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Distribution;

public sealed class MedianMadDetectorTests
{
    [Theory, InlineData(1, 1, Combine.Max), InlineData(1, 3, Combine.Max), InlineData(1, 3, Combine.Mean), InlineData(12, 2, Combine.Max)]
    public void The_score_is_the_robust_deviation_from_the_textbook(int window, int channels, Combine combine)
    {
        var (train, test) = (Series(301, channels, 1), Series(50, channels, 2));
        var fitted = new MedianMadDetector(new() { Window = window, Combine = combine }).Fit(WindowSet.Sliding(train, channels, window), new FitContext());

        var scores = Scores(fitted, test, channels);

        for (var n = 0; n < scores.Length; n++)
        {
            double[] z = [.. Enumerable.Range(0, channels).Select(c =>
            {
                double[] means = [.. Enumerable.Range(0, 301 - window + 1).Select(m => Mean(train, channels, c, m, window))];
                var median = Median(means);
                var spread = 1.4826022185056018 * Median([.. means.Select(v => Math.Abs(v - median))]);
                return Math.Abs(Mean(test, channels, c, n, window) - median) / spread;
            })];
            Assert.Equal(combine == Combine.Max ? z.Max() : Math.Sqrt(z.Average(v => v * v)), scores[n], 1e-5);
        }
    }

    [Fact]
    public void Anomalies_in_a_third_of_the_training_data_hardly_move_the_scores()
    {
        var clean = Series(900, 1, 1);
        float[] spoilt = [.. clean.Select((v, t) => t % 3 == 0 ? 1_000 : v)];

        var score = Scores(Fit("median-mad", spoilt, 1), [8f], 1)[0];

        Assert.InRange(score / Scores(Fit("median-mad", clean, 1), [8f], 1)[0], 0.3, 1);
    }

    // Half of the values equal: no deviation. Then quarters, then the standard deviation, then 1.
    [Theory]
    [InlineData(new double[] { 0, 0, 0, 0, 0, 0, 5, 5, 5, 5 }, 0.741301109252801 * 5)]
    [InlineData(new double[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 10 }, 3.1622776601683795)]
    [InlineData(new double[] { 3, 3, 3, 3 }, 1)]
    [InlineData(new double[] { 1, 2, 3, 4, 100 }, 1.482602218505602)]
    public void The_spread_falls_back_where_most_values_are_equal(double[] values, double expected)
        => Assert.Equal(expected, RobustSpread.Of(values).Spread, 1e-12);

    private static double Mean(float[] values, int channels, int channel, int start, int length)
        => Enumerable.Range(start, length).Average(t => (double)values[(t * channels) + channel]);

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
