using Kilter.Numerics.Tests.Neural;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>A plain recurrent layer from its formula.</summary>
internal static class SlowRnn
{
    public static SlowLayer Of(int units, bool sequence = false, Func<double, double>? cell = null, int biases = 1, double[]? mask = null) => (x, input, weights) =>
    {
        cell ??= Math.Tanh;
        var (w, u) = (weights("kernel"), weights("recurrent"));
        var b = biases > 0 ? weights("bias") : new double[units];
        var b2 = biases > 1 ? weights("bias_recurrent") : new double[units];
        var (h, all) = (new double[units], new List<double>());
        for (var t = 0; t < input.Steps; t++)
        {
            var sums = new double[units];
            for (var o = 0; o < units; o++)
            {
                sums[o] = b[o] + b2[o];
                for (var i = 0; i < input.Width; i++)
                {
                    sums[o] += x[(t * input.Width) + i] * w[(i * units) + o];
                }

                for (var j = 0; j < units; j++)
                {
                    sums[o] += h[j] * (mask is null ? 1 : mask[j]) * u[(j * units) + o];
                }
            }

            h = [.. sums.Select(cell)];
            all.AddRange(h);
        }

        return sequence ? [.. all] : h;
    };
}
