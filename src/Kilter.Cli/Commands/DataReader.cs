using Kilter.Cli.Rendering;
using Kilter.Reports.Words;
using Kilter.Sources;

namespace Kilter.Cli.Commands;

/// <summary>Reads a file and says how it was understood.</summary>
internal static class DataReader
{
    private const int NamesShown = 4;

    /// <summary>Reads the file, standard input ("-") or folder; remarks go to standard error.</summary>
    public static async Task<Reading> ReadAsync(Session session, string file, ReadOptions options, CancellationToken cancellation)
    {
        Reading reading;
        using (var progress = new ProgressLine(session.Terminal, session.Clock, ""))
        {
            reading = await SourceCatalog.Open(file).ReadAsync(options with { Progress = progress }, cancellation);
        }

        session.Terminal.Remark(Understood(reading));
        foreach (var note in reading.Notes)
        {
            session.Terminal.Remark(note.IsWarning ? session.Terminal.PaintRemark("warning", Ink.Doubt) + "  " + note.Text : "note     " + note.Text);
        }

        return reading;
    }

    /// <summary>"Read 22,695 rows, 1 channel (value), time from "timestamp", every 5 min."</summary>
    public static string Understood(Reading reading)
    {
        var names = reading.Frame.Channels.Select(c => c.Name).ToList();
        var shown = names.Count <= NamesShown ? string.Join(", ", names) : string.Join(", ", names.Take(NamesShown - 1)) + ", …";
        var time = reading.Columns.FirstOrDefault(c => c.Role == ColumnRole.Time);
        var from = time is not null ? $"time from \"{time.Name}\", " : "";
        return $"Read {Numbers.Count(reading.Rows, "row")}, {Numbers.Count(names.Count, "channel")} ({shown}), {from}{Pace(reading)}.";
    }

    private static string Pace(Reading reading)
        => !reading.Frame.Time.HasTime ? "no time"
            : reading.Frame.Count < 2 ? "one sample"
            : "every " + Step(new TimeSpan(reading.Frame.Time.TypicalStep()));

    // A whole number of one unit where it is one: "every 1 min", not "every 60 s".
    private static string Step(TimeSpan step)
        => step.Ticks % TimeSpan.TicksPerDay == 0 ? Numbers.Count(step.Days, "day")
            : step.Ticks % TimeSpan.TicksPerHour == 0 ? $"{step.TotalHours:F0} h"
            : step.Ticks % TimeSpan.TicksPerMinute == 0 ? $"{step.TotalMinutes:F0} min"
            : Durations.Exact(step);
}
