using Kilter.Numerics.Neural;

namespace Kilter.Detectors.Forecasting;

/// <summary>Forecasts of a recurrent network that gives, at each sample, one channel at several horizons at once: nothing is fed back.</summary>
public static class HorizonForecasts
{
    /// <summary>Output j at sample t forecasts x[t + horizon j]. (T, H).</summary>
    /// <remarks>Starts from zero states and has seen every sample up to t. Cost: O(T) steps of the network, on one thread.</remarks>
    /// <param name="network">A network of (·, C) → (·, H) whose layers can take one step at a time.</param>
    /// <param name="values">x, (T, C) row-major, scaled as the network learned it.</param>
    /// <param name="cancellation">Looked at once a sample.</param>
    /// <exception cref="ArgumentException">The values are not whole rows.</exception>
    public static double[] Of(Network network, ReadOnlySpan<double> values, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (width, outputs) = (network.Input.Width, network.Output.Width);
        Guard.Length(values.Length % width, 0, nameof(values));
        var forecasts = new double[values.Length / width * outputs];
        var live = network.GoLive();
        var (input, output) = (new float[width], new float[outputs]);
        for (var t = 0; t < values.Length / width; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var c = 0; c < width; c++)
            {
                input[c] = (float)values[(t * width) + c];
            }

            live.Step(input, output);
            for (var h = 0; h < outputs; h++)
            {
                forecasts[(t * outputs) + h] = output[h];
            }
        }

        return forecasts;
    }

    /// <summary>The error vectors: eₜ[j] = (forecast of x[t] made at t − horizon j) − xₜ. Zero for t below the longest horizon, where not all were made. (T, H).</summary>
    /// <param name="forecasts">As <see cref="Of"/> gives them, (T, H).</param>
    /// <param name="observed">The forecast channel, (T).</param>
    /// <param name="horizons">The horizons, (H), each at least 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a horizon is below 1.</exception>
    public static double[] ErrorVectors(ReadOnlySpan<double> forecasts, ReadOnlySpan<double> observed, IReadOnlyList<int> horizons)
    {
        ArgumentNullException.ThrowIfNull(horizons);
        Guard.AtLeast(horizons.Count, 1, "horizons");
        Guard.AtLeast(horizons.Min(), 1, "samples in the shortest horizon");
        Guard.Length(forecasts.Length, observed.Length * horizons.Count, nameof(forecasts));
        var errors = new double[forecasts.Length];
        for (var t = horizons.Max(); t < observed.Length; t++)
        {
            for (var h = 0; h < horizons.Count; h++)
            {
                errors[(t * horizons.Count) + h] = forecasts[((t - horizons[h]) * horizons.Count) + h] - observed[t];
            }
        }

        return errors;
    }
}
