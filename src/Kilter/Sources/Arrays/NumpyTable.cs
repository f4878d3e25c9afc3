using System.IO.Compression;
using Kilter.Sources.Clocks;
using Kilter.Sources.Input;
using Kilter.Sources.Tables;

namespace Kilter.Sources.Arrays;

/// <summary>Reads NumPy arrays (.npy) and archives of them (.npz) into a <see cref="RawTable"/>.</summary>
internal static class NumpyTable
{
    private sealed record Part(string Name, NpyHeader Header, double[] Numbers);

    /// <summary>Reads one array: rows are samples, columns channels named c1, c2, … (a single one "value").</summary>
    public static RawTable ReadArray(ByteInput input, CancellationToken cancellation)
    {
        var part = ReadPart(input.Content, input.Name, input, cancellation);
        if (part.Header.Type[0] == 'M')
        {
            throw NpyHeader.Bad(input.Name, input.File, "it holds times and no numbers", "Save times and numbers together:  numpy.savez(file, time=t, value=v)");
        }

        return Assemble(input, [part with { Name = "" }], $"NumPy array ({Shape(part.Header)})", []);
    }

    /// <summary>Reads an archive: the arrays as long as the longest become columns under their names; the others are left out and said.</summary>
    public static RawTable ReadArchive(ByteInput input, CancellationToken cancellation)
    {
        using var packed = new MemoryStream();
        input.Content.CopyTo(packed);
        packed.Position = 0;
        using var archive = new ZipArchive(packed, ZipArchiveMode.Read);
        var entries = archive.Entries.Where(entry => entry.Name.EndsWith(".npy", StringComparison.Ordinal)).ToList();
        if (entries.Count == 0)
        {
            throw TableErrors.Foreign(input, "it is a ZIP archive without NumPy arrays");
        }

        var parts = new List<Part>();
        foreach (var entry in entries)
        {
            using var stream = entry.Open();
            parts.Add(ReadPart(stream, entry.FullName[..^4], input, cancellation));
        }

        var rows = parts.Max(part => part.Header.Rows);
        var used = parts.Where(part => part.Header.Rows == rows).ToList();
        var left = parts.Where(part => part.Header.Rows != rows).Select(part => $"{part.Name} ({Shape(part.Header)})").ToList();
        return Assemble(input, used, $"NumPy archive ({string.Join(", ", used.Select(part => $"{part.Name} {Shape(part.Header)}"))})", left);
    }

    private static string Shape(NpyHeader header)
        => header.Dimensions == 1 ? Words.Count(header.Rows) : $"{Words.Count(header.Rows)} × {Words.Count(header.Columns)}";

    private static Part ReadPart(Stream stream, string name, ByteInput input, CancellationToken cancellation)
    {
        var header = NpyHeader.Read(stream, name, input.File);
        var total = (long)header.Rows * header.Columns;
        if (total > Array.MaxLength)
        {
            throw NpyHeader.Bad(name, input.File, $"it has {Words.Count(total)} numbers; one frame holds {Words.Count(Array.MaxLength)}");
        }

        var numbers = GC.AllocateUninitializedArray<double>((int)total);
        NpyNumbers.Read(stream, header, name, input.File, (first, block) => Place(header, numbers, first, block.Span), cancellation);
        return new Part(name, header, numbers);
    }

    private static void Place(NpyHeader header, double[] numbers, long first, ReadOnlySpan<double> block)
    {
        if (!header.IsFortran || header.Columns == 1)
        {
            block.CopyTo(numbers.AsSpan((int)first));
            return;
        }

        for (var i = 0; i < block.Length; i++)
        {
            var (column, row) = Math.DivRem((int)first + i, header.Rows);
            numbers[(row * header.Columns) + column] = block[i];
        }
    }

