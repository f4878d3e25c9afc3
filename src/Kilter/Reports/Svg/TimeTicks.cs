using System.Globalization;

namespace Kilter.Reports.Svg;

/// <summary>Round instants along an axis of UTC ticks: the finest that leave at most so many.</summary>
internal static class TimeTicks
{
    private static readonly long[] Steps =
    [
        .. new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500 }.Select(ms => ms * TimeSpan.TicksPerMillisecond),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(s => s * TimeSpan.TicksPerSecond),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(m => m * TimeSpan.TicksPerMinute),
        .. new[] { 1, 2, 3, 6, 12 }.Select(h => h * TimeSpan.TicksPerHour),
        .. new[] { 1, 2, 4, 7, 14 }.Select(d => d * TimeSpan.TicksPerDay),
    ];

    private static readonly int[] MonthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

    /// <summary>The instants in [low, high].</summary>
    public static List<Tick> Of(double low, double high, int most)
    {
        var (first, last) = (Clamp(low), Clamp(high));
        var rough = (last - first) / Math.Max(1, most);
        var step = Array.Find(Steps, s => s >= rough);
        var (instants, months) = step > 0 ? (Multiples(first, last, step), 0) : Months(first, last, rough);
        var ticks = new List<Tick>(instants.Count);
        var before = "";
        foreach (var instant in instants)
        {
            var (text, context) = Say(new DateTime(instant), step, months);
            ticks.Add(new(instant, text, context == before ? "" : context));
            before = context;
        }

        return ticks;
    }

    private static long Clamp(double ticks) => (long)Math.Clamp(ticks, 0, 3155378975999999000d);

    private static (string Text, string Context) Say(DateTime at, long step, int months)
    {
        string Format(string format) => at.ToString(format, CultureInfo.InvariantCulture);
        return step == 0 ? months >= 12 ? (Format("yyyy"), "") : (Format("MMM"), Format("yyyy"))
            : step >= TimeSpan.TicksPerDay ? (Format("d MMM"), Format("yyyy"))
            : (Format(step < TimeSpan.TicksPerSecond ? "HH:mm:ss.fff" : step < TimeSpan.TicksPerMinute ? "HH:mm:ss" : "HH:mm"), Format("d MMM yyyy"));
    }

    private static List<long> Multiples(long first, long last, long step)
    {
        var ticks = new List<long>();
        for (var at = (first + step - 1) / step * step; at <= last; at += step)
        {
            ticks.Add(at);
        }

        return ticks;
    }

    private static (List<long> Instants, int Months) Months(long first, long last, long rough)
    {
        var months = Array.Find(MonthSteps, m => m * 30L * TimeSpan.TicksPerDay >= rough);
        months = months == 0 ? MonthSteps[^1] : months;
        var instants = new List<long>();
        var year = new DateTime(first).Year;
        for (var month = (long)(months > 12 ? year / (months / 12) * (months / 12) : year) * 12; month < 9999 * 12L; month += months)
        {
            var at = month < 12 ? 0 : new DateTime((int)(month / 12), (int)(month % 12) + 1, 1).Ticks;
            if (at > last)
            {
                break;
            }

            if (at >= first)
            {
                instants.Add(at);
            }
        }

        return (instants, months);
    }
}
