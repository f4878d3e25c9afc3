namespace Kilter.Thresholds;

/// <summary>The peaks of a series of distances, each with the distance gathered since the peak before it; and the limit that their mean sets.</summary>
/// <remarks>
/// <para>
/// A peak is a value, neither the first nor the last, that no neighbour exceeds: every value of a plateau is one. What is compared with the limit is not
/// its height but its sum: all sizes from the last peak on (that peak's own included), this one's excluded. The sum of the first peak starts with the second
/// value of the series, counted once more when that is no peak itself: so does the original.
/// </para>
/// <para>Fewer than three values, or no peak, give no peaks: nothing is divided by zero. Values must be finite. Cost: O(n).</para>
/// <para>Source: betsi, a library for behaviour extraction in time series, 2020 (event detection).</para>
/// </remarks>
public static class PeakSums
{
    /// <summary>The peaks in order.</summary>
    public static IReadOnlyList<PeakSum> Of(ReadOnlySpan<double> distances)
    {
        var peaks = new List<PeakSum>();
        var sum = distances.Length < 3 ? 0 : distances[1];
        for (var k = 1; k < distances.Length - 1; k++)
        {
            if (distances[k + 1] <= distances[k] && distances[k - 1] <= distances[k])
            {
                peaks.Add(new PeakSum(k, sum));
                sum = Math.Abs(distances[k]);
            }
            else
            {
                sum += Math.Abs(distances[k]);
            }
        }

        return peaks;
    }

    /// <summary>The mean of the sums, raised by <paramref name="marginPercent"/> percent of it; NaN without peaks.</summary>
    public static double Limit(IReadOnlyList<PeakSum> peaks, double marginPercent)
    {
        ArgumentNullException.ThrowIfNull(peaks);
        var total = 0.0;
        foreach (var peak in peaks)
        {
            total += peak.Sum;
        }

        return peaks.Count == 0 ? double.NaN : total / peaks.Count * (1 + (marginPercent / 100));
    }

    /// <summary>The positions of the peaks whose sum is at least the limit, in order.</summary>
    public static IReadOnlyList<int> Events(ReadOnlySpan<double> distances, double marginPercent)
    {
        var peaks = Of(distances);
        var limit = Limit(peaks, marginPercent);
        return [.. peaks.Where(p => p.Sum >= limit).Select(p => p.Index)];
    }
}

/// <summary>A peak of a series of distances.</summary>
/// <param name="Index">Its position.</param>
/// <param name="Sum">The distance gathered since the peak before it.</param>
public readonly record struct PeakSum(int Index, double Sum);
