namespace Kilter.Numerics.Statistics;

/// <summary>How many values fall into each of some neighbouring bins.</summary>
/// <param name="Edges">The borders of the bins, increasing; one more than there are bins.</param>
/// <param name="Counts">Values in [edge k, edge k+1); the last bin holds its right edge too.</param>
/// <param name="Outside">Finite values below the first or above the last edge: counted, in no bin.</param>
public sealed record Histogram(double[] Edges, int[] Counts, int Outside)
{
    /// <summary>Equal bins from the lowest to the highest finite value. Values that are not finite are left out.</summary>
    /// <param name="values">The values.</param>
    /// <param name="bins">How many bins; at least 1.</param>
    /// <exception cref="ArgumentException">No value is finite.</exception>
    public static Histogram Of(ReadOnlySpan<double> values, int bins)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        if (!(low <= high))
        {
            throw new ArgumentException($"None of the {values.Length} values is finite; a histogram needs at least one.", nameof(values));
        }

        // One value alone gets a bin of width 1 around it, as numpy does.
        return low < high ? Of(values, bins, low, high) : Of(values, bins, low - 0.5, high + 0.5);
    }

    /// <summary>Equal bins from <paramref name="low"/> to <paramref name="high"/>. Cost: O(n).</summary>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="bins">How many bins; at least 1.</param>
    /// <param name="low">The left edge of the first bin; inclusive.</param>
    /// <param name="high">The right edge of the last bin; inclusive. Above <paramref name="low"/>.</param>
    public static Histogram Of(ReadOnlySpan<double> values, int bins, double low, double high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        var edges = new double[bins + 1];
        for (var k = 0; k <= bins; k++)
        {
            edges[k] = k == bins ? high : low + ((high - low) * k / bins);
        }

        var (counts, outside) = (new int[bins], 0);
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                continue;
            }

            if (value < low || value > high)
            {
                outside++;
                continue;
            }

            var bin = Math.Clamp((int)((value - low) / (high - low) * bins), 0, bins - 1);

            // The division may land a rounding away from the edge that is shown.
            bin = value < edges[bin] ? bin - 1 : bin + 1 < bins && value >= edges[bin + 1] ? bin + 1 : bin;
            counts[bin]++;
        }

        return new(edges, counts, outside);
    }
}
