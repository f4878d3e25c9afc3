using System.Globalization;
using Kilter.Frames;
using Kilter.Reports.Words;

namespace Kilter.Reports.Html;

/// <summary>A handful of round instants along a record: its start with the year, round dates or hours between, its end.</summary>
internal static class RibbonTicks
{
    private static readonly long[] Steps =
    [
        .. new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500 }.Select(ms => ms * TimeSpan.TicksPerMillisecond),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(s => s * TimeSpan.TicksPerSecond),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(m => m * TimeSpan.TicksPerMinute),
        .. new[] { 1, 2, 3, 6, 12 }.Select(h => h * TimeSpan.TicksPerHour),
        .. new[] { 1, 2, 5, 7, 14 }.Select(d => d * TimeSpan.TicksPerDay),
    ];

    private static readonly int[] MonthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200];

    /// <summary>The instants (ticks or rows) and what to write there.</summary>
    public static List<(long Ticks, string Text)> Of(TimeAxis time, Clock clock)
    {
        var (first, last) = (time[0], time[time.Count - 1]);
        var inner = time.HasTime ? Dates(first, last) : Rows(first, last);
        var margin = (last - first) * 0.12;
        inner.RemoveAll(t => t - first < margin || last - t < margin);
        var days = last - first >= 2 * TimeSpan.TicksPerDay;

        return
        [
            (first, time.HasTime ? Say(first, year: true, hour: !days) : "row " + Numbers.Count(first)),
            .. inner.Select(t => (t, Inner(t))),
            (last, time.HasTime ? days ? Say(last, year: false, hour: false) : clock.Hour(time.Count - 1) : Numbers.Count(last)),
        ];

        string Inner(long ticks)
        {
            if (!time.HasTime)
            {
                return Numbers.Count(ticks);
            }

            var at = new DateTime(ticks);
            return !days ? at.ToString(clock.Step < TimeSpan.TicksPerSecond ? "HH:mm:ss.fff" : clock.Step < TimeSpan.TicksPerMinute ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture)
                : Say(ticks, year: at is { Day: 1, Month: 1 }, hour: false);
        }

        string Say(long ticks, bool year, bool hour)
        {
            var at = new DateTime(ticks);
            return at.ToString(year ? "d MMM yyyy" : "d MMM", CultureInfo.InvariantCulture) + (hour ? ", " + clock.Hour(0) : "");
        }
    }

    private static List<long> Rows(long first, long last)
    {
        var rough = Math.Max(1, (last - first) / 5.0);
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = (long)Math.Max(1, power * (rough / power >= 3.5 ? 5 : rough / power >= 1.5 ? 2 : 1));
        return Multiples(first, last, step);
    }

    private static List<long> Dates(long first, long last)
    {
        var rough = (last - first) / 5;
        var step = Array.Find(Steps, s => s >= rough);
        if (step > 0)
        {
            return Multiples(first, last, step);
        }

        var months = Array.Find(MonthSteps, m => m * 30L * TimeSpan.TicksPerDay >= rough);
        var ticks = new List<long>();
        var start = new DateTime(first);
        for (var at = new DateTime(start.Year, 1, 1); at.Ticks < last; at = at.AddMonths(months == 0 ? 1200 : months))
        {
            if (at.Ticks > first)
            {
                ticks.Add(at.Ticks);
            }
        }

        return ticks;
    }

    private static List<long> Multiples(long first, long last, long step)
    {
        var ticks = new List<long>();
        for (var at = ((first / step) + 1) * step; at < last; at += step)
        {
            ticks.Add(at);
        }

        return ticks;
    }
}
