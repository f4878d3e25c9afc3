namespace Kilter.Numerics.Statistics;

/// <summary>Medians and other values by rank, without sorting everything.</summary>
/// <remarks>
/// Values must be finite. Cost: O(n) expected and, by falling back to a sort, O(n log n) at worst. Draws no random numbers.
/// Source: C. A. R. Hoare, "Algorithm 65: Find", Comm. ACM, 1961.
/// </remarks>
public static class OrderStatistics
{
    /// <summary>The value that <paramref name="rank"/> others come before in sorted order. Reorders the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rank is not in [0, n − 1].</exception>
    public static double Select(Span<double> values, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, values.Length);
        var (low, high) = (0, values.Length - 1);
        for (var rounds = 0; high - low > 16; rounds++)
        {
            if (rounds > 64)
            {
                break;
            }

            var (less, greater) = Partition(values[low..(high + 1)]);
            if (rank < low + less)
            {
                high = low + less - 1;
            }
            else if (rank > low + greater)
            {
                low += greater + 1;
            }
            else
            {
                return values[rank];
            }
        }

        values[low..(high + 1)].Sort();
        return values[rank];
    }

    /// <summary>The median: the middle value, or the mean of the two middle ones. Reorders the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no values.</exception>
    public static double Median(Span<double> values)
    {
        var upper = Select(values, values.Length / 2);
        if (values.Length % 2 == 1)
        {
            return upper;
        }

        // Selecting left the smaller half in front.
        var lower = values[0];
        foreach (var value in values[..(values.Length / 2)])
        {
            lower = Math.Max(lower, value);
        }

        return lower + ((upper - lower) / 2);
    }

    /// <summary>The value that a share <paramref name="share"/> of the others lies below, interpolated linearly between ranks (n − 1)·share. Reorders the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no values, or the share is not in [0, 1].</exception>
    public static double Quantile(Span<double> values, double share)
    {
        if (!(share is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), FormattableString.Invariant($"'share' is {share}; it must lie between 0 and 1."));
        }

        var place = (values.Length - 1) * share;
        var rank = (int)Math.Floor(place);
        var lower = Select(values, rank);
        if (rank == place)
        {
            return lower;
        }

        // Selecting left the greater ones behind.
        var upper = values[rank + 1];
        foreach (var value in values[(rank + 1)..])
        {
            upper = Math.Min(upper, value);
        }

        return lower + ((upper - lower) * (place - rank));
    }

    /// <summary>Puts the values in three runs, below, equal to and above a middle one; returns the first and the last index of the equal run.</summary>
    private static (int First, int Last) Partition(Span<double> values)
    {
        var pivot = MiddleOf(values[0], values[values.Length / 2], values[^1]);
        var (less, greater) = (0, values.Length - 1);
        for (var i = 0; i <= greater;)
        {
            var value = values[i];
            if (value < pivot)
            {
                values[i++] = values[less];
                values[less++] = value;
            }
            else if (value > pivot)
            {
                values[i] = values[greater];
                values[greater--] = value;
            }
            else
            {
                i++;
            }
        }

        return (less, greater);
    }

    private static double MiddleOf(double a, double b, double c)
        => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
