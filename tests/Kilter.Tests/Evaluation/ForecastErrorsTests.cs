using Kilter.Evaluation;
using Kilter.Evaluation.Metrics;

namespace Kilter.Tests.Evaluation;

public sealed class ForecastErrorsTests
{
    [Fact]
    public void Errors_are_those_of_the_reference()
    {
        var golden = GoldenNumbers.Case("scoring.json", "regression_metrics");
        var (values, forecasts) = (GoldenNumbers.Values(golden.GetProperty("y_true")), GoldenNumbers.Values(golden.GetProperty("y_pred")));
        var expected = golden.GetProperty("expected");

        MetricCase.Near(expected.GetProperty("mse").GetDouble(), ForecastErrors.MeanSquare(values, forecasts), "MSE", 1e-12);
        MetricCase.Near(expected.GetProperty("rmse").GetDouble(), ForecastErrors.RootMeanSquare(values, forecasts), "RMSE", 1e-12);
        MetricCase.Near(expected.GetProperty("mae").GetDouble(), ForecastErrors.MeanAbsolute(values, forecasts), "MAE", 1e-12);
        MetricCase.Near(expected.GetProperty("pinball_0.9").GetDouble(), ForecastErrors.Pinball(values, forecasts, 0.9), "pinball", 1e-12);
    }

    [Fact]
    public void S1f_E4_the_naive_forecast_of_four_values()
    {
        double[] values = [1, 2, 4, 7];

        Assert.Equal(2.160246899469287, ForecastErrors.RootMeanSquare(values, NaiveForecasts.Persistence(values)), 1e-15);
    }

    [Theory]
    [InlineData(3, 2, 0.1, 0.1), InlineData(3, 2, 0.5, 0.5), InlineData(3, 2, 0.9, 0.9)]
    [InlineData(2, 3, 0.1, 0.9), InlineData(2, 3, 0.5, 0.5), InlineData(2, 3, 0.9, 0.1), InlineData(2, 2, 0.9, 0)]
    public void S1c_E1_pinball_of_one_value(double value, double forecast, double quantile, double loss)
        => Assert.Equal(loss, ForecastErrors.Pinball([value], [forecast], quantile), 1e-15);

    [Fact]
    public void The_squared_log_error_is_undefined_from_minus_one_down_and_never_an_exception()
    {
        Assert.Equal(Math.Pow(Math.Log(3) - Math.Log(2), 2), ForecastErrors.MeanSquaredLog([2], [1]), 1e-15);
        Assert.True(double.IsNaN(ForecastErrors.MeanSquaredLog([2, 5], [1, -1])));
    }

    [Fact]
    public void The_scaled_error_of_persistence_on_its_own_training_values_is_one()
    {
        double[] values = [3, 5, 4, 9, 1, 1, 7];

        Assert.Equal(1, ForecastErrors.Scaled(values, NaiveForecasts.Persistence(values), values), 1e-15);
        Assert.Equal(1, ForecastErrors.Scaled(values, NaiveForecasts.Persistence(values, 3), values, season: 3), 1e-15);
        Assert.True(double.IsNaN(ForecastErrors.Scaled([1, 2], [1, 1], [5, 5, 5])));
    }

    [Fact]
    public void Missing_values_are_left_out_and_nothing_left_is_undefined()
    {
        Assert.Equal(1, ForecastErrors.MeanAbsolute([1, double.NaN, 3], [2, 2, double.NaN]));
        Assert.True(double.IsNaN(ForecastErrors.MeanAbsolute([double.NaN], [1])));
        Assert.True(double.IsNaN(ForecastErrors.RootMeanSquare([], [])));
    }

    [Fact]
    public void A_comparison_holds_every_naive_forecast_on_the_same_samples()
    {
        double[] values = [1, 2, 1, 2, 1, 2, 1, 3], forecasts = [0, 0, 0, 0, double.NaN, 2, 1, 2];

        var comparison = ForecastComparison.Of(values, forecasts, values.AsSpan(0, 4), 4, 8, new() { Season = 2 });

        Assert.Equal(3, comparison.Samples);
        Assert.Equal(["model", "persistence", "seasonal", "constant"], comparison.Rows.Select(r => r.Name));
        // Persistence is wrong by 1, 1 and 2; two samples back is right twice and wrong by 1; the median of 1, 2, 1, 2 is 1.5.
        Assert.Equal([1.0 / 3, 4.0 / 3, 1.0 / 3, (0.5 + 0.5 + 1.5) / 3], comparison.Rows.Select(r => r.MeanAbsolute));
        Assert.Equal("seasonal", comparison.BestNaive!.Name);
    }

    [Fact]
    public void Persistence_looks_as_far_back_as_the_forecast_looks_ahead()
    {
        double[] values = [1, 2, 3, 4, 5, 6];

        var rows = ForecastComparison.Of(values, values, values, 3, 6, new() { Horizon = 3, Season = 2 }).Rows;

        // Three ahead with a season of two: the last known sample of the same phase is four back.
        Assert.Equal([0, 3, 4], rows.Take(3).Select(r => r.MeanAbsolute));
    }
}
