using Kilter.Numerics.Signal;

namespace Kilter.Sources;

/// <summary>Says in a few numbers what one channel did in one snapshot.</summary>
public static class SnapshotStatistics
{
    private const int Bands = 4;

    /// <summary>How many numbers a statistic gives.</summary>
    public static int Count(SnapshotStatistic statistic) => statistic == SnapshotStatistic.Bands ? Bands : 1;

    /// <summary>The endings of their names, in order: "rms", "band 1".</summary>
    public static IReadOnlyList<string> Names(SnapshotStatistic statistic) => statistic switch
    {
        SnapshotStatistic.MeanAbsolute => ["mean-abs"],
        SnapshotStatistic.RootMeanSquare => ["rms"],
        SnapshotStatistic.Peak => ["peak"],
        SnapshotStatistic.Kurtosis => ["kurtosis"],
        _ => [.. Enumerable.Range(1, Bands).Select(b => FormattableString.Invariant($"band {b}"))],
    };

    /// <summary>Writes the numbers; NaN where there are too few values, or the kurtosis of a channel that stands still is asked for. Cost: O(n), bands O(n·log n).</summary>
    /// <param name="values">The finite values of one channel in the order of time.</param>
    /// <param name="statistic">What to say.</param>
    /// <param name="numbers">As many as <see cref="Count"/> says, overwritten.</param>
    /// <exception cref="ArgumentException">There is room for another number of them.</exception>
    public static void Of(ReadOnlySpan<double> values, SnapshotStatistic statistic, Span<double> numbers)
    {
        Guard.Length(numbers.Length, Count(statistic), nameof(numbers));
        numbers.Fill(double.NaN);
        if (values.IsEmpty)
        {
            return;
        }

        switch (statistic)
        {
            case SnapshotStatistic.Bands when values.Length >= 2 * Bands:
                BandEnergies.Of(values, numbers);
                break;
            case SnapshotStatistic.Kurtosis:
                numbers[0] = Kurtosis(values);
                break;
            case not SnapshotStatistic.Bands:
                numbers[0] = Size(values, statistic);
                break;
        }
    }

    private static double Size(ReadOnlySpan<double> values, SnapshotStatistic statistic)
    {
        var (sum, squares, peak) = (0.0, 0.0, 0.0);
        foreach (var value in values)
        {
            sum += Math.Abs(value);
            squares += value * value;
            peak = Math.Max(peak, Math.Abs(value));
        }

        return statistic == SnapshotStatistic.Peak ? peak
            : statistic == SnapshotStatistic.MeanAbsolute ? sum / values.Length
            : Math.Sqrt(squares / values.Length);
    }

    private static double Kurtosis(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        var (mean, second, fourth) = (sum / values.Length, 0.0, 0.0);
        foreach (var value in values)
        {
            var square = (value - mean) * (value - mean);
            second += square;
            fourth += square * square;
        }

        return second > 0 ? values.Length * fourth / (second * second) : double.NaN;
    }
}
