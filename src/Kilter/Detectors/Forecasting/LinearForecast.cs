using Kilter.Artifacts;

namespace Kilter.Detectors.Forecasting;

/// <summary>mean + Σ weight·(earlier value − mean), for each channel. Immutable.</summary>
/// <param name="mean">The channels' means, (C).</param>
/// <param name="weights">(W − 1, C) for a channel's own lags, laid out as the window is; (C, (W − 1)·C) for those of all channels.</param>
/// <param name="from">Which of the two.</param>
internal sealed class LinearForecast(double[] mean, double[] weights, ForecastFrom from)
{
    public static LinearForecast Read(ArtifactReader artifact)
        => new(artifact.Numbers("mean"), artifact.Numbers("weights"), (ForecastFrom)artifact.WholeNumber("from"));

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("mean", mean);
        artifact.Set("weights", weights);
        artifact.Set("from", (long)from);
    }

    /// <summary>The forecast of the last sample of a window, (C).</summary>
    public void Write(ReadOnlySpan<float> window, Span<double> expected)
    {
        mean.CopyTo(expected);
        if (from == ForecastFrom.Own)
        {
            AddOwn(window, expected);
        }
        else
        {
            AddAll(window, expected);
        }
    }

    private void AddOwn(ReadOnlySpan<float> window, Span<double> expected)
    {
        if (mean.Length == 1)
        {
            var (sum, centre) = (0.0, mean[0]);
            for (var i = 0; i < weights.Length; i++)
            {
                sum += weights[i] * (window[i] - centre);
            }

            expected[0] += sum;
            return;
        }

        for (var start = 0; start < weights.Length; start += mean.Length)
        {
            for (var c = 0; c < mean.Length; c++)
            {
                expected[c] += weights[start + c] * (window[start + c] - mean[c]);
            }
        }
    }

    private void AddAll(ReadOnlySpan<float> window, Span<double> expected)
    {
        var regressors = window.Length - mean.Length;
        for (var c = 0; c < mean.Length; c++)
        {
            var row = weights.AsSpan(c * regressors, regressors);
            var sum = 0.0;
            for (var (i, k) = (0, 0); i < regressors; i++, k = k + 1 == mean.Length ? 0 : k + 1)
            {
                sum += row[i] * (window[i] - mean[k]);
            }

            expected[c] += sum;
        }
    }
}
