using Kilter.Sources.Clocks;

namespace Kilter.Sources.Tables;

/// <summary>Which column is the time, how it is read, and which other columns are times too.</summary>
/// <param name="Column">The time column, or −1.</param>
/// <param name="Reader">Its reader; null without one.</param>
/// <param name="Others">Columns that are dates but not the one taken.</param>
internal sealed record TimeChoice(int Column, TimeReader? Reader, IReadOnlyList<int> Others)
{
    /// <summary>The column after the time column when that holds only dates and this one the times of day; −1 otherwise.</summary>
    public int Clock { get; private init; } = -1;

    /// <summary>The same choice where cells come in no fixed order, so that a date cannot wait for its time of day.</summary>
    public TimeChoice WithoutClock() => this with { Clock = -1 };

    /// <summary>Chooses by what the user said, else by name and content of the sample.</summary>
    /// <param name="names">Column names.</param>
    /// <param name="sample">A few cells of each column, the missing ones left out.</param>
    /// <param name="options">What the user said.</param>
    /// <param name="name">The source's name, for errors.</param>
    /// <param name="file">What the user typed.</param>
    public static TimeChoice Of(IReadOnlyList<string> names, IReadOnlyList<List<string>> sample, ReadOptions options, string name, string file)
    {
        var dates = new List<int>();
        for (var c = 0; c < names.Count; c++)
        {
            if (Written(sample[c], options) is not null)
            {
                dates.Add(c);
            }
        }

        var chosen = options.TimeColumn switch
        {
            null => Guess(names, sample, dates, options),
            var none when none.Equals("none", StringComparison.OrdinalIgnoreCase) => -1,
            var said => ColumnNames.Demand(names, said, "column", "--time-col", name, file),
        };
        if (chosen < 0)
        {
            return new TimeChoice(-1, null, dates);
        }

        if (options.TimeFormat is null && Joined(sample, chosen) is { } joined)
        {
            return new TimeChoice(chosen, new TimeReader(joined, options.TimeZone), [.. dates.Where(c => c != chosen)]) { Clock = chosen + 1 };
        }

        var layout = Written(sample[chosen], options) ?? TimeGuess.Unix(sample[chosen], named: true) ?? throw NotTime(names[chosen], sample[chosen], name, file);
        return new TimeChoice(chosen, new TimeReader(layout, options.TimeZone, options.TimeFormat), [.. dates.Where(c => c != chosen)]);
    }

    private static TimeLayout? Written(List<string> cells, ReadOptions options)
    {
        if (options.TimeFormat is null)
        {
            return TimeGuess.Written(cells);
        }

        var reader = new TimeReader(TimeLayout.Given, "UTC", options.TimeFormat);
        return cells.Count > 0 && cells.TrueForAll(cell => reader.TryRead(System.Text.Encoding.UTF8.GetBytes(cell), out _)) ? TimeLayout.Given : null;
    }

    // 2014-01-27 in one column and 14:30:00 in the next.
    private static TimeLayout? Joined(IReadOnlyList<List<string>> sample, int column)
    {
        if (column + 1 >= sample.Count || sample[column].Count != sample[column + 1].Count || sample[column].Exists(cell => cell.Contains(':')))
        {
            return null;
        }

        return TimeGuess.Written(sample[column]) is null || !sample[column + 1].TrueForAll(cell => cell.Contains(':')) ? null
            : TimeGuess.Written([.. sample[column].Zip(sample[column + 1], (date, clock) => $"{date} {clock}")]);
    }

    private static int Guess(IReadOnlyList<string> names, IReadOnlyList<List<string>> sample, List<int> dates, ReadOptions options)
    {
        foreach (var c in dates)
        {
            if (TimeGuess.IsTelling(names[c]))
            {
                return c;
            }
        }

        if (dates.Count > 0)
        {
            return dates[0];
        }

        for (var c = 0; c < names.Count && options.TimeFormat is null; c++)
        {
            var named = TimeGuess.IsTelling(names[c]);
            if ((named || c == 0) && names.Count > 1 && TimeGuess.Unix(sample[c], named) is not null)
            {
                return c;
            }
        }

        return -1;
    }

    private static DataException NotTime(string column, List<string> cells, string name, string file)
        => new(cells.Count == 0
            ? $"{name}: the time column '{column}' is empty in the first rows."
            : $"{name}: '{column}' does not read as time; its first cell is \"{cells[0]}\".")
        {
            File = file,
            Expected = ["Readable: 2014-01-27T14:30:00Z, 2014-01-27 14:30:00, 1/27/14 14:30, 27.1.2014 14:30, Unix seconds, milliseconds, microseconds, nanoseconds."],
            Try = ["--time-col none", "--time-format \"yyyyMMdd HHmm\""],
        };
}
