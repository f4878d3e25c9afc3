using Kilter.Numerics.Tests.Neural;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>Normalisations from their formulas.</summary>
internal static class SlowNorm
{
    public static SlowLayer Layer(double epsilon, bool whole = false, bool scale = true, bool shift = true) => (x, input, weights) =>
    {
        var rows = whole ? x.Length : input.Width;
        return [.. x.Chunk(rows).SelectMany(group =>
        {
            var mean = group.Average();
            var variance = group.Average(v => (v - mean) * (v - mean));
            return group.Select((v, i) => ((v - mean) / Math.Sqrt(variance + epsilon) * (scale ? weights("scale")[i] : 1)) + (shift ? weights("shift")[i] : 0));
        })];
    };

    /// <summary>Each channel over all steps of all samples.</summary>
    public static SlowBatch Batch(double epsilon, string layer = "", bool scale = true, bool shift = true) => (x, batch, input, weights) =>
    {
        var (y, name) = (new double[x.Length], layer.Length > 0 ? layer + "/" : "");
        for (var c = 0; c < input.Width; c++)
        {
            double[] channel = [.. x.Where((_, i) => i % input.Width == c)];
            var mean = channel.Average();
            var variance = channel.Average(v => (v - mean) * (v - mean));
            var (factor, add) = (scale ? weights(name + "scale")[c] : 1, shift ? weights(name + "shift")[c] : 0);
            for (var i = c; i < x.Length; i += input.Width)
            {
                y[i] = ((x[i] - mean) / Math.Sqrt(variance + epsilon) * factor) + add;
            }
        }

        return y;
    };
}
