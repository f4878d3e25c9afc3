using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class SimpleRulesTests
{
    private static readonly float[] OneToHundred = [.. Enumerable.Range(1, 100).Select(i => (float)i)];
    private static readonly CalibrationContext Context = new() { SamplesPerUnit = 50 };

    [Fact]
    public void Fixed_takes_the_value_and_counts_how_often_it_is_passed()
    {
        var fitted = new FixedThreshold(new() { Value = 2 }).Calibrate([0, 2, 0, 0, 2, 0, 0, 2, 2, 0], new CalibrationContext { SamplesPerUnit = 5 });

        Assert.Equal(2, fitted.Limit);
        Assert.Equal(1.5, fitted.ExpectedRate);
    }

    [Fact]
    public void Samples_without_a_score_are_no_time_to_raise_alerts_in()
    {
        float[] scores = [0, 2, 0, 0, 2, .. Enumerable.Repeat(float.NaN, 5)];

        var fitted = new FixedThreshold(new() { Value = 2 }).Calibrate(scores, new CalibrationContext { SamplesPerUnit = 5 });

        Assert.Equal(2, fitted.ExpectedRate);
    }

    [Theory]
    [InlineData(0.5, 50.5), InlineData(0.9, 90.1), InlineData(1, 100), InlineData(0, 1)]
    public void Quantile_lies_just_above_the_order_statistic(double share, double value)
    {
        var limit = new QuantileThreshold(new() { Share = share }).Calibrate(OneToHundred, Context).Limit;

        Assert.Equal(value * (1 + 1e-6), limit, 1e-9);
    }

    [Fact]
    public void Mean_and_deviations_are_those_of_the_scores()
    {
        var limit = new MeanDeviationThreshold(new() { Deviations = 2 }).Calibrate(OneToHundred, Context).Limit;

        Assert.Equal((50.5 + (2 * Math.Sqrt(9999.0 / 12))) * (1 + 1e-6), limit, 1e-9);
    }

    [Fact]
    public void Gaussian_tail_is_a_mean_and_deviations_rule_with_the_deviations_of_its_probability()
    {
        var gaussian = new GaussianTailThreshold(new() { Probability = 0.025 }).Calibrate(OneToHundred, Context).Limit;
        var deviations = new MeanDeviationThreshold(new() { Deviations = 1.959963984540054 }).Calibrate(OneToHundred, Context).Limit;

        Assert.Equal(deviations, gaussian, 1e-9);
    }

    [Fact]
    public void Peaks_over_threshold_says_when_nothing_lies_above_its_start()
    {
        var fitted = new PeaksOverThreshold(new()).Calibrate(Enumerable.Repeat(2f, 50).ToArray(), Context);

        Assert.StartsWith("No score lies above", fitted.Note, StringComparison.Ordinal);
    }
}
