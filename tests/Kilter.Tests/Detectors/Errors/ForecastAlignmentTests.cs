using Kilter.Detectors.Errors;

namespace Kilter.Tests.Detectors.Errors;

public sealed class ForecastAlignmentTests
{
    private static readonly double[] Four = [10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42];

    [Fact]
    public void S1f_E2_a_sample_collects_the_forecasts_made_of_it_and_early_ones_repeat_the_one_step_forecast()
    {
        Assert.Equal([10, 10, 10, 20, 11, 20, 30, 21, 12, 40, 31, 22], ForecastAlignment.BySample(Four, steps: 3));
        Assert.Equal([10, 15.5, 21, 31], ForecastAlignment.Mean(Four, steps: 3));
    }

    [Fact]
    public void Forecasts_that_were_not_made_can_stay_missing()
        => Assert.Equal([10, double.NaN, double.NaN, 20, 11, double.NaN, 30, 21, 12, 40, 31, 22], ForecastAlignment.BySample(Four, steps: 3, missing: MissingForecast.Missing));

    [Fact]
    public void Channels_are_aligned_each_by_itself()
    {
        double[] one = [1, 2, 3, 4, 5, 6], two = [-1, -2, -3, -4, -5, -6];
        var both = one.Zip(two).SelectMany(pair => new[] { pair.First, pair.Second }).ToArray();

        var aligned = ForecastAlignment.BySample(both, steps: 2, channels: 2);

        Assert.Equal(ForecastAlignment.BySample(one, 2), aligned.Where((_, i) => i % 2 == 0));
        Assert.Equal(ForecastAlignment.BySample(two, 2), aligned.Where((_, i) => i % 2 == 1));
        Assert.Equal(ForecastAlignment.Mean(two, 2), ForecastAlignment.Mean(both, 2, 2).Where((_, i) => i % 2 == 1));
    }

    [Fact]
    public void S1e_E1_error_vectors_put_the_longest_reach_first_and_their_mean_and_covariance_are_over_complete_ones()
    {
        double[] forecasts = [1.1, 2.2, 3.3, 2, 3.1, 4.4, 3.2, 4.1, 5, 4, 5.5, 6.1, 5.1, 0, 0, 0, 0, 0];

        var errors = ForecastAlignment.ErrorVectors(forecasts, [1, 2, 3, 4, 5, 6], steps: 3);
        var model = GaussianErrorVector.Fit(errors.AsSpan(9), size: 3);

        Near([0, 0, 0, 0, 0, 0, 0, 0, 0, -0.7, -0.9, -0.8, -0.6, -0.9, -1, -1, -0.5, -0.9], errors);
        Near([-0.7666666667, -0.7666666667, -0.9], model.Mean.ToArray());
        Near([0.0288888889, -0.0311111111, -0.0033333333, -0.0311111111, 0.0355555556, 0, -0.0033333333, 0, 0.0066666667], model.Covariance.ToArray());
    }

    [Fact]
    public void Before_all_forecasts_are_made_the_score_of_an_error_vector_is_one_constant()
    {
        double[] forecasts = [1.1, 2.2, 2, 3.1, 3.2, 4.1, 4, 5.5, 5.3, 6.2, 0, 0];
        var errors = ForecastAlignment.ErrorVectors(forecasts, [1, 2, 3, 4, 5, 6], steps: 2);
        var model = GaussianErrorVector.Fit(errors.AsSpan(4), size: 2);

        var (first, second) = (model.SquaredDistance(errors.AsSpan(0, 2)), model.SquaredDistance(errors.AsSpan(2, 2)));

        Assert.True(first > 0);
        Assert.Equal(first, second);
        Assert.Equal(model.SquaredDistance([0, 0]), first);
    }

    [Fact]
    public void Forecasts_that_are_not_whole_rows_are_refused()
        => Assert.StartsWith("'forecasts' has 5 values; rows of 3 steps", Assert.Throws<ArgumentException>(() => ForecastAlignment.BySample(Four.AsSpan(0, 5), 3)).Message, StringComparison.Ordinal);

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-10);
        }
    }
}
