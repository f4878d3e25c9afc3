using System.Globalization;
using System.Text;

namespace Kilter.Sources.Clocks;

/// <summary>Finds out from the first rows which column is the time, and how it is written. Every later row is checked against the guess.</summary>
internal static class TimeGuess
{
    private static readonly string[] TimeNames =
    [
        "time", "timestamp", "timestamps", "time_stamp", "datetime", "date_time", "date", "ts", "t", "utc", "epoch", "unix", "unixtime", "unix_time",
        "created_at", "event_time", "ds", "day", "zeit", "datum", "period", "index",
    ];

    /// <summary>True for a column name that says "time".</summary>
    public static bool IsTelling(string name)
    {
        var plain = name.Trim().ToLowerInvariant().Replace(' ', '_');
        return TimeNames.Contains(plain) || plain.StartsWith("time", StringComparison.Ordinal) || plain.EndsWith("time", StringComparison.Ordinal)
            || plain.EndsWith("_ts", StringComparison.Ordinal) || plain.EndsWith("date", StringComparison.Ordinal);
    }

    /// <summary>The written layout that fits every sample cell, or null. Empty samples fit nothing.</summary>
    public static TimeLayout? Written(IReadOnlyList<string> cells)
    {
        if (cells.Count == 0)
        {
            return null;
        }

        if (All(cells, TimeLayout.YearFirst))
        {
            return TimeLayout.YearFirst;
        }

        // 1.5.1999 is the day first wherever dots are used; with slashes the month comes first unless the cells refuse it.
        var dotted = cells[0].AsSpan(0, Math.Min(cells[0].Length, 3)).Contains('.');
        var (first, second) = dotted ? (TimeLayout.DayFirst, TimeLayout.MonthFirst) : (TimeLayout.MonthFirst, TimeLayout.DayFirst);
        return All(cells, first) ? first : All(cells, second) ? second : null;
    }

    /// <summary>The unit of a count since 1970 that fits every sample cell, or null.</summary>
    /// <param name="cells">Sample cells.</param>
    /// <param name="named">True when the column's name says "time"; otherwise the counts must rise and lie between 1990 and 2100.</param>
    public static TimeLayout? Unix(IReadOnlyList<string> cells, bool named)
    {
        if (cells.Count < (named ? 1 : 3))
        {
            return null;
        }

        var (low, high, previous) = (double.MaxValue, double.MinValue, double.MinValue);
        foreach (var cell in cells)
        {
            if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || (!named && value <= previous))
            {
                return null;
            }

            (low, high, previous) = (Math.Min(low, value), Math.Max(high, value), value);
        }

        // Seconds: 1990 to 2100, or for a telling name 1973 to 2286.
        var (from, until) = named ? (1e8, 1e10) : (6.3e8, 4.1e9);
        for (var (layout, unit) = (TimeLayout.UnixSeconds, 1.0); layout <= TimeLayout.UnixNanoseconds; layout++, unit *= 1e3)
        {
            if (low >= from * unit && high < until * unit)
            {
                return layout;
            }
        }

        return null;
    }

    private static bool All(IReadOnlyList<string> cells, TimeLayout layout)
    {
        var reader = new TimeReader(layout, "UTC");
        Span<byte> bytes = stackalloc byte[64];
        foreach (var cell in cells)
        {
            if (cell.Length > 40 || !Encoding.UTF8.TryGetBytes(cell, bytes, out var length) || !reader.TryRead(bytes[..length], out _))
            {
                return false;
            }
        }

        return true;
    }
}
