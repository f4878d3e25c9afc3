namespace Kilter.Detectors.Errors;

/// <summary>The mean of scores over a stretch around each sample. Looks ahead by half the stretch, so it is for records, not for streams.</summary>
public static class CentredMean
{
    /// <summary>The mean over [t − w/2, t + w/2], cut at the ends of the record; NaN is left out, and where nothing is left the result is NaN. (T).</summary>
    /// <remarks>Cost: O(T).</remarks>
    /// <param name="scores">(T).</param>
    /// <param name="width">w in samples; below 2 the scores stay as they are.</param>
    public static double[] Of(ReadOnlySpan<double> scores, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        var (sums, counts) = (new double[scores.Length + 1], new int[scores.Length + 1]);
        for (var t = 0; t < scores.Length; t++)
        {
            var known = !double.IsNaN(scores[t]);
            (sums[t + 1], counts[t + 1]) = (sums[t] + (known ? scores[t] : 0), counts[t] + (known ? 1 : 0));
        }

        var means = new double[scores.Length];
        for (var t = 0; t < means.Length; t++)
        {
            var (from, to) = (Math.Max(0, t - (width / 2)), Math.Min(scores.Length, t + (width / 2) + 1));
            means[t] = (sums[to] - sums[from]) / (counts[to] - counts[from]);
        }

        return means;
    }
}
