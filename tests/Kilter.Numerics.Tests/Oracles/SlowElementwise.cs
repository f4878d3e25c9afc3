using Kilter.Numerics.Tests.Neural;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>Functions of every value, softmax, and the mean of a latent, from their formulas.</summary>
internal static class SlowElementwise
{
    public static SlowLayer Of(Func<double, double> function) => (x, _, _) => [.. x.Select(function)];

    public static SlowLayer Softmax(bool logarithm) => (x, input, _) =>
    {
        var y = new double[x.Length];
        for (var t = 0; t < input.Steps; t++)
        {
            var step = x.AsSpan(t * input.Width, input.Width).ToArray();
            var sum = step.Sum(Math.Exp);
            for (var i = 0; i < step.Length; i++)
            {
                y[(t * input.Width) + i] = logarithm ? step[i] - Math.Log(sum) : Math.Exp(step[i]) / sum;
            }
        }

        return y;
    };

    /// <summary>The first <paramref name="width"/> of every 2·width values.</summary>
    public static SlowLayer Mean(SlowLayer before, int width)
        => (x, input, weights) => [.. before(x, input, weights).Where((_, i) => i % (2 * width) < width)];
}
