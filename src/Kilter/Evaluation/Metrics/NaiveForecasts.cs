using Kilter.Numerics.Statistics;

namespace Kilter.Evaluation.Metrics;

/// <summary>Forecasts that need no learning: what every forecaster is to be compared with.</summary>
public static class NaiveForecasts
{
    /// <summary>The value <paramref name="horizon"/> samples before (T); NaN for the first ones. With a season as the horizon: the seasonal naive forecast.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is less than 1.</exception>
    public static double[] Persistence(ReadOnlySpan<double> values, int horizon = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var forecasts = new double[values.Length];
        for (var t = 0; t < forecasts.Length; t++)
        {
            forecasts[t] = t < horizon ? double.NaN : values[t - horizon];
        }

        return forecasts;
    }

    /// <summary>The median of the training values, everywhere (T): the constant with the smallest absolute error on them. NaN when there is none.</summary>
    public static double[] Constant(int samples, ReadOnlySpan<double> training)
    {
        double[] known = [.. training.ToArray().Where(v => !double.IsNaN(v))];
        var forecasts = new double[samples];
        Array.Fill(forecasts, known.Length == 0 ? double.NaN : OrderStatistics.Median(known));
        return forecasts;
    }
}