    private static RawTable Assemble(ByteInput input, List<Part> parts, string layout, List<string> left)
    {
        if (parts[0].Header.Rows == 0 || parts.Sum(part => part.Header.Columns) == 0)
        {
            throw new DataException($"'{input.Name}' holds no numbers ({Shape(parts[0].Header)}).") { File = input.File };
        }

        var clock = parts.FindIndex(part => part.Header.Type[0] == 'M' && part.Header.Columns == 1);
        clock = clock >= 0 ? clock : parts.FindIndex(part => part.Header.Dimensions == 1 && UnixOf(part, parts.Count) is not null);
        var columns = new List<RawColumn>();
        var slots = 0;
        foreach (var (part, index) in parts.Select((part, index) => (part, index)))
        {
            for (var c = 0; c < part.Header.Columns; c++)
            {
                var name = part.Name.Length > 0 ? part.Header.Columns > 1 ? $"{part.Name}.{c + 1}" : part.Name
                    : part.Header.Columns > 1 ? ColumnNames.MadeUp(c) : "value";
                columns.Add(new RawColumn(name, part.Name.Length > 0, index == clock ? -1 : slots));
                slots += index == clock ? 0 : 1;
            }
        }

        var table = new RawTable
        {
            Name = input.Name,
            File = input.File,
            Layout = layout + (input.IsPacked ? ", gzip" : ""),
            Columns = columns,
            Cells = Join([.. parts.Where((_, index) => index != clock)], slots),
            Ticks = clock < 0 ? null : TicksOf(parts[clock], parts.Count),
            Time = clock < 0 ? null : new TimeReader(UnixOf(parts[clock], parts.Count) ?? TimeLayout.UnixNanoseconds, "UTC"),
        };
        Clean(table);
        if (left.Count > 0)
        {
            table.Notes.Add(new DataNote("ignored", left.Count, $"Arrays of another length were left out: {Words.List(left)}.", IsWarning: true));
        }

        return table;
    }

    // Seconds and the like under a telling name, judged by the first rows.
    private static TimeLayout? UnixOf(Part part, int parts)
        => part.Header.Type[0] == 'M' || parts < 2 || !TimeGuess.IsTelling(part.Name) ? null
            : TimeGuess.Unix([.. part.Numbers.Take(256).Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))], named: true);

    private static TickColumn TicksOf(Part part, int parts)
    {
        var ticks = new TickColumn();
        ticks.Expect(part.Numbers.Length);
        var unix = UnixOf(part, parts);
        var unit = unix switch { TimeLayout.UnixSeconds => 1e7, TimeLayout.UnixMilliseconds => 1e4, TimeLayout.UnixMicroseconds => 10, _ => 0.01 };
        foreach (var value in part.Numbers)
        {
            ticks.Add(unix is null ? NpyNumbers.Ticks(BitConverter.DoubleToInt64Bits(value), part.Header.Type)
                : double.IsFinite(value) && value >= 0 && value * unit < 2.5e18 ? DateTime.UnixEpoch.Ticks + (long)(value * unit)
                : TickColumn.None);
        }

        return ticks;
    }

    private static CellTable Join(List<Part> parts, int width)
    {
        if (parts.Count == 1)
        {
            return new CellTable(width, parts[0].Numbers);
        }

        var cells = new CellTable(width);
        cells.Expect(parts.Count == 0 ? 0 : parts[0].Header.Rows);
        for (var row = 0; parts.Count > 0 && row < parts[0].Header.Rows; row++)
        {
            var target = cells.Add();
            var at = 0;
            foreach (var part in parts)
            {
                part.Numbers.AsSpan(row * part.Header.Columns, part.Header.Columns).CopyTo(target[at..]);
                at += part.Header.Columns;
            }
        }

        return cells;
    }

    // A frame knows NaN for missing and no infinities.
    private static void Clean(RawTable table)
    {
        var bySlot = table.Columns.Where(column => column.Slot >= 0).OrderBy(column => column.Slot).ToArray();
        var cells = table.Cells.Cells;
        for (var i = 0; i < cells.Length; i++)
        {
            if (double.IsInfinity(cells[i]))
            {
                cells[i] = double.NaN;
                bySlot[i % bySlot.Length].Issues.AddInfinite();
            }
        }
    }
}
