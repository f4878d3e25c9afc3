using Kilter.Sources.Input;
using Kilter.Sources.Tables;

namespace Kilter.Sources.Parsing;

/// <summary>What the first rows say about a text table: dialect, names, time column, where the rows begin.</summary>
internal sealed record CsvPlan
{
    private const int SampleRows = 256;

    /// <summary>How cells are set apart.</summary>
    public required CsvDialect Dialect { get; init; }

    /// <summary>The unique column names.</summary>
    public required string[] Names { get; init; }

    /// <summary>For each column whether the header names it.</summary>
    public required bool[] IsNamed { get; init; }

    /// <summary>True when the first row names the columns.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>True when names had to be changed to be unique.</summary>
    public required bool Renamed { get; init; }

    /// <summary>Bytes before the first line that is a row or a header: a byte order mark and comment lines.</summary>
    public required int Skip { get; init; }

    /// <summary>Lines among those bytes.</summary>
    public required int SkippedLines { get; init; }

    /// <summary>Bytes of an average sample row.</summary>
    public required double BytesPerRow { get; init; }

    /// <summary>The layout in words.</summary>
    public string Words => Names.Length == 1 && !HasHeader
        ? "text, one number a line"
        : $"CSV, {Dialect.Words}, {(HasHeader ? "header" : "no header")}{(Dialect.Point == ',' ? ", decimal comma" : "")}";

    /// <summary>The time column.</summary>
    public required TimeChoice Time { get; init; }

    /// <summary>Makes the plan from the first block of a file.</summary>
    /// <returns>Null when there is no row at all.</returns>
    public static CsvPlan? Of(ReadOnlySpan<byte> bytes, ByteInput input, ReadOptions options, MissingWords missing)
    {
        var (skip, lines) = Preamble(bytes);
        var text = bytes[skip..];
        var dialect = DialectGuess.Of(text, options);
        var rows = TextSample.Rows(text, dialect, SampleRows);
        if (rows.Count == 0)
        {
            return null;
        }

        var hasHeader = options.Header ?? HeaderGuess.IsHeader(rows, dialect, missing);
        var body = hasHeader ? rows[1..] : rows;
        var width = body.Count > 0 ? TextSample.Width(body).Cells : rows[0].Length;
        var header = hasHeader ? rows[0] : [];

        // R writes no name over the column of row names; then no row is as short as the header.
        if (hasHeader && header.Length == width - 1 && body.TrueForAll(row => row.Length > header.Length) && body.Exists(row => row[^1].Length > 0))
        {
            header = ["", .. header];
        }

        width = hasHeader ? header.Length : width;
        string[] given = [.. Enumerable.Range(0, width).Select(c => c < header.Length ? header[c] : "")];
        var names = width == 1 && given[0].Length == 0 ? ["value"] : ColumnNames.Unique(given);
        List<string>[] sample = [.. Enumerable.Range(0, width).Select(c => TextSample.Column(body, c, missing))];
        return new CsvPlan
        {
            Dialect = dialect,
            Names = names,
            IsNamed = [.. given.Select(name => name.Length > 0)],
            HasHeader = hasHeader,
            Renamed = given.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Count() < given.Count(name => name.Length > 0),
            Skip = skip,
            SkippedLines = lines,
            BytesPerRow = body.Count == 0 ? 1 : body.Average(row => row.Sum(cell => cell.Length + 1.0)),
            Time = TimeChoice.Of(names, sample, options, input.Name, input.File),
        };
    }

    // A byte order mark, empty lines, and lines that start with '#'.
    private static (int Bytes, int Lines) Preamble(ReadOnlySpan<byte> bytes)
    {
        var skip = bytes.Length - ByteKinds.WithoutMark(bytes).Length;
        var lines = 0;
        while (true)
        {
            var end = bytes[skip..].IndexOf((byte)'\n');
            var line = end < 0 ? default : bytes.Slice(skip, end).Trim(" \t\r"u8);
            if (end < 0 || (line.Length > 0 && line[0] != '#'))
            {
                return (skip, lines);
            }

            skip += end + 1;
            lines++;
        }
    }
}
