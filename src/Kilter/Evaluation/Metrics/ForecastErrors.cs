namespace Kilter.Evaluation.Metrics;

/// <summary>Errors of forecasts against what was measured.</summary>
/// <remarks>
/// <para>All take values and forecasts (T) in the same unit; samples where either is NaN are left out. NaN ("undefined") when none is left.
/// An error says nothing by itself: read it beside the naive forecasts of <see cref="NaiveForecasts"/>.</para>
/// <para>Sources: R. J. Hyndman, A. B. Koehler, "Another look at measures of forecast accuracy", Int. J. Forecasting, 2006; R. Koenker, G. Bassett,
/// "Regression quantiles", Econometrica, 1978 (pinball).</para>
/// </remarks>
public static class ForecastErrors
{
    /// <summary>Mean |value − forecast| (MAE), in the unit of the values.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double MeanAbsolute(ReadOnlySpan<double> values, ReadOnlySpan<double> forecasts) => Mean(values, forecasts, (y, f) => Math.Abs(y - f));

    /// <summary>Mean (value − forecast)² (MSE), in the unit squared.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double MeanSquare(ReadOnlySpan<double> values, ReadOnlySpan<double> forecasts) => Mean(values, forecasts, (y, f) => (y - f) * (y - f));

    /// <summary>√ of <see cref="MeanSquare"/> (RMSE), in the unit of the values.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double RootMeanSquare(ReadOnlySpan<double> values, ReadOnlySpan<double> forecasts) => Math.Sqrt(MeanSquare(values, forecasts));

    /// <summary>Mean (ln(1+value) − ln(1+forecast))² (MSLE), without unit. NaN when a value or a forecast is −1 or less.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double MeanSquaredLog(ReadOnlySpan<double> values, ReadOnlySpan<double> forecasts)
        => Mean(values, forecasts, (y, f) => y <= -1 || f <= -1 ? double.NaN : Square(double.LogP1(y) - double.LogP1(f)));

    /// <summary>Mean of max(q·e, (q−1)·e) with e = value − forecast (pinball loss of quantile q), in the unit of the values.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or q is not in [0, 1].</exception>
    public static double Pinball(ReadOnlySpan<double> values, ReadOnlySpan<double> forecasts, double quantile)
    {
        Guard.InRange(quantile, 0.0, 1.0, nameof(quantile));
        return Mean(values, forecasts, (y, f) => Math.Max(quantile * (y - f), (quantile - 1) * (y - f)));
    }

    /// <summary>MAE in multiples of the mean step |y(t) − y(t−m)| of training values (MASE): below 1 beats the naive forecast there. NaN when these never change.</summary>
    /// <param name="values">Values (T).</param>
    /// <param name="forecasts">Forecasts (T).</param>
    /// <param name="training">Values the forecaster learned from.</param>
    /// <param name="season">m in samples; 1 for plain persistence.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Scaled(ReadOnlySpan<double> values, ReadOnlySpan<double> forecasts, ReadOnlySpan<double> training, int season = 1)
    {
        var step = MeanAbsolute(training, NaiveForecasts.Persistence(training, season));
        return step == 0 ? double.NaN : MeanAbsolute(values, forecasts) / step;
    }

    private static double Square(double value) => value * value;

    private static double Mean(ReadOnlySpan<double> values, ReadOnlySpan<double> forecasts, Func<double, double, double> cost)
    {
        Guard.Length(forecasts.Length, values.Length, nameof(forecasts));
        double sum = 0, count = 0;
        for (var t = 0; t < values.Length; t++)
        {
            if (!double.IsNaN(values[t]) && !double.IsNaN(forecasts[t]))
            {
                sum += cost(values[t], forecasts[t]);
                count++;
            }
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
