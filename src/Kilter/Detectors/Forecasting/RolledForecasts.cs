using Kilter.Numerics.Neural;

namespace Kilter.Detectors.Forecasting;

/// <summary>Forecasts of a recurrent network that was taught the next sample: one step from the true samples, further ones from its own outputs.</summary>
public static class RolledForecasts
{
    /// <summary>p[t][k] forecasts x[t + 1 + k]: at each t the network has seen every true sample up to t, and then its own outputs. (T, W, C).</summary>
    /// <remarks>Starts from zero states. Cost: O(T·W) steps of the network, on one thread.</remarks>
    /// <param name="network">A network of (·, C) → (·, C) whose layers can take one step at a time, without <c>FreeRunning</c> around them.</param>
    /// <param name="values">x, (T, C) row-major, scaled as the network learned it.</param>
    /// <param name="steps">W, at least 1.</param>
    /// <param name="cancellation">Looked at once a sample.</param>
    /// <exception cref="ArgumentException">The network gives another width than it takes, or the values are not whole rows.</exception>
    public static double[] Of(Network network, ReadOnlySpan<double> values, int steps, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var width = network.Input.Width;
        if (network.Output.Width != width)
        {
            throw new ArgumentException($"The network takes {width} values at a step and gives {network.Output.Width}; to feed on its own outputs it must give as many as it takes.", nameof(network));
        }

        Guard.Length(values.Length % width, 0, nameof(values));
        var forecasts = new double[values.Length * steps];
        var (taught, free) = (network.GoLive(), network.GoLive());
        var (input, output) = (new float[width], new float[width]);
        for (var t = 0; t < values.Length / width; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var c = 0; c < width; c++)
            {
                input[c] = (float)values[(t * width) + c];
            }

            taught.Step(input, output);
            free.CopyState(taught);
            for (var k = 0; k < steps; k++)
            {
                for (var c = 0; c < width; c++)
                {
                    forecasts[(((t * steps) + k) * width) + c] = output[c];
                }

                if (k + 1 < steps)
                {
                    output.CopyTo(input, 0);
                    free.Step(input, output);
                }
            }
        }

        return forecasts;
    }
}
