using Kilter.Sources.Tables;

namespace Kilter.Sources.Clocks;

/// <summary>The errors of time that does not run forward.</summary>
internal static class TimeErrors
{
    /// <summary>Time goes back to stamps not seen before.</summary>
    public static DataException Backward(RawTable table, int row, long from, long to, long jumps, string zone)
    {
        var sharp = Words.Sharp(from) || Words.Sharp(to);
        var where = Words.Day(from) == Words.Day(to)
            ? $"{Words.Clock(from, sharp)} to {Words.Clock(to, sharp)}, {Words.Day(to)}"
            : $"{Words.Instant(from)}, to {Words.Instant(to)}";
        var setBack = from - to <= TimeSpan.TicksPerHour && zone == "UTC" && table.Time?.Layout.IsUnix() == false;
        return new DataException($"{table.Lines.Place(row)}: time goes back by {Words.Duration(from - to)} ({where}). This happens {Words.Times(jumps)}.")
        {
            File = table.File,
            Expected = setBack ? ["Perhaps clocks were set back."] : [],
            Try = setBack ? ["--time-zone Europe/Berlin", "--backward sort", "--backward drop"] : ["--backward sort", "--backward drop"],
        };
    }

    /// <summary>A stamp occurs again and the policy forbids it.</summary>
    public static DataException Repeated(RawTable table, int row, long ticks, long count)
        => new($"{table.Lines.Place(row)}: the time stamp {Words.Instant(ticks)} was there before. {Words.Count(count, "row")} repeat{(count == 1 ? "s" : "")} a time stamp.")
        {
            File = table.File,
            Try = ["--duplicates first", "--duplicates last", "--duplicates mean"],
        };

    /// <summary>Fewer than two different instants.</summary>
    public static DataException OneInstant(RawTable table, int kept, long missing)
        => new(kept == 0
            ? $"{table.Name}: no row has a time ({Words.Count(missing, "row")})."
            : $"{table.Name}: every row has the same time, {Words.Instant(table.Ticks!.First)}.")
        {
            File = table.File,
            Try = ["--time-col none"],
        };
}
