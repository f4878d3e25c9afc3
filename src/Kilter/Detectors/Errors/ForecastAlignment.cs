namespace Kilter.Detectors.Errors;

/// <summary>What stands where a forecast so many steps ahead was not yet made, at the start of a series.</summary>
public enum MissingForecast
{
    /// <summary>The one-step forecast of the same sample.</summary>
    RepeatOneStep,

    /// <summary>NaN.</summary>
    Missing,
}

/// <summary>Turns forecasts of A steps ahead, one row a moment of forecasting, into the forecasts of each sample, and their errors into error vectors.</summary>
/// <remarks>
/// Rows of forecasts: row t holds, for each of A steps, C channels: step 0 is the forecast of sample t made one step before it, step 1 that of sample t + 1, and so
/// on. Cost: O(T·A·C). Source: P. Malhotra et al., "Long short term memory networks for anomaly detection in time series", ESANN, 2015, section 2.
/// </remarks>
public static class ForecastAlignment
{
    /// <summary>For each sample t, the forecasts of it made 1, 2, …, A steps before: row t, step h is step h of row t − h.</summary>
    /// <param name="forecasts">(T, A, C), row-major.</param>
    /// <param name="steps">A, at least 1.</param>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="missing">What stands in the first A − 1 rows where no forecast was made.</param>
    /// <returns>(T, A, C).</returns>
    /// <exception cref="ArgumentException">There are not whole rows.</exception>
    public static double[] BySample(ReadOnlySpan<double> forecasts, int steps, int channels = 1, MissingForecast missing = MissingForecast.RepeatOneStep)
    {
        var row = Row(forecasts.Length, steps, channels);
        var aligned = new double[forecasts.Length];
        for (var t = 0; t < forecasts.Length / row; t++)
        {
            for (var h = 0; h < steps; h++)
            {
                var target = aligned.AsSpan((t * row) + (h * channels), channels);
                if (h <= t)
                {
                    forecasts.Slice(((t - h) * row) + (h * channels), channels).CopyTo(target);
                }
                else if (missing == MissingForecast.Missing)
                {
                    target.Fill(double.NaN);
                }
                else
                {
                    forecasts.Slice(t * row, channels).CopyTo(target);
                }
            }
        }

        return aligned;
    }

    /// <summary>One forecast a sample: the mean of all that were made of it, (T, C). In the first A − 1 rows those that were made.</summary>
    /// <exception cref="ArgumentException">There are not whole rows.</exception>
    public static double[] Mean(ReadOnlySpan<double> forecasts, int steps, int channels = 1)
    {
        var row = Row(forecasts.Length, steps, channels);
        var mean = new double[forecasts.Length / steps];
        for (var t = 0; t < forecasts.Length / row; t++)
        {
            var made = Math.Min(steps, t + 1);
            for (var h = 0; h < made; h++)
            {
                for (var c = 0; c < channels; c++)
                {
                    mean[(t * channels) + c] += forecasts[((t - h) * row) + (h * channels) + c] / made;
                }
            }
        }

        return mean;
    }

    /// <summary>
    /// The error vectors of a rolled-out predictor: with p[t][k] the forecast of x[t + 1 + k] made at t, eₜ[s] = p[t − W + s][W − 1 − s] − xₜ: the forecast of
    /// longest reach first. For t below W, where not all were made, the vector is zero.
    /// </summary>
    /// <param name="forecasts">p, (T, W).</param>
    /// <param name="observed">x, (T).</param>
    /// <param name="steps">W, at least 1.</param>
    /// <returns>(T, W).</returns>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static double[] ErrorVectors(ReadOnlySpan<double> forecasts, ReadOnlySpan<double> observed, int steps)
    {
        Row(forecasts.Length, steps, 1);
        Guard.Length(observed.Length, forecasts.Length / steps, nameof(observed));
        var errors = new double[forecasts.Length];
        for (var t = steps; t < observed.Length; t++)
        {
            for (var s = 0; s < steps; s++)
            {
                errors[(t * steps) + s] = forecasts[((t - steps + s) * steps) + steps - 1 - s] - observed[t];
            }
        }

        return errors;
    }

    private static int Row(int values, int steps, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        return values % (steps * channels) == 0
            ? steps * channels
            : throw new ArgumentException($"'forecasts' has {values} values; rows of {steps} steps and {channels} channels have {steps * channels} each.", nameof(values));
    }
}
