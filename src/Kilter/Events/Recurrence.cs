using Kilter.Frames;
using Kilter.Numerics.Signal;

namespace Kilter.Events;

/// <summary>Whether events come back at even distances: the median gap between them, and how far the gaps keep to it.</summary>
/// <param name="Period">The median distance from one event to the next, in samples (for times, in their unit); NaN with fewer than two events.</param>
/// <param name="Regularity">The share of gaps that are within a tenth of a whole multiple of the period (a missed event makes a gap of two). In [0, 1]; NaN with fewer than two.</param>
/// <param name="Count">How many events there were.</param>
public readonly record struct Recurrence(double Period, double Regularity, int Count)
{
    private const double Tolerance = 0.1;

    // A gap of more periods than this fits some multiple of it by chance.
    private const double MostPeriods = 4;

    /// <summary>True when at least three events came and four of five gaps keep to the period.</summary>
    public bool IsPeriodic => Count >= 3 && Regularity >= 0.8;

    /// <summary>The recurrence of event times in increasing order (sample numbers, ticks or seconds). Cost: O(n log n).</summary>
    public static Recurrence Of(ReadOnlySpan<double> times)
    {
        if (times.Length < 2)
        {
            return new Recurrence(double.NaN, double.NaN, times.Length);
        }

        var gaps = new double[times.Length - 1];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = times[i + 1] - times[i];
        }

        var sorted = (double[])gaps.Clone();
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        var period = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        var kept = 0;
        foreach (var gap in gaps)
        {
            var turns = gap / period;
            kept += turns <= MostPeriods && Math.Abs(turns - Math.Round(turns)) <= Tolerance && Math.Round(turns) >= 1 ? 1 : 0;
        }

        return new Recurrence(period, (double)kept / gaps.Length, times.Length);
    }

    /// <summary>The recurrence of the middles of events.</summary>
    public static Recurrence OfEvents(IReadOnlyList<SampleRange> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var middles = new double[events.Count];
        for (var i = 0; i < middles.Length; i++)
        {
            middles[i] = (events[i].Start + events[i].End - 1) / 2.0;
        }

        return Of(middles);
    }

    /// <summary>The lag at which flags agree best with themselves: the highest peak of their autocorrelation; 0 when there is none.</summary>
    /// <param name="flags">One a sample, evenly spaced.</param>
    /// <param name="shortest">The shortest lag looked at; at least 1.</param>
    /// <param name="longest">The longest lag looked at; below the number of samples.</param>
    public static int PeriodByAutocorrelation(ReadOnlySpan<bool> flags, int shortest, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shortest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, shortest);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(longest, flags.Length);
        var values = new double[flags.Length];
        for (var t = 0; t < values.Length; t++)
        {
            values[t] = flags[t] ? 1 : 0;
        }

        var correlation = Autocorrelation.Of(values, longest);
        var (best, highest) = (0, 0.0);
        for (var lag = shortest; lag <= longest; lag++)
        {
            var isPeak = correlation[lag] >= correlation[lag - 1] && (lag == longest || correlation[lag] >= correlation[lag + 1]);
            (best, highest) = isPeak && correlation[lag] > highest ? (lag, correlation[lag]) : (best, highest);
        }

        return best;
    }
}
