using Kilter.Numerics.Neural;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>The slow twin of a layer: one sample in, one out, in float64, written from the paper with arrays and Math only.</summary>
/// <param name="x">(T, I) of one sample.</param>
/// <param name="input">T and I.</param>
/// <param name="weights">The weights by the part after the layer's name: "kernel", "bias"; (inputs, outputs).</param>
internal delegate double[] SlowLayer(double[] x, SampleShape input, Func<string, double[]> weights);

/// <summary>The slow twin of layers that look at the whole batch: all samples in, all out, in float64.</summary>
/// <param name="x">(B, T, I).</param>
/// <param name="batch">B.</param>
/// <param name="input">T and I.</param>
/// <param name="weights">The weights by whole name, or by the part after the layer's name.</param>
internal delegate double[] SlowBatch(double[] x, int batch, SampleShape input, Func<string, double[]> weights);

/// <summary>The one check that every layer passes: outputs against its slow twin, gradients against central differences of the twin in float64.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-5;
    private const int MostCoordinates = 60;

    /// <summary>Compares y, dL/dx and dL/dw for L = Σ y·u with random u, for a batch of that size.</summary>
    public static void Run(ILayer layer, SampleShape input, int batch, SlowLayer slow, double tolerance = 2e-5)
        => Run([layer], input, batch, BySample(_ => slow), random: false, tolerance);

    /// <summary>The same with random masks: the twin of each sample is given those of its sample.</summary>
    public static void Run(ILayer layer, SampleShape input, int batch, Func<int, SlowLayer> slow, bool random, double tolerance = 2e-5)
        => Run([layer], input, batch, BySample(slow), random, tolerance);

    /// <summary>The same for several layers, and for a twin of the whole batch.</summary>
    public static void Run(ILayer[] layers, SampleShape input, int batch, SlowBatch slow, bool random = false, double tolerance = 2e-5)
    {
        var runner = new LayerRunner(input, layers);
        runner.Randomize(seed: batch + (100 * input.Width));
        var rng = new Rng((ulong)(batch + (1000 * input.Length)));
        var x = Draw(rng, batch * input.Length);
        var upstream = Draw(rng, batch * runner.Network.Output.Length);

        var run = runner.Run(x, upstream, random);

        var weights = runner.Names.ToDictionary(n => n, n => runner.Get(n).Select(v => (double)v).ToArray());
        double[] inputs = [.. x.Select(v => (double)v)];
        var expected = Outputs(inputs);
        for (var i = 0; i < expected.Length; i++)
        {
            Close(expected[i], run.Y[i], tolerance, $"y[{i}]");
        }

        Differences(inputs, run.Dx, "x");
        foreach (var (name, values) in weights)
        {
            if (runner.Matrix(name).Trainable)
            {
                Differences(values, run.Gradients[name], name);
            }
        }

        double[] Outputs(double[] samples) => slow(
            samples, batch, input, part => weights.Single(w => w.Key == part || w.Key.EndsWith("/" + part, StringComparison.Ordinal)).Value);

        double Loss() => Outputs(inputs).Zip(upstream, (y, u) => y * u).Sum();

        void Differences(double[] values, float[] gradient, string name)
        {
            var every = Math.Max(1, values.Length / MostCoordinates);
            for (var i = 0; i < values.Length; i += every)
            {
                var kept = values[i];
                values[i] = kept + Step;
                var above = Loss();
                values[i] = kept - Step;
                var below = Loss();
                values[i] = kept;
                Close((above - below) / (2 * Step), gradient[i], tolerance * 2, $"d{name}[{i}]");
            }
        }
    }

    private static SlowBatch BySample(Func<int, SlowLayer> slow) => (x, batch, input, weights)
        => [.. Enumerable.Range(0, batch).SelectMany(b => slow(b)(x[(b * input.Length)..((b + 1) * input.Length)], input, weights))];

    public static float[] Draw(Rng rng, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)rng.NextNormal())];

    public static void Close(double expected, double actual, double tolerance, string what)
        => Assert.True(
            Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)),
            FormattableString.Invariant($"{what}: expected {expected:R}, got {actual:R}"));
}
