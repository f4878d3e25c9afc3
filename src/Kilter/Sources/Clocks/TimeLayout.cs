namespace Kilter.Sources.Clocks;

/// <summary>How a time column is written.</summary>
internal enum TimeLayout
{
    /// <summary>Year, month, day, then perhaps a time and an offset: ISO 8601 and its relatives with '-', '/', '.' and ' '.</summary>
    YearFirst,

    /// <summary>Month, day, year: 5/1/99 0:00.</summary>
    MonthFirst,

    /// <summary>Day, month, year: 1.5.1999 00:00.</summary>
    DayFirst,

    /// <summary>Seconds since 1970-01-01T00:00:00Z.</summary>
    UnixSeconds,

    /// <summary>Milliseconds since then.</summary>
    UnixMilliseconds,

    /// <summary>Microseconds since then.</summary>
    UnixMicroseconds,

    /// <summary>Nanoseconds since then, cut to whole ticks of 100 ns.</summary>
    UnixNanoseconds,

    /// <summary>The exact .NET format the user gave.</summary>
    Given,
}

/// <summary>Names of the layouts for people.</summary>
internal static class TimeLayouts
{
    /// <summary>What the layout looks like.</summary>
    public static string Words(this TimeLayout layout) => layout switch
    {
        TimeLayout.YearFirst => "year-month-day and time",
        TimeLayout.MonthFirst => "month/day/year and time",
        TimeLayout.DayFirst => "day.month.year and time",
        TimeLayout.UnixSeconds => "Unix seconds",
        TimeLayout.UnixMilliseconds => "Unix milliseconds",
        TimeLayout.UnixMicroseconds => "Unix microseconds",
        TimeLayout.UnixNanoseconds => "Unix nanoseconds",
        _ => "the given format",
    };

    /// <summary>True for counts since 1970.</summary>
    public static bool IsUnix(this TimeLayout layout) => layout is >= TimeLayout.UnixSeconds and <= TimeLayout.UnixNanoseconds;
}
