namespace Kilter.Numerics.Neural.Losses;

/// <summary>What a free and a taught run are to do together: forecast rightly both, and think alike.</summary>
/// <remarks>
/// <para>
/// L = mean (y_free − x)² + mean (y_taught − x)² + mean (h_free − h_taught)², each mean over a sample's values of that part. In the last term the taught run is taken as
/// given: no gradient goes into it, so that the free run learns from the taught one and not the other way round.
/// </para>
/// <para>Output: that of <see cref="Layers.TwoRuns"/>. Target: x, (T, I), the values the outputs are to be.</para>
/// <para>Source: J. Park, RNN-based time-series anomaly detector (public code), 2018.</para>
/// </remarks>
/// <param name="Width">I, values of a step of the target. At least 1.</param>
public sealed record TwoRunsError(int Width) : ILoss
{
    /// <summary>I, values of a step of the target. At least 1.</summary>
    public int Width { get; init => field = AtLeastOne(value); } = AtLeastOne(Width);

    /// <inheritdoc/>
    public string Name => "two-runs-error";

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Width > 2 * Width && (output.Width - (2 * Width)) % 2 == 0
        ? output.Steps * Width
        : throw new ArgumentException($"Loss 'two-runs-error': a step of the output has {output.Width} values; with targets of {Width} a step it needs twice {Width} and an even number of hidden ones, as a 'two_runs' layer gives.", nameof(output));

    double ILoss.Evaluate(in LossPanel panel)
    {
        var (lanes, steps) = (panel.Lanes, panel.Shape.Steps);
        var (outputs, hidden) = (Width * lanes, (panel.Shape.Width - (2 * Width)) / 2 * lanes);
        panel.Gradient.Clear();
        double near = 0, alike = 0;
        for (var t = 0; t < steps; t++)
        {
            var at = t * panel.Shape.Width * lanes;
            var target = panel.Target.Slice(t * outputs, outputs);
            near += Part(panel, at, outputs, target, 1.0 / (steps * Width)) + Part(panel, at + outputs, outputs, target, 1.0 / (steps * Width));
            var taught = panel.Output.Slice(at + (2 * outputs) + hidden, hidden);
            alike += Part(panel, at + (2 * outputs), hidden, taught, (double)lanes / (steps * hidden));
        }

        return near + alike;
    }

    private static int AtLeastOne(int width)
        => width >= 1 ? width : throw new ArgumentOutOfRangeException(nameof(width), width, $"Loss 'two-runs-error': Width is {width}; it must be at least 1.");

    /// <summary>weight · Σ (y − t)² over one part of one step, and its slopes.</summary>
    private static double Part(in LossPanel panel, int start, int length, ReadOnlySpan<float> target, double weight)
    {
        var output = panel.Output.Slice(start, length);
        var scale = (float)(2 * weight * panel.SampleWeight);
        var gradient = panel.Gradient.IsEmpty ? default : panel.Gradient.Slice(start, length);
        var sum = 0.0;
        for (var i = 0; i < length; i += panel.Lanes)
        {
            for (var s = i; s < i + panel.Valid; s++)
            {
                var error = output[s] - target[s];
                sum += (double)error * error;
                if (!gradient.IsEmpty)
                {
                    gradient[s] = scale * error;
                }
            }
        }

        return weight * sum;
    }
}
