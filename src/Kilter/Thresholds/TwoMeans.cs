namespace Kilter.Thresholds;

/// <summary>The best split of numbers into a low and a high cluster: k-means with two clusters in one dimension, exactly.</summary>
/// <remarks>
/// In one dimension the best clusters are stretches of the sorted numbers, so every split can be tried: there is no start to choose and no local optimum.
/// Of several best splits the lowest is taken. Cost: O(n log n). Source: W. D. Fisher, "On grouping for maximum homogeneity", J. Amer. Statist. Assoc., 1958.
/// </remarks>
public sealed class TwoMeans
{
    private TwoMeans(double low, double high, int lowCount, int highCount)
    {
        (LowCentre, HighCentre, LowCount, HighCount) = (low, high, lowCount, highCount);
    }

    /// <summary>The mean of the low cluster.</summary>
    public double LowCentre { get; }

    /// <summary>The mean of the high cluster.</summary>
    public double HighCentre { get; }

    /// <summary>Numbers in the low cluster.</summary>
    public int LowCount { get; }

    /// <summary>Numbers in the high cluster.</summary>
    public int HighCount { get; }

    /// <summary>Half way between the centres: numbers at or above it are nearer to the high one.</summary>
    public double Cut => LowCentre + ((HighCentre - LowCentre) / 2);

    /// <summary>Splits the numbers; null when fewer than two of them differ.</summary>
    /// <param name="values">Finite numbers in any order.</param>
    public static TwoMeans? Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        if (sorted.Length < 2 || sorted[0].Equals(sorted[^1]))
        {
            return null;
        }

        // About their middle and over their range, so that sums of squares neither overflow nor cancel.
        var (middle, range) = ((sorted[0] / 2) + (sorted[^1] / 2), sorted[^1] - sorted[0]);
        var total = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = (sorted[i] - middle) / range;
            total += sorted[i];
        }

        var (best, at, below, sum) = (double.NegativeInfinity, 0, 0.0, 0.0);
        for (var n = 1; n < sorted.Length; n++)
        {
            sum += sorted[n - 1];
            var between = (sum * sum / n) + ((total - sum) * (total - sum) / (sorted.Length - n));
            if (sorted[n] > sorted[n - 1] && between > best)
            {
                (best, at, below) = (between, n, sum);
            }
        }

        var high = sorted.Length - at;
        return new TwoMeans(middle + (range * below / at), middle + (range * (total - below) / high), at, high);
    }
}
