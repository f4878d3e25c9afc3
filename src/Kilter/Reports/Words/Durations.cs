using System.Globalization;

namespace Kilter.Reports.Words;

/// <summary>How lengths of time are said.</summary>
public static class Durations
{
    private const double DaysInYear = 365.25;

    /// <summary>Two units at most: "90 ms", "42 s", "8 min 6 s", "35 h 40 min", from two days on "3.2 days".</summary>
    /// <param name="length">The length; at least 0.</param>
    public static string Exact(TimeSpan length)
    {
        if (length < TimeSpan.FromSeconds(1))
        {
            return length == TimeSpan.Zero ? "0 s" : Numbers.TrimZeros(Numbers.Value(length.TotalMilliseconds)) + " ms";
        }

        if (length < TimeSpan.FromMinutes(1))
        {
            return Tidy(length.TotalSeconds, length.TotalSeconds < 10 ? 1 : 0) + " s";
        }

        if (length < TimeSpan.FromHours(1))
        {
            var seconds = (long)Math.Round(length.TotalSeconds);
            return TwoUnits(seconds / 60, "min", seconds % 60, "s", pad: false);
        }

        if (length < TimeSpan.FromHours(48))
        {
            var minutes = (long)Math.Round(length.TotalMinutes);
            return TwoUnits(minutes / 60, "h", minutes % 60, "min", pad: true);
        }

        return Days(length.TotalDays);
    }

    /// <summary>One unit, as people say how long a record is: "20 min", "30 days", "11 weeks", "2.5 years".</summary>
    /// <param name="days">The length in days; at least 0.</param>
    public static string Rough(double days)
        => !double.IsFinite(days) ? Numbers.Missing
            : days * 86400 < 120 ? Few(days * 86400, "second")
            : days * 1440 < 120 ? Round(days * 1440) + " min"
            : days < 2 ? Few(days * 24, "hour")
            : days < 60 ? Few(days, "day")
            : days <= 104 * 7 ? Few(days / 7, "week")
            : Few(days / DaysInYear, "year");

    /// <inheritdoc cref="Rough(double)"/>
    public static string Rough(TimeSpan length) => Rough(length.TotalDays);

    private static string TwoUnits(long large, string largeUnit, long small, string smallUnit, bool pad)
        => FormattableString.Invariant($"{large} {largeUnit}") + (small == 0 ? "" : " " + small.ToString(pad ? "00" : "0", CultureInfo.InvariantCulture) + " " + smallUnit);

    private static string Days(double days)
    {
        var text = Tidy(days, days < 100 ? 1 : 0);
        return text + (text == "1" ? " day" : " days");
    }

    private static string Few(double amount, string unit)
    {
        var text = Round(amount);
        return text + " " + unit + (text == "1" ? "" : "s");
    }

    private static string Round(double amount) => Tidy(amount, amount < 9.95 ? 1 : 0);

    private static string Tidy(double value, int decimals)
        => Numbers.TrimZeros(value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
