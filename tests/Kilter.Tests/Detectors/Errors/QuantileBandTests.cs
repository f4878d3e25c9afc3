using Kilter.Detectors.Errors;
using Kilter.Numerics.Statistics;

namespace Kilter.Tests.Detectors.Errors;

public sealed class QuantileBandTests
{
    [Theory]
    [InlineData(0.1, 0.1, 0.9), InlineData(0.5, 0.5, 0.5), InlineData(0.9, 0.9, 0.1)]
    public void S1c_E1_the_pinball_loss_of_one_above_and_one_below(double quantile, double above, double below)
    {
        Assert.Equal(above, QuantileBand.Pinball(3, 2, quantile), 1e-12);
        Assert.Equal(below, QuantileBand.Pinball(2, 3, quantile), 1e-12);
        Assert.Equal(0, QuantileBand.Pinball(2, 2, quantile));
    }

    [Fact]
    public void S1c_E2_the_mean_pinball_losses_of_three_forecasts_and_their_weighted_total()
    {
        double[] observed = [1, 2, 3], forecast = [1.5, 1.5, 2];

        var losses = new[] { 0.1, 0.5, 0.9 }.Select(q => QuantileBand.Pinball(observed, forecast, q)).ToArray();

        Assert.Equal(0.2, losses[0], 1e-12);
        Assert.Equal(1.0 / 3, losses[1], 1e-12);
        Assert.Equal(7.0 / 15, losses[2], 1e-12);
        Assert.Equal(0.3, 0.3 * losses.Sum(), 1e-12);
    }

    [Theory, InlineData(0.9, 3.7), InlineData(0.1, 1.3), InlineData(0, 1), InlineData(1, 4)]
    public void S1c_E5_quantiles_of_draws_are_interpolated_between_ranks(double share, double expected)
    {
        var result = new double[2];
        QuantileBand.OverDraws([1, -4, 2, -3, 3, -2, 4, -1], share, result);

        Assert.Equal(expected, result[0], 1e-12);
        Assert.Equal(expected - 5, result[1], 1e-12);
    }

    [Fact]
    public void S1c_E6_a_band_in_logarithms_is_as_wide_as_its_level_makes_it()
    {
        static double Back(double l, double m) => Math.Exp(l + Math.Log(m));

        Assert.Equal(8774.433333333332, Back(0, 8774.433333333332), 1e-8);
        Assert.Equal(400, Back(Math.Log(1.2), 1000) - Back(Math.Log(0.8), 1000), 1e-9);
    }

    [Theory]
    [InlineData(5, 0), InlineData(4, 0), InlineData(6, 0), InlineData(9, 1.5), InlineData(0, 2)]
    public void A_value_outside_its_band_is_measured_in_widths_of_it(double value, double outside)
    {
        Assert.Equal(outside, QuantileBand.Outside(value, 4, 6, 1e-6));
        Assert.Equal(outside, QuantileBand.Outside(value, 6, 4, 1e-6));
    }

    [Fact]
    public void A_band_without_width_counts_as_of_the_least_width()
        => Assert.Equal(4, QuantileBand.Outside(7, 5, 5, 0.5));

    [Fact]
    public void Quantiles_that_contradict_each_other_are_told()
    {
        Assert.False(QuantileBand.IsCrossed(1, 2, 3));
        Assert.True(QuantileBand.IsCrossed(1, 0.5, 3));
        Assert.True(QuantileBand.IsCrossed(1, 4, 3));
        Assert.True(QuantileBand.IsCrossed(1, double.NaN, 3));
    }

    [Fact]
    public void Coverage_counts_values_on_the_border()
        => Assert.Equal(0.5, QuantileBand.Coverage([1, 2, 3, 4], [1, 3, 0, 5], [1, 4, 3, 6]));

    [Fact]
    public void The_best_constant_forecast_of_a_quantile_is_that_quantile()
    {
        double[] values = [.. Enumerable.Range(1, 101).Select(i => (double)(i * i))];
        var best = OrderStatistics.Quantile([.. values], 0.9);

        double Loss(double level) => QuantileBand.Pinball(values, [.. values.Select(_ => level)], 0.9);

        Assert.True(Loss(best) < Loss(best - 50) && Loss(best) < Loss(best + 50));
    }
}
