using Kilter.Numerics.Tests.Neural;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>Pools from their definitions: the values of each window, gathered.</summary>
internal static class SlowPool
{
    public static SlowLayer Max(int size, int stride, int dilation, int before, int after, bool ceil = false) => (x, input, _) =>
        Pool(x, input.Steps, input.Width, size, stride, dilation, before, after, ceil, values => values.Max());

    public static SlowLayer Average(int size, int stride, int before, int after, bool countPadding) => (x, input, _) =>
        Pool(x, input.Steps, input.Width, size, stride, 1, before, after, false, values => values.Sum() / (countPadding ? size : values.Count));

    private static double[] Pool(
        double[] x, int steps, int width, int size, int stride, int dilation, int before, int after, bool ceil, Func<List<double>, double> of)
    {
        var room = (double)(steps + before + after - ((size - 1) * dilation) - 1) / stride;
        var count = (int)(ceil ? Math.Ceiling(room) : Math.Floor(room)) + 1;
        var y = new List<double>();
        for (var t = 0; t < count; t++)
        {
            for (var c = 0; c < width; c++)
            {
                var values = new List<double>();
                for (var j = 0; j < size; j++)
                {
                    var step = (t * stride) + (j * dilation) - before;
                    if (step >= 0 && step < steps)
                    {
                        values.Add(x[(step * width) + c]);
                    }
                }

                y.Add(of(values));
            }
        }

        return [.. y];
    }
}
