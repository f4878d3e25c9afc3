using Kilter.Artifacts;
using Kilter.Detectors.Errors;
using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>A network that forecasts a band: three quantiles of each channel, with or without passes of dropout. Immutable.</summary>
internal sealed class BandNetwork(ForecasterPlan plan, bool bidirectional, ForecastInput input, Network network, double low, double high, int passes, ulong seed)
{
    /// <summary>Takes one window: its number, its values as they came, and its band (3, C): lower border, median, upper border.</summary>
    public delegate void Use(int window, ReadOnlySpan<float> values, ReadOnlySpan<double> band);

    public ForecasterPlan Plan => plan;

    public static BandNetwork Read(ArtifactReader artifact)
    {
        var (plan, both) = (ForecasterPlan.Read(artifact.Section("plan")), artifact.WholeNumber("bidirectional") != 0);
        return new(
            plan, both, ForecastInput.Read(plan, artifact.Section("input")),
            NetworkStore.Read(plan.Input, QuantileForecastDetector.Layers(plan, both), artifact.Section("network")),
            artifact.Number("low"), artifact.Number("high"), (int)artifact.WholeNumber("passes"), (ulong)artifact.WholeNumber("seed"));
    }

    public void Write(ArtifactWriter artifact)
    {
        plan.Write(artifact.Section("plan"));
        input.Write(artifact.Section("input"));
        NetworkStore.Write(network, artifact.Section("network"));
        artifact.Set("bidirectional", bidirectional ? 1L : 0L);
        artifact.Set("low", low);
        artifact.Set("high", high);
        artifact.Set("passes", (long)passes);
        artifact.Set("seed", (long)seed);
    }

    /// <summary>The bands of the windows <paramref name="first"/>, <paramref name="first"/> + <paramref name="stride"/>, …, in order.</summary>
    public void Each(WindowSet windows, Use use, int first = 0, int stride = 1, CancellationToken cancellation = default)
    {
        const int Batch = 1024;
        var (size, band) = (3 * plan.Channels, new double[3 * plan.Channels]);
        for (var start = first; start < windows.Count; start += Batch * stride)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = windows.Slice(start, (int)Math.Min(windows.Count, start + ((long)Batch * stride)));
            var prepared = input.Prepare(part);
            var inputs = input.Inputs(prepared, stride);
            var plain = passes == 0 ? network.Run(inputs, threads: 1) : [];
            for (var n = 0; n < inputs.Count; n++)
            {
                var last = prepared[n * stride].Slice((plan.Window - 2) * plan.Input.Width, plan.Channels);
                if (passes == 0)
                {
                    Levels(plain.AsSpan(n * size, size), last, band);
                }
                else
                {
                    Draw(inputs[n], last, band);
                }

                use(start + (n * stride), part[n * stride], band);
            }
        }
    }

    /// <summary>
    /// The band of one window over all passes. A mask follows from a sample's place in its batch, so a batch holds one window alone, as often as needed: then its draws
    /// do not depend on the windows around it.
    /// </summary>
    private void Draw(ReadOnlySpan<float> window, ReadOnlySpan<float> last, Span<double> band)
    {
        var (copies, size) = (new float[passes / 2 * window.Length], 3 * plan.Channels);
        for (var i = 0; i < passes / 2; i++)
        {
            window.CopyTo(copies.AsSpan(i * window.Length));
        }

        var outputs = network.RunMonteCarlo(new WindowArray(copies, window.Length), passes: 2, seed, threads: 1, keepPasses: true).Passes;
        var draws = new double[passes * size];
        for (var d = 0; d < passes; d++)
        {
            Levels(outputs[d % 2].AsSpan(d / 2 * size, size), last, draws.AsSpan(d * size, size));
        }

        var all = new double[size];
        foreach (var (share, head) in (ReadOnlySpan<(double, int)>)[(low, 0), (high, 2)])
        {
            QuantileBand.OverDraws(draws, share, all);
            all.AsSpan(head * plan.Channels, plan.Channels).CopyTo(band[(head * plan.Channels)..]);
        }

        for (var c = 0; c < plan.Channels; c++)
        {
            var sum = 0.0;
            for (var d = 0; d < passes; d++)
            {
                sum += draws[(d * size) + plan.Channels + c];
            }

            band[plan.Channels + c] = sum / passes;
        }
    }

    private void Levels(ReadOnlySpan<float> output, ReadOnlySpan<float> last, Span<double> levels)
    {
        for (var i = 0; i < output.Length; i++)
        {
            levels[i] = input.Level(i % plan.Channels, last[i % plan.Channels], output[i]);
        }
    }
}
