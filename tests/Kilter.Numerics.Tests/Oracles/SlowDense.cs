using Kilter.Numerics.Tests.Neural;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>A fully connected layer from its formula.</summary>
internal static class SlowDense
{
    public static SlowLayer Of(int units, Func<double, double>? activation = null, bool bias = true) => (x, input, weights) =>
    {
        var (w, b) = (weights("kernel"), bias ? weights("bias") : new double[units]);
        var y = new double[input.Steps * units];
        for (var t = 0; t < input.Steps; t++)
        {
            for (var o = 0; o < units; o++)
            {
                var sum = b[o];
                for (var i = 0; i < input.Width; i++)
                {
                    sum += x[(t * input.Width) + i] * w[(i * units) + o];
                }

                y[(t * units) + o] = activation is null ? sum : activation(sum);
            }
        }

        return y;
    };
}
