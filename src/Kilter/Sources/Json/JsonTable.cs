using System.Text.Json;
using Kilter.Sources.Clocks;
using Kilter.Sources.Input;
using Kilter.Sources.Parsing;
using Kilter.Sources.Tables;

namespace Kilter.Sources.Json;

/// <summary>Reads JSON lines, or one JSON array, into a <see cref="RawTable"/>, in one pass with two blocks of memory.</summary>
internal static class JsonTable
{
    private const int SampleRows = 256;
    private const int LongestToken = 1 << 26;

    /// <summary>Reads from the first byte to the last.</summary>
    /// <exception cref="DataException">The text is not JSON, or holds no rows.</exception>
    public static RawTable Read(ByteInput input, ReadOptions options, CancellationToken cancellation)
    {
        using var reader = new BlockReader(input.Content);
        reader.More();
        if (reader.Bytes.Length < BlockReader.BlockSize)
        {
            reader.More();
        }

        reader.Advance(reader.Bytes.Length - ByteKinds.WithoutMark(reader.Bytes).Length);
        var missing = new MissingWords(options.MissingWords);
        var shape = ShapeOf(reader.Bytes);
        var sample = new SampleSink(SampleRows, missing);
        var scout = new JsonWalker(shape, sample);
        Guarded(scout, input, reader);
        var table = Prepare(scout, sample, input, options);
        if (table.Columns.Count == 0)
        {
            throw TableErrors.NoRows(input);
        }

        Walk(reader, table, shape, scout, missing, input, cancellation);
        return table.Cells.Rows > 0 ? table : throw TableErrors.NoRows(input);
    }

    private static void Walk(
        BlockReader reader, RawTable table, JsonShape shape, JsonWalker scout, MissingWords missing, ByteInput input, CancellationToken cancellation)
    {
        JsonWalker? walker = null;
        walker = new JsonWalker(shape, new TableSink(table, missing, column => walker!.Names[column]));
        foreach (var name in scout.Names)
        {
            walker.Know(name);
        }

        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            reader.Advance(Guarded(walker, input, reader));
            if (reader.IsLast)
            {
                return;
            }

            if (reader.Bytes.Length > LongestToken)
            {
                throw new DataException($"{input.Name}, line {Words.Count(walker.Line)}: one value is longer than {Words.Count(LongestToken >> 20)} MiB.") { File = input.File };
            }

            reader.More();
        }
    }

    private static int Guarded(JsonWalker walker, ByteInput input, BlockReader reader)
    {
        try
        {
            return walker.Walk(reader.Bytes, reader.IsLast);
        }
        catch (JsonException wrong)
        {
            throw new DataException($"{input.Name}, line {Words.Count((wrong.LineNumber ?? 0) + 1)}, character {Words.Count((wrong.BytePositionInLine ?? 0) + 1)}: this is not JSON.", wrong)
            {
                File = input.File,
                Expected = ["Expected: one object a line, {\"time\": …, \"flow\": …}; or an array of such objects; or an array of numbers."],
            };
        }
    }

    // One array of numbers in the whole file is a series; several, one a line, are rows.
    private static JsonShape ShapeOf(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.TrimStart(" \t\r\n"u8);
        if (text.Length == 0 || text[0] != '[' || text[1..].TrimStart(" \t\r\n"u8) is [(byte)'[' or (byte)'{', ..])
        {
            return JsonShape.Rows;
        }

        var close = text.IndexOf((byte)']');
        return close >= 0 && text[(close + 1)..].Contains((byte)'[') ? JsonShape.Rows : JsonShape.Series;
    }

    private static RawTable Prepare(JsonWalker scout, SampleSink sample, ByteInput input, ReadOptions options)
    {
        while (sample.Columns.Count < scout.Names.Count)
        {
            sample.Columns.Add([]);
        }

        var time = TimeChoice.Of(scout.Names, sample.Columns, options, input.Name, input.File).WithoutClock();
        var columns = new List<RawColumn>();
        for (var c = 0; c < scout.Names.Count; c++)
        {
            columns.Add(new RawColumn(scout.Names[c], IsNamed: true, c == time.Column ? -1 : c > time.Column && time.Column >= 0 ? c - 1 : c)
            {
                Leave = time.Others.Contains(c) ? "another time column" : null,
            });
        }

        return new RawTable
        {
            Name = input.Name,
            File = input.File,
            Layout = "JSON" + (input.IsPacked ? ", gzip" : ""),
            Columns = columns,
            Cells = new CellTable(columns.Count - (time.Column >= 0 ? 1 : 0)),
            Ticks = time.Reader is null ? null : new TickColumn(),
            Time = time.Reader,
        };
    }
}
