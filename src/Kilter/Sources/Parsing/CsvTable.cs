using Kilter.Sources.Clocks;
using Kilter.Sources.Input;
using Kilter.Sources.Tables;

namespace Kilter.Sources.Parsing;

/// <summary>Reads a text table (CSV and its relatives) into a <see cref="RawTable"/>.</summary>
internal static class CsvTable
{
    private const int LongestRow = 1 << 26;

    /// <summary>Reads from the first byte to the last.</summary>
    /// <exception cref="DataException">The text is no table of numbers.</exception>
    public static RawTable Read(ByteInput input, ReadOptions options, CancellationToken cancellation)
    {
        using var reader = new BlockReader(input.Content);
        reader.More();
        Complete(reader);
        var missing = new MissingWords(options.MissingWords);
        var plan = CsvPlan.Of(reader.Bytes, input, options, missing) ?? throw TableErrors.NoRows(input);
        var table = Prepare(plan, input);
        reader.Advance(plan.Skip);
        var line = 1L + plan.SkippedLines + SkipHeader(reader, plan);
        var parser = new CsvParser(plan, table, missing, line);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            reader.Advance(parser.Parse(reader.Bytes, reader.EndedInsideLine));
            if (reader.IsLast)
            {
                break;
            }

            CheckLength(reader, table);
            reader.More();
        }

        return Finish(reader, plan, parser, table, input);
    }

    // A file of one block or less is whole at once; a longer one must show at least two lines before anything can be guessed.
    private static void Complete(BlockReader reader)
    {
        while (!reader.IsLast && (reader.Bytes.Length < BlockReader.BlockSize || (reader.Bytes.Count((byte)'\n') < 2 && reader.Bytes.Length < LongestRow)))
        {
            reader.More();
        }
    }

    private static RawTable Prepare(CsvPlan plan, ByteInput input)
    {
        var columns = new List<RawColumn>();
        var slots = 0;
        for (var c = 0; c < plan.Names.Length; c++)
        {
            var slot = c == plan.Time.Column ? RawColumn.Time : c == plan.Time.Clock ? RawColumn.Clock : slots;
            columns.Add(new RawColumn(plan.Names[c], plan.IsNamed[c], slot)
            {
                Leave = plan.Time.Others.Contains(c) ? "another time column" : null,
            });
            slots += slot >= 0 ? 1 : 0;
        }

        var table = new RawTable
        {
            Name = input.Name,
            File = input.File,
            Layout = plan.Words + (input.IsPacked ? ", gzip" : ""),
            Columns = columns,
            Cells = new CellTable(slots),
            Ticks = plan.Time.Reader is null ? null : new TickColumn(),
            Time = plan.Time.Reader,
        };

        // One row in twenty more than the sample promises: room is cheap, moving house is not.
        var expected = Math.Min(input.Expected / plan.BytesPerRow * 1.05, int.MaxValue / 2.0);
        table.Cells.Expect((long)expected + 64);
        table.Ticks?.Expect((int)expected + 64);
        AddNotes(plan, table);
        return table;
    }

    private static void AddNotes(CsvPlan plan, RawTable table)
    {
        if (plan.Renamed)
        {
            table.Notes.Add(new DataNote("header", 1, "Some columns have the same name: a number was added to the later ones.", IsWarning: true));
        }

        if (plan.SkippedLines > 0)
        {
            table.Notes.Add(new DataNote("header", plan.SkippedLines, $"{Words.Count(plan.SkippedLines, "empty or comment line")} above the data {(plan.SkippedLines == 1 ? "was" : "were")} skipped.", IsWarning: false));
        }
    }

    private static int SkipHeader(BlockReader reader, CsvPlan plan)
    {
        if (!plan.HasHeader)
        {
            return 0;
        }

        var position = 0;
        byte[] scratch = [];
        while (CellScanner.Read(reader.Bytes, ref position, plan.Dialect, ref scratch, out _) == CellEnd.Separator)
        {
        }

        var lines = reader.Bytes[..position].Count((byte)'\n');
        reader.Advance(position);
        return lines;
    }

    private static void CheckLength(BlockReader reader, RawTable table)
    {
        if (reader.Bytes.Length > LongestRow)
        {
            throw new DataException($"{table.Name}: the row after {table.Lines.Place(Math.Max(0, table.Cells.Rows - 1))} is longer than {Words.Count(LongestRow >> 20)} MiB.")
            {
                File = table.File,
                Expected = ["A row ends with a line feed; perhaps a double quote is never closed, or the lines end in another way."],
            };
        }
    }

    private static RawTable Finish(BlockReader reader, CsvPlan plan, CsvParser parser, RawTable table, ByteInput input)
    {
        if (reader.Bytes.Length > 0)
        {
            throw new DataException($"{table.Name}: a double quote opened after {table.Lines.Place(Math.Max(0, table.Cells.Rows - 1))} is never closed.") { File = table.File };
        }

        if (table.Cells.Rows == 0)
        {
            throw plan.HasHeader ? TableErrors.HeaderOnly(input) : TableErrors.NoRows(input);
        }

        if (parser.Unfinished > 0)
        {
            table.Notes.Add(new DataNote("ragged", 1, "The file ends inside its last row; that row was left out.", IsWarning: true));
        }

        return table;
    }
}
