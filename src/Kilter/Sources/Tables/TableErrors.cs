using Kilter.Sources.Input;

namespace Kilter.Sources.Tables;

/// <summary>The errors every kind of file shares.</summary>
internal static class TableErrors
{
    /// <summary>What Kilter reads, in one line.</summary>
    public const string Readable = "Readable: CSV, JSON lines, .npy, .npz, one number a line; each also gzipped.";

    private const string Least = "At least 200 samples are needed to learn what is normal.";

    /// <summary>A file without bytes.</summary>
    public static DataException Empty(ByteInput input)
        => new($"'{input.Name}' is empty ({Words.Count(input.BytesRead)} bytes). At least one header or one row of numbers is needed.") { File = input.File };

    /// <summary>A file of blank lines.</summary>
    public static DataException NoRows(ByteInput input)
        => new($"'{input.Name}' has no rows ({Words.Count(input.BytesRead)} bytes of blank lines or comments). At least one header or one row of numbers is needed.") { File = input.File };

    /// <summary>Names and nothing under them.</summary>
    public static DataException HeaderOnly(ByteInput input) => new($"'{input.Name}' has a header and no rows.") { File = input.File, Expected = [Least] };

    /// <summary>A single row.</summary>
    public static DataException OneRow(string name, string file) => new($"'{name}' has one row.") { File = file, Expected = [Least] };

    /// <summary>Bytes of another kind.</summary>
    public static DataException Foreign(ByteInput input, string what)
        => new($"'{input.Name}' is not text: {what}{(input.IsPacked ? " (inside gzip)" : "")}.") { File = input.File, Expected = [Readable] };
}
