using Kilter.Numerics.Statistics;

namespace Kilter.Detectors.Errors;

/// <summary>Forecasts of quantiles: the loss that trains them, the band between two of them, and how far outside it a value lies.</summary>
/// <remarks>Source: R. Koenker, G. Bassett, "Regression quantiles", Econometrica, 1978.</remarks>
public static class QuantileBand
{
    /// <summary>max(q·e, (q − 1)·e) with e = observed − forecast: least on average for the q-quantile. Range [0, ∞).</summary>
    public static double Pinball(double observed, double forecast, double quantile)
    {
        var residual = observed - forecast;
        return Math.Max(quantile * residual, (quantile - 1) * residual);
    }

    /// <summary>The mean of <see cref="Pinball(double, double, double)"/>.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    public static double Pinball(ReadOnlySpan<double> observed, ReadOnlySpan<double> forecast, double quantile)
    {
        Guard.AtLeast(observed.Length, 1, "observed values");
        Guard.Length(forecast.Length, observed.Length, nameof(forecast));
        var sum = 0.0;
        for (var i = 0; i < observed.Length; i++)
        {
            sum += Pinball(observed[i], forecast[i], quantile);
        }

        return sum / observed.Length;
    }

    /// <summary>The quantile over draws of stochastic forecasts, interpolated linearly between ranks.</summary>
    /// <param name="draws">(D, n): D forecasts of n samples.</param>
    /// <param name="share">Which quantile, in [0, 1].</param>
    /// <param name="result">(n), overwritten.</param>
    /// <exception cref="ArgumentException">There are not whole draws.</exception>
    public static void OverDraws(ReadOnlySpan<double> draws, double share, Span<double> result)
    {
        Guard.AtLeast(draws.Length, Math.Max(1, result.Length), "drawn values");
        Guard.Length(result.Length == 0 ? 0 : draws.Length % result.Length, 0, nameof(draws));
        var sample = new double[draws.Length / result.Length];
        for (var i = 0; i < result.Length; i++)
        {
            for (var d = 0; d < sample.Length; d++)
            {
                sample[d] = draws[(d * result.Length) + i];
            }

            result[i] = OrderStatistics.Quantile(sample, share);
        }
    }

    /// <summary>How far a value lies outside [lower, upper], in widths of the band: 0 inside, 1 one width above or below. Crossed bounds are taken the other way round.</summary>
    /// <param name="value">The observed value.</param>
    /// <param name="lower">The forecast of the low quantile.</param>
    /// <param name="upper">The forecast of the high quantile.</param>
    /// <param name="leastWidth">A band narrower than this counts as this wide. Above 0.</param>
    public static double Outside(double value, double lower, double upper, double leastWidth)
    {
        (lower, upper) = (Math.Min(lower, upper), Math.Max(lower, upper));
        return Math.Max(0, Math.Max(value - upper, lower - value)) / Math.Max(upper - lower, leastWidth);
    }

    /// <summary>Whether the forecast quantiles contradict each other: the middle one lies outside the other two.</summary>
    public static bool IsCrossed(double lower, double middle, double upper) => !(lower <= middle && middle <= upper);

    /// <summary>The share of values inside their bands, borders included.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    public static double Coverage(ReadOnlySpan<double> values, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Guard.AtLeast(values.Length, 1, "values");
        Guard.Length(lower.Length, values.Length, nameof(lower));
        Guard.Length(upper.Length, values.Length, nameof(upper));
        var inside = 0;
        for (var i = 0; i < values.Length; i++)
        {
            inside += values[i] >= lower[i] && values[i] <= upper[i] ? 1 : 0;
        }

        return (double)inside / values.Length;
    }
}
