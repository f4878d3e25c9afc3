namespace Kilter.Thresholds;

/// <summary>Groups scores into alerts: flags at most a merge gap of samples apart (and neighbours always) are one alert. NaN is never a flag.</summary>
internal static class AlertPeaks
{
    /// <summary>How many alerts scores at or above <paramref name="limit"/> make. Cost: O(T).</summary>
    public static int Count(ReadOnlySpan<float> scores, double limit, int mergeGap)
    {
        var (count, last) = (0, long.MinValue / 2);
        for (var t = 0; t < scores.Length; t++)
        {
            if (scores[t] >= limit)
            {
                count += t - last > Math.Max(mergeGap, 1) ? 1 : 0;
                last = t;
            }
        }

        return count;
    }

    /// <summary>The highest score of each alert that scores above <paramref name="start"/> make, in time order. Cost: O(T).</summary>
    public static double[] Above(ReadOnlySpan<float> scores, double start, int mergeGap)
    {
        var peaks = new List<double>();
        var last = long.MinValue / 2;
        for (var t = 0; t < scores.Length; t++)
        {
            if (!(scores[t] > start))
            {
                continue;
            }

            if (t - last > Math.Max(mergeGap, 1))
            {
                peaks.Add(scores[t]);
            }
            else
            {
                peaks[^1] = Math.Max(peaks[^1], scores[t]);
            }

            last = t;
        }

        return [.. peaks];
    }
}
