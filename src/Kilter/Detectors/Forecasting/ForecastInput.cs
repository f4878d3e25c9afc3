using Kilter.Artifacts;
using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Prepares a forecaster's windows for its network, and turns what the network gives into forecasts.</summary>
/// <remarks>
/// With differences, a sample goes in as its C safe levels and C changes since the one before, each change in root mean squares of that change in training and held
/// within ±farthest; what comes out is the change from the last sample seen, in root mean squares of the change over so many steps. So a network that gives zeros forecasts
/// persistence.
/// </remarks>
internal sealed class ForecastInput(ForecasterPlan plan, InputGuard guard, double farthest, double[] change)
{
    // Outputs of one batch: 1 MB of floats stays in cache.
    private const int MostValues = 1 << 18;

    /// <summary>Takes one window: its number, its values as they came, and the forecast of its last samples, (A·C).</summary>
    public delegate void Use(int window, ReadOnlySpan<float> values, ReadOnlySpan<double> forecast);

    /// <summary>What makes values safe.</summary>
    public InputGuard Safe => guard;

    /// <summary>Learns what values and changes are usual.</summary>
    public static ForecastInput Of(WindowSet train, ForecasterPlan plan, double farthest)
    {
        var guard = InputGuard.Of(train, farthest);
        return new(plan, guard, farthest, plan.Difference ? Changes(guard.Apply(train), plan) : []);
    }

    public static ForecastInput Read(ForecasterPlan plan, ArtifactReader artifact)
        => new(plan, InputGuard.Read(artifact.Section("guard")), artifact.Number("farthest"), artifact.Numbers("change", plan.Difference ? plan.Outputs : 0));

    public void Write(ArtifactWriter artifact)
    {
        guard.Write(artifact.Section("guard"));
        artifact.Set("farthest", farthest);
        artifact.Set("change", change);
    }

    /// <summary>The windows as the network sees them: safe levels, and changes behind them.</summary>
    public WindowSet Prepare(WindowSet windows)
    {
        var safe = guard.Apply(windows);
        if (!plan.Difference)
        {
            return safe;
        }

        var channels = plan.Channels;
        var values = safe.Covered;
        var wide = new float[2 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var at = (i / channels * 2 * channels) + (i % channels);
            wide[at] = values[i];

            // The change of the very first sample is in no window's input.
            wide[at + channels] = i < channels ? 0 : Held((values[i] - (double)values[i - channels]) / change[i % channels]);
        }

        return safe.Over(wide, 2 * channels);
    }

    /// <summary>One sample of a stream as the network sees it, given the safe levels of the one before it (empty for none).</summary>
    public void Prepare(ReadOnlySpan<float> sample, ReadOnlySpan<float> before, Span<float> prepared)
    {
        for (var c = 0; c < plan.Channels; c++)
        {
            prepared[c] = guard.Held(c, sample[c]);
            if (plan.Difference)
            {
                prepared[plan.Channels + c] = before.IsEmpty ? 0 : Held((prepared[c] - (double)before[c]) / change[c]);
            }
        }
    }

    /// <summary>The inputs of every <paramref name="stride"/>-th prepared window.</summary>
    public NetworkWindows Inputs(WindowSet prepared, int stride = 1) => new(prepared, stride, plan.Lead, plan.Seen);

    /// <summary>What the network should give for every <paramref name="stride"/>-th prepared window, (N, A·C).</summary>
    public WindowArray Targets(WindowSet prepared, int stride)
    {
        var (count, size) = ((prepared.Count + stride - 1) / stride, plan.Outputs);
        var targets = new float[count * size];
        for (var n = 0; n < count; n++)
        {
            var window = prepared[n * stride];
            for (var i = 0; i < size; i++)
            {
                var (step, c) = (plan.Window - plan.Ahead + (i / plan.Channels), i % plan.Channels);
                var level = window[(step * plan.Input.Width) + c];
                targets[(n * size) + i] = plan.Difference ? Held((level - (double)Last(window, c)) / change[i]) : level;
            }
        }

        return new WindowArray(targets, size);
    }

    /// <summary>Turns outputs (A·C) into a forecast in the units of the windows: levels inside the range of training, changes within what the network can see.</summary>
    public void Forecast(ReadOnlySpan<float> prepared, ReadOnlySpan<float> output, Span<double> forecast)
    {
        for (var i = 0; i < forecast.Length; i++)
        {
            forecast[i] = Level(i, plan.Difference ? Last(prepared, i % plan.Channels) : 0, output[i]);
        }
    }

    /// <summary>The forecast value of one output, given the safe level of the last sample seen.</summary>
    public double Level(int output, float last, float given)
        => plan.Difference
            ? guard.Level(output % plan.Channels, (float)(last + (change[output] * given)))
            : guard.Expected(output % plan.Channels, given);

    /// <summary>How wide an output is in the units of the windows.</summary>
    public double Width(int output, float given) => guard.Width(output % plan.Channels, (float)(plan.Difference ? change[output] * given : given));

    /// <summary>Runs the network over the windows <paramref name="first"/>, <paramref name="first"/> + <paramref name="stride"/>, … a batch at a time, in order.</summary>
    public void Each(Network network, WindowSet windows, Use use, int first = 0, int stride = 1, CancellationToken cancellation = default)
    {
        var size = network.Output.Length;
        var batch = Math.Clamp(MostValues / Math.Max(size, network.Input.Length), 1, 4096);
        var (outputs, forecast) = (new float[Math.Min(batch, Math.Max(0, windows.Count - first)) * size], new double[plan.Outputs]);
        for (var start = first; start < windows.Count; start += batch * stride)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = windows.Slice(start, (int)Math.Min(windows.Count, start + ((long)batch * stride)));
            var prepared = Prepare(part);
            var inputs = Inputs(prepared, stride);
            network.Run(inputs, outputs.AsMemory(0, inputs.Count * size), threads: 1);
            for (var n = 0; n < inputs.Count; n++)
            {
                Forecast(prepared[n * stride], outputs.AsSpan(n * size, size), forecast);
                use(start + (n * stride), part[n * stride], forecast);
            }
        }
    }

    private float Last(ReadOnlySpan<float> prepared, int channel) => prepared[((plan.Window - plan.Ahead - 1) * plan.Input.Width) + channel];

    private float Held(double value) => (float)Math.Clamp(value, -farthest, farthest);

    /// <summary>The root mean square of the change over 1, …, A steps of each channel, (A·C), at least a thousandth of a deviation.</summary>
    private static double[] Changes(WindowSet safe, ForecasterPlan plan)
    {
        var squares = new double[plan.Outputs];
        for (var n = 0; n < safe.Count; n++)
        {
            var window = safe[n];
            var last = window.Slice((plan.Window - plan.Ahead - 1) * plan.Channels, plan.Channels);
            var ahead = window[^plan.Outputs..];
            for (var i = 0; i < squares.Length; i++)
            {
                var step = ahead[i] - (double)last[i % plan.Channels];
                squares[i] += step * step / safe.Count;
            }
        }

        return [.. squares.Select(s => Math.Max(1e-3, Math.Sqrt(s)))];
    }
}
