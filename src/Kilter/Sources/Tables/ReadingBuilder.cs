using Kilter.Frames;
using Kilter.Sources.Clocks;

namespace Kilter.Sources.Tables;

/// <summary>Turns what a file gave into a <see cref="Reading"/>: roles, labels, time in order, gaps, notes.</summary>
internal static class ReadingBuilder
{
    private static readonly DateTime RowEpoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Builds the reading. The table gives its rows away.</summary>
    /// <exception cref="DataException">The table holds no series, or does not fit the options.</exception>
    public static Reading Build(RawTable table, ReadOptions options)
    {
        if (table.Cells.Rows < 2)
        {
            throw TableErrors.OneRow(table.Name, table.File);
        }

        var rows = table.Cells.Rows;
        var roles = RoleGuess.Of(table, options);
        var flags = roles.Label < 0 ? null : Flags(table.Cells, table.Columns[roles.Label].Slot);
        RoleNotes.Add(table, roles);
        table.Cells.Select([.. roles.Channels.Select(c => table.Columns[c].Slot)]);

        var time = Axis(table, flags, options);
        var kept = Kept(time, table, options);
        var frame = new Frame(time, ChannelsOf(table, roles.Channels), table.Cells.Release()).Slice(kept);
        var gaps = Gaps(table, frame.Time, kept);
        return new Reading
        {
            Name = table.Name,
            Frame = frame,
            Labels = flags is null ? null : LabelSet.FromFlags(flags.AsSpan(kept.Start, kept.Length)),
            Columns = roles.Columns,
            Rows = rows,
            Bytes = table.Bytes,
            Fingerprint = table.Fingerprint,
            Layout = table.Layout,
            TimeZone = table.Time?.ZoneWords ?? "",
            Notes = [.. table.Notes.OrderByDescending(note => note.IsWarning)],
            Gaps = gaps,
        };
    }

    private static bool[] Flags(CellTable cells, int slot)
    {
        var flags = new bool[cells.Rows];
        for (var row = 0; row < flags.Length; row++)
        {
            flags[row] = cells[row][slot] is not (0 or double.NaN);
        }

        return flags;
    }

    private static TimeAxis Axis(RawTable table, bool[]? flags, ReadOptions options)
    {
        if (table.Ticks is not null)
        {
            var axis = TimeRepair.Apply(table, flags, options);
            ZoneNotes(table);
            return axis;
        }

        if (options.RowStep is { } step)
        {
            return TimeAxis.Regular(RowEpoch, step, table.Cells.Rows);
        }

        table.Notes.Add(new DataNote("no-time", table.Cells.Rows, "No time column: rows are numbered. To give them a clock: --row-step 1m.", IsWarning: false));
        return TimeAxis.Rows(table.Cells.Rows);
    }

    private static void ZoneNotes(RawTable table)
    {
        var zone = table.Time!.Zone;
        if (zone.Repeated > 0)
        {
            table.Notes.Add(new DataNote("time-zone", zone.Repeated, $"{Words.Count(zone.Repeated, "row")} in an hour that {zone.Name} had twice when clocks went back: taken in file order, first passing first.", IsWarning: false));
        }

        if (zone.Skipped > 0)
        {
            table.Notes.Add(new DataNote("time-zone", zone.Skipped, $"{Words.Count(zone.Skipped, "row")} in an hour that {zone.Name} never had when clocks went forward: read an hour later. Perhaps the zone is another.", IsWarning: true));
        }
    }

    private static SampleRange Kept(TimeAxis time, RawTable table, ReadOptions options)
    {
        if (options.From is null && options.Until is null)
        {
            return new SampleRange(0, time.Count);
        }

        if (!time.HasTime)
        {
            throw new DataException($"{table.Name} has no time column, so no stretch of time can be taken from it.") { File = table.File, IsUsage = true, Try = ["--row-step 1m"] };
        }

        var start = options.From is { } from ? time.IndexAtOrAfter(from.Ticks) : 0;
        var end = options.Until is { } until ? time.IndexAtOrAfter(until.Ticks) : time.Count;
        return end - start >= 2 ? new SampleRange(start, end) : throw new DataException($"{table.Name} has {Words.Count(Math.Max(0, end - start), "sample")} in the stretch asked for.")
        {
            File = table.File,
            IsUsage = true,
            Expected = [$"The data runs from {Words.Instant(time[0])} to {Words.Instant(time[time.Count - 1])} (UTC)."],
        };
    }

    private static Channel[] ChannelsOf(RawTable table, int[] positions)
    {
        Channel[] plain = [.. positions.Select(c => new Channel(table.Columns[c].Name))];
        Channel[] split = [.. plain.Select(channel => ColumnNames.Split(channel.Name)).Select(pair => new Channel(pair.Name, pair.Unit))];
        return split.Select(channel => channel.Name).Distinct(StringComparer.Ordinal).Count() == split.Length ? split : plain;
    }

    private static List<SampleRange> Gaps(RawTable table, TimeAxis time, SampleRange kept)
    {
        var gaps = GapFinder.Find(time, out var note);
        if (note is not null)
        {
            table.Notes.Add(note);
        }

        return time.HasTime && table.Ticks is not null ? gaps
            : [.. table.Joints.Where(row => row > kept.Start && row < kept.End).Select(row => new SampleRange(row - 1 - kept.Start, row + 1 - kept.Start))];
    }
}
