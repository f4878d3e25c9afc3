using Kilter.Numerics.Tests.Neural;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>A long short-term memory from its formulas; gates in the order i, f, g, o.</summary>
internal static class SlowLstm
{
    public static SlowLayer Of(
        int units, bool sequence = false, Func<double, double>? cell = null, Func<double, double>? gate = null, int biases = 1,
        double[]? mask = null) => (x, input, weights) =>
    {
        cell ??= Math.Tanh;
        gate ??= v => 1 / (1 + Math.Exp(-v));
        var (w, u) = (weights("kernel"), weights("recurrent"));
        var b = biases > 0 ? weights("bias") : new double[4 * units];
        var b2 = biases > 1 ? weights("bias_recurrent") : new double[4 * units];
        var (h, c, all) = (new double[units], new double[units], new List<double>());
        for (var t = 0; t < input.Steps; t++)
        {
            var z = new double[4 * units];
            for (var g = 0; g < z.Length; g++)
            {
                z[g] = b[g] + b2[g];
                for (var i = 0; i < input.Width; i++)
                {
                    z[g] += x[(t * input.Width) + i] * w[(i * 4 * units) + g];
                }

                for (var j = 0; j < units; j++)
                {
                    z[g] += h[j] * (mask is null ? 1 : mask[j]) * u[(j * 4 * units) + g];
                }
            }

            for (var j = 0; j < units; j++)
            {
                c[j] = (gate(z[units + j]) * c[j]) + (gate(z[j]) * cell(z[(2 * units) + j]));
                h[j] = gate(z[(3 * units) + j]) * cell(c[j]);
            }

            all.AddRange(h);
        }

        return sequence ? [.. all] : h;
    };
}
