using Kilter.Numerics.Signal;

namespace Kilter.Detectors;

/// <summary>Finds the dominant season of a series: the number of samples after which it repeats, or 0 when it does not.</summary>
/// <remarks>
/// <para>
/// Values are clipped to their central 99 % and a straight line is taken out, so that outliers and trends do not decide. Candidate periods are
/// the peaks of the autocorrelation after moving means of several lengths were taken out, and the calendar's periods (hour, day, week) where the
/// step is known. Each candidate P is judged on the series less its moving mean over P: its correlation at P must exceed what red noise with the
/// same short correlations gives by chance (Bartlett's formula; four standard errors, two and a quarter for a calendar period seen fewer than
/// thirty times), and hold at 2·P. Where the step is known, other periods need a correlation of 0.3.
/// The shortest candidate wins unless a longer one leaves 30 % less unexplained.
/// </para>
/// <para>
/// Needs at least three cycles to accept a period, two for a calendar one. Draws no random numbers. Cost: O(n log n) on at most the last
/// 2¹⁸ samples or 16·maxLag, whichever is more.
/// </para>
/// <para>Source: M. S. Bartlett, "On the theoretical specification and sampling properties of autocorrelated time-series", J. R. Stat. Soc. Suppl., 1946;
/// M. Vlachos, P. Yu, V. Castelli, "On periodicity detection and structural periodic similarity", SDM, 2005 (candidates first, then a test).</para>
/// </remarks>
public static class SeasonFinder
{
    private const int MostSamples = 1 << 18;
    private const int MostCandidates = 24;

    // Chosen on white noise, random walks and autoregressive noise, for under 2 % seasons found where there is none.
    private const double StandardErrors = 4;
    private const double CalendarStandardErrors = 2.25;
    private const double LeastCorrelation = 0.1;

    // With so many cycles at hand a true period stands out by itself; the calendar needs no credit.
    private const int ManyCycles = 30;

    // Where time is known, what repeats at odd lengths must do so plainly.
    private const double LeastOffCalendar = 0.3;
    private const double LeastHeld = 0.25;

    // A longer period must explain clearly more than a shorter one to be preferred: a week over a day.
    private const double LeastGain = 0.05;
    private const double UnexplainedRatio = 0.7;

    /// <summary>The dominant season of one channel in samples, or 0.</summary>
    /// <param name="values">Finite values at even steps, gaps filled.</param>
    /// <param name="maxLag">The longest season to look for, in samples; at most half the length is used.</param>
    /// <param name="stepTicks">The step between samples in ticks, to favour hours, days and weeks; 0 when the samples carry no time.</param>
    public static int Find(ReadOnlySpan<double> values, int maxLag, long stepTicks = 0) => Best(values, maxLag, stepTicks).Period;

    /// <summary>The season that most channels of a (T, C) series share, each weighted by how strongly it repeats; 0 when fewer than a quarter of them have one.</summary>
    /// <inheritdoc cref="Find(ReadOnlySpan{double}, int, long)"/>
    public static int Find(ReadOnlySpan<float> values, int channels, int maxLag, long stepTicks = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        Guard.Length(values.Length % channels, 0, nameof(values));
        var found = new List<Candidate>();
        var column = new double[values.Length / channels];
        for (var c = 0; c < channels; c++)
        {
            for (var t = 0; t < column.Length; t++)
            {
                column[t] = values[(t * channels) + c];
            }

            var season = Best(column, maxLag, stepTicks);
            if (season.Period > 0)
            {
                found.Add(season);
            }
        }

        return 4 * found.Count < channels ? 0 : Shared(found);
    }

    /// <summary>The candidate with the strongest support from all channels whose own season lies within 3 % of it.</summary>
    private static int Shared(List<Candidate> found)
    {
        var (best, strongest) = (0, 0.0);
        foreach (var candidate in found)
        {
            var support = 0.0;
            foreach (var other in found)
            {
                support += Math.Abs(other.Period - candidate.Period) <= 0.03 * candidate.Period ? other.Correlation : 0;
            }

            // Ties go to the calendar: its period is exact, a measured one is within a few samples.
            support += candidate.Calendar ? 1e-6 : 0;
            if (support > strongest)
            {
                (best, strongest) = (candidate.Period, support);
            }
        }

        return best;
    }

    private static Candidate Best(ReadOnlySpan<double> values, int maxLag, long stepTicks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLag);
        var kept = (int)Math.Min(values.Length, Math.Max(MostSamples, 16L * maxLag));
        var longest = Math.Min(maxLag, kept / 2);
        if (longest < 2)
        {
            return default;
        }

        var series = Detrended(values[^kept..]);
        var calendar = CalendarPeriods(stepTicks, longest);
        var accepted = new List<Candidate>();
        foreach (var period in Peaks(series, longest))
        {
            var near = Array.Find(calendar, p => Math.Abs(p - period) <= Math.Max(1, p / 12));
            if (near == 0)
            {
                AddIfHeld(accepted, series, period, StandardErrors, stepTicks > 0 ? LeastOffCalendar : LeastCorrelation, calendar: false);
            }
        }

        foreach (var period in calendar)
        {
            var errors = series.Length / period < ManyCycles ? CalendarStandardErrors : StandardErrors;
            AddIfHeld(accepted, series, period, errors, LeastCorrelation, calendar: true);
        }

        accepted.Sort((a, b) => a.Period.CompareTo(b.Period));
        var best = default(Candidate);
        foreach (var candidate in accepted)
        {
            var clearlyBetter = candidate.Correlation > best.Correlation + LeastGain
                && 1 - candidate.Correlation < UnexplainedRatio * (1 - best.Correlation);
            best = best.Period == 0 || clearlyBetter ? candidate : best;
        }

