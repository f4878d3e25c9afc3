using Kilter.Frames;

namespace Kilter.Evaluation.Metrics;

/// <summary>Whether labelled windows stand out from the days around them, whatever the limit: each window and each other day counts by its highest score.</summary>
/// <param name="Windows">Labelled windows with at least one score.</param>
/// <param name="WindowsAbove">Those whose highest score is above that of every day outside.</param>
/// <param name="Days">Days (UTC) with at least one score outside the windows. The outside part of a day that a window begins or ends in counts as a day.</param>
/// <param name="DaysReached">Those whose highest score reaches that of the weakest window: the price in days of finding all windows.</param>
/// <param name="Margin">The weakest window's highest score over the strongest day's; above 1 when all windows stand out. NaN without windows or days.</param>
public sealed record DayRanking(int Windows, int WindowsAbove, int Days, int DaysReached, double Margin)
{
    /// <summary>Ranks the samples from <paramref name="from"/> on. Missing scores (NaN) count for nothing. Cost: O(T + days).</summary>
    /// <param name="scores">One a sample, (T).</param>
    /// <param name="time">When the samples were taken.</param>
    /// <param name="labels">The windows.</param>
    /// <param name="from">The first sample that is judged: the end of training.</param>
    /// <exception cref="ArgumentException">The samples carry no time, or there is not one score a sample.</exception>
    public static DayRanking Of(ReadOnlySpan<double> scores, TimeAxis time, LabelSet labels, int from = 0)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(labels);
        Guard.Length(scores.Length, time.Count, nameof(scores));
        if (!time.HasTime)
        {
            throw new ArgumentException("Days are ranked, but the samples carry no time.", nameof(time));
        }

        var windows = new double[labels.Ranges.Count];
        Array.Fill(windows, double.NegativeInfinity);
        var days = new Dictionary<long, double>();
        var window = 0;
        for (var t = from; t < scores.Length; t++)
        {
            if (double.IsNaN(scores[t]))
            {
                continue;
            }

            while (window < windows.Length && labels.Ranges[window].End <= t)
            {
                window++;
            }

            if (window < windows.Length && labels.Ranges[window].Start <= t)
            {
                windows[window] = Math.Max(windows[window], scores[t]);
            }
            else
            {
                var day = time[t] / TimeSpan.TicksPerDay;
                days[day] = days.TryGetValue(day, out var highest) ? Math.Max(highest, scores[t]) : scores[t];
            }
        }

        double[] seen = [.. windows.Where(double.IsFinite)];
        var (weakest, strongest) = (seen.Length == 0 ? double.NaN : seen.Min(), days.Count == 0 ? double.NaN : days.Values.Max());
        return new DayRanking(seen.Length, seen.Count(w => !(w <= strongest)), days.Count, days.Values.Count(d => d >= weakest), weakest / strongest);
    }
}
