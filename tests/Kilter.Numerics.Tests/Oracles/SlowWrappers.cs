using Kilter.Numerics.Neural;
using Kilter.Numerics.Tests.Neural;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>Layers that hold layers, from their definitions, around slow twins.</summary>
internal static class SlowWrappers
{
    /// <summary>One layer behind another; each finds its weights under its own name.</summary>
    public static SlowLayer Chain(params (string Name, int Width, SlowLayer Layer)[] layers) => (x, input, weights) =>
    {
        foreach (var (name, width, layer) in layers)
        {
            x = layer(x, input, part => weights($"{name}/{part}"));
            input = new SampleShape(x.Length / width, width);
        }

        return x;
    };

    /// <summary>Both readings of a window, side by side in the order of time.</summary>
    /// <param name="units">H of each reading.</param>
    /// <param name="inner">The layer inside.</param>
    /// <param name="aheadMask">Factors of the values that the forward reading sees at each step; null for all of them.</param>
    /// <param name="backMask">As before, of the backward reading.</param>
    public static SlowLayer Bidirectional(int units, SlowLayer inner, double[]? aheadMask = null, double[]? backMask = null) => (values, input, weights) =>
    {
        var x = Masked(values, aheadMask);
        var ahead = inner(x, input, part => weights("forward/" + part));
        var back = inner(Reversed(Masked(values, backMask), input.Width), input, part => weights("backward/" + part));
        return [.. ahead.Chunk(units).Zip(Reversed(back, units).Chunk(units), (a, b) => a.Concat(b)).SelectMany(v => v)];
    };

    /// <summary>Each step by itself.</summary>
    public static SlowLayer TimeDistributed(SlowLayer inner)
        => (x, input, weights) => [.. x.Chunk(input.Width).SelectMany(step => inner(step, new SampleShape(1, input.Width), weights))];

    /// <summary>Each step sees the true input or the output before it; the layers inside are run anew over all that was seen so far.</summary>
    /// <param name="inner">(t, I) → (t, I).</param>
    /// <param name="sees">Whether step t sees the true input.</param>
    public static SlowLayer FreeRunning(SlowLayer inner, Func<int, bool> sees) => (x, input, weights) =>
    {
        var (seen, y) = (new List<double>(), new List<double>());
        for (var t = 0; t < input.Steps; t++)
        {
            seen.AddRange(sees(t) ? x[(t * input.Width)..((t + 1) * input.Width)] : y.TakeLast(input.Width).ToArray());
            y.AddRange(inner([.. seen], new SampleShape(t + 1, input.Width), weights).TakeLast(input.Width));
        }

        return [.. y];
    };

    private static double[] Masked(double[] x, double[]? mask) => mask is null ? x : [.. x.Select((v, i) => v * mask[i % mask.Length])];

    private static double[] Reversed(double[] x, int width) => [.. x.Chunk(width).Reverse().SelectMany(v => v)];
}