        return best;
    }

    /// <summary>The series clipped to its central 99 %, less its least-squares line.</summary>
    private static double[] Detrended(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var (low, high) = (sorted[(int)(0.005 * (sorted.Length - 1))], sorted[(int)(0.995 * (sorted.Length - 1))]);
        var series = new double[values.Length];
        var (sum, slope, spread, middle) = (0.0, 0.0, 0.0, (values.Length - 1) / 2.0);
        for (var t = 0; t < series.Length; t++)
        {
            series[t] = Math.Clamp(values[t], low, high) - low;
            sum += series[t];
            slope += (t - middle) * series[t];
            spread += (t - middle) * (t - middle);
        }

        for (var t = 0; t < series.Length; t++)
        {
            series[t] -= (sum / series.Length) + (slope / spread * (t - middle));
        }

        return series;
    }

    private static int[] CalendarPeriods(long stepTicks, int longest)
    {
        if (stepTicks <= 0)
        {
            return [];
        }

        var periods = new List<int>();
        foreach (var span in (ReadOnlySpan<long>)[TimeSpan.TicksPerHour, TimeSpan.TicksPerDay, 7 * TimeSpan.TicksPerDay])
        {
            var samples = (double)span / stepTicks;
            if (samples >= 4 && samples <= longest && Math.Abs(samples - Math.Round(samples)) < 0.01)
            {
                periods.Add((int)Math.Round(samples));
            }
        }

        return [.. periods];
    }

    /// <summary>The most prominent peaks of the autocorrelation, seen after moving means of falling length were taken out.</summary>
    private static List<int> Peaks(double[] series, int longest)
    {
        var prominence = new SortedDictionary<int, double>();
        for (var width = longest; width >= 4; width /= 4)
        {
            var rest = LessMovingMean(series, width);
            if (SumOfSquares(rest) <= 1e-9 * SumOfSquares(series))
            {
                continue;
            }

            AddPeaks(Autocorrelation.Of(rest, Math.Min(longest, width), unbiased: true), series.Length / 3, prominence);
        }

        return [.. prominence.OrderByDescending(p => p.Value).ThenBy(p => p.Key).Take(MostCandidates).Select(p => p.Key)];
    }

    private static void AddPeaks(double[] r, int longest, SortedDictionary<int, double> prominence)
    {
        var lowest = 1.0;
        for (var lag = 1; lag < r.Length - 1 && lag <= longest; lag++)
        {
            lowest = Math.Min(lowest, r[lag]);
            var reach = Math.Max(1, lag / 8);
            if (lag < 2 || r[lag] <= 0 || r[lag] - lowest <= 0.05 || Highest(r, lag - reach, lag + reach) > r[lag])
            {
                continue;
            }

            prominence[lag] = Math.Max(prominence.GetValueOrDefault(lag), r[lag] - lowest);
        }
    }

    private static double Highest(double[] r, int first, int last)
    {
        var highest = double.NegativeInfinity;
        for (var lag = Math.Max(1, first); lag <= Math.Min(r.Length - 1, last); lag++)
        {
            highest = Math.Max(highest, r[lag]);
        }

        return highest;
    }

    /// <summary>Judges one period on the series less its moving mean over that period, and adds it when it holds.</summary>
    private static void AddIfHeld(List<Candidate> accepted, double[] series, int period, double errors, double least, bool calendar)
    {
        var rest = LessMovingMean(series, period);
        var twice = 2 * period < series.Length - period;
        var r = Autocorrelation.Of(rest, Math.Min(series.Length - 1, twice ? (int)(2.25 * period) + 1 : period), unbiased: true);
        if (SumOfSquares(rest) <= 1e-9 * SumOfSquares(series) || r.Length <= period)
        {
            return;
        }

        var (squares, trough) = (0.0, 1.0);
        for (var lag = 1; lag < period; lag++)
        {
            squares += 2 * lag <= period ? r[lag] * r[lag] : 0;
            trough = Math.Min(trough, r[lag]);
        }

        var correlation = r[period];
        var error = Math.Sqrt((1 + (2 * squares)) / (series.Length - period));
        var held = !twice || r[2 * period] > LeastHeld * correlation || Highest(r, (int)(1.9 * period), (int)(2.1 * period)) > LeastHeld * correlation;
        if (correlation > least && correlation > errors * error && trough < correlation - LeastCorrelation && held)
        {
            accepted.Add(new Candidate(calendar ? period : Refined(r, period), correlation, calendar));
        }
    }

    /// <summary>The period read off its second multiple, where the same error in samples is half as large.</summary>
    private static int Refined(double[] r, int period)
    {
        var (first, last) = ((2 * period) - Math.Max(1, period / 10), (2 * period) + Math.Max(1, period / 10));
        if (last >= r.Length)
        {
            return period;
        }

        var best = first;
        for (var lag = first; lag <= last; lag++)
        {
            best = r[lag] > r[best] ? lag : best;
        }

        return r[best] > 0 && best > first && best < last ? (best + 1) / 2 : period;
    }

    private static double[] LessMovingMean(double[] series, int width)
    {
        var half = Math.Max(1, width / 2);
        var sums = new double[series.Length + 1];
        for (var t = 0; t < series.Length; t++)
        {
            sums[t + 1] = sums[t] + series[t];
        }

        var rest = new double[series.Length];
        for (var t = 0; t < series.Length; t++)
        {
            var (from, to) = (Math.Max(0, t - half), Math.Min(series.Length, t + half + 1));
            rest[t] = series[t] - ((sums[to] - sums[from]) / (to - from));
        }

        return rest;
    }

    private static double SumOfSquares(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value * value;
        }

        return sum;
    }

    private readonly record struct Candidate(int Period, double Correlation, bool Calendar);
}
