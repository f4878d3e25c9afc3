using Kilter.Numerics.Tests.Neural;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>A gated recurrent unit from its formulas; gates in the order r, z, then the candidate.</summary>
internal static class SlowGru
{
    /// <param name="units">H.</param>
    /// <param name="sequence">Every step's output, or the last.</param>
    /// <param name="resetAfter">Where r multiplies.</param>
    /// <param name="biases">0, 1 or 2.</param>
    /// <param name="cell">φ.</param>
    /// <param name="gate">σ.</param>
    /// <param name="mask">What the products see of each unit, as a factor.</param>
    public static SlowLayer Of(
        int units, bool sequence = false, bool resetAfter = true, int biases = 2, Func<double, double>? cell = null, Func<double, double>? gate = null, double[]? mask = null)
        => (x, input, weights) =>
    {
        cell ??= Math.Tanh;
        gate ??= v => 1 / (1 + Math.Exp(-v));
        var (wGates, w, uGates, u) = (weights("kernel_rz"), weights("kernel_n"), weights("recurrent_rz"), weights("recurrent_n"));
        var bGates = biases > 0 ? weights("bias_rz") : new double[2 * units];
        var b = biases > 0 ? weights("bias_n") : new double[units];
        var bGates2 = biases > 1 ? weights("bias_recurrent_rz") : new double[2 * units];
        var b2 = biases > 1 ? weights("bias_recurrent_n") : new double[units];
        var (h, all) = (new double[units], new List<double>());
        for (var t = 0; t < input.Steps; t++)
        {
            var now = x[(t * input.Width)..((t + 1) * input.Width)];
            double[] seen = [.. h.Select((v, j) => mask is null ? v : v * mask[j])];
            double[] gates = [.. Add(Product(now, wGates), Product(seen, uGates), bGates, bGates2).Select(gate)];
            var (r, z) = (gates[..units], gates[units..]);
            double[] n = resetAfter
                ? [.. Add(Product(now, w), b).Zip(Add(Product(seen, u), b2), (a, c) => (a, c)).Select((v, j) => cell(v.a + (r[j] * v.c)))]
                : [.. Add(Product(now, w), Product([.. seen.Select((v, j) => r[j] * v)], u), b, b2).Select(cell)];
            h = [.. n.Select((v, j) => ((1 - z[j]) * v) + (z[j] * h[j]))];
            all.AddRange(h);
        }

        return sequence ? [.. all] : h;
    };

    private static double[] Product(double[] x, double[] matrix)
    {
        var sums = new double[matrix.Length / x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            for (var o = 0; o < sums.Length; o++)
            {
                sums[o] += x[i] * matrix[(i * sums.Length) + o];
            }
        }

        return sums;
    }

    private static double[] Add(params double[][] parts)
    {
        var sums = new double[parts[0].Length];
        foreach (var part in parts)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += part[i];
            }
        }

        return sums;
    }
}
