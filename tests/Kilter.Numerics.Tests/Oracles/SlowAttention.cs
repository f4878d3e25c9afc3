using Kilter.Numerics.Tests.Neural;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>Attention from its formulas.</summary>
internal static class SlowAttention
{
    public static SlowLayer Of(int heads, bool causal = false, bool bias = true) => (x, input, weights) =>
    {
        var (steps, width) = (input.Steps, input.Width);
        var each = width / heads;
        var projected = Dense(x, steps, width, weights("kernel"), bias ? weights("bias") : new double[3 * width]);
        var all = new double[steps * width];
        for (var h = 0; h < heads; h++)
        {
            for (var t = 0; t < steps; t++)
            {
                var seen = causal ? t + 1 : steps;
                var scores = Enumerable.Range(0, seen).Select(u => Enumerable.Range(h * each, each).Sum(i => Part(t, 0, i) * Part(u, 1, i)) / Math.Sqrt(each)).ToArray();
                var exp = scores.Select(s => Math.Exp(s - scores.Max())).ToArray();
                for (var i = h * each; i < (h + 1) * each; i++)
                {
                    all[(t * width) + i] = Enumerable.Range(0, seen).Sum(u => exp[u] / exp.Sum() * Part(u, 2, i));
                }
            }
        }

        return Dense(all, steps, width, weights("output_kernel"), bias ? weights("output_bias") : new double[width]);

        double Part(int t, int part, int i) => projected[(t * 3 * width) + (part * width) + i];
    };

    public static SlowLayer Encoding() => (x, input, _) => [.. x.Select((v, n) =>
    {
        var (t, c) = (n / input.Width, n % input.Width);
        var angle = t / Math.Pow(10_000, c / 2 * 2 / (double)input.Width);
        return v + (c % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
    })];

    private static double[] Dense(double[] x, int steps, int inputs, double[] w, double[] b)
        => [.. from t in Enumerable.Range(0, steps)
               from o in Enumerable.Range(0, b.Length)
               select b[o] + Enumerable.Range(0, inputs).Sum(i => x[(t * inputs) + i] * w[(i * b.Length) + o])];
}
