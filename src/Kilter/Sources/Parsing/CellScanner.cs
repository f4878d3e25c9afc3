namespace Kilter.Sources.Parsing;

/// <summary>What follows a cell.</summary>
internal enum CellEnd
{
    /// <summary>Another cell of the row.</summary>
    Separator,

    /// <summary>The end of the row.</summary>
    Row,

    /// <summary>The bytes end inside the cell.</summary>
    Missing,
}

/// <summary>Reads one cell of a text table at a time, quoted or not.</summary>
internal static class CellScanner
{
    /// <summary>Reads the cell at <paramref name="position"/> and moves behind what ends it. The cell is trimmed and unquoted.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="position">The start of the cell; moved only when the cell is whole.</param>
    /// <param name="dialect">How cells are set apart.</param>
    /// <param name="scratch">Holds an unquoted copy where the cell has doubled quotes; grown as needed.</param>
    /// <param name="cell">The cell, a view into <paramref name="bytes"/> or <paramref name="scratch"/>.</param>
    public static CellEnd Read(ReadOnlySpan<byte> bytes, ref int position, CsvDialect dialect, ref byte[] scratch, out ReadOnlySpan<byte> cell)
    {
        var at = position;
        while (at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\t' && (dialect.IsBlank || bytes[at] != dialect.Separator))
        {
            at++;
        }

        if (at < bytes.Length && bytes[at] == '"')
        {
            return ReadQuoted(bytes, at + 1, ref position, dialect, ref scratch, out cell);
        }

        var rest = bytes[at..];
        var length = dialect.IsBlank ? rest.IndexOfAny((byte)' ', (byte)'\t', (byte)'\n') : rest.IndexOfAny(dialect.Separator, (byte)'\n');
        cell = default;
        if (length < 0)
        {
            return CellEnd.Missing;
        }

        cell = Trim(rest[..length]);
        return Close(bytes, at + length, ref position, dialect);
    }

    private static CellEnd ReadQuoted(
        ReadOnlySpan<byte> bytes, int start, ref int position, CsvDialect dialect, ref byte[] scratch, out ReadOnlySpan<byte> cell)
    {
        cell = default;
        var (at, doubled) = (start, false);
        while (true)
        {
            var quote = bytes[at..].IndexOf((byte)'"');
            if (quote < 0 || at + quote + 1 >= bytes.Length)
            {
                return CellEnd.Missing;
            }

            at += quote + 1;
            if (bytes[at] != '"')
            {
                break;
            }

            doubled = true;
            at++;
        }

        var inside = bytes[start..(at - 1)];
        var after = dialect.IsBlank ? bytes[at..].IndexOfAny((byte)' ', (byte)'\t', (byte)'\n') : bytes[at..].IndexOfAny(dialect.Separator, (byte)'\n');
        if (after < 0)
        {
            return CellEnd.Missing;
        }

        cell = Trim(doubled ? Undouble(inside, ref scratch) : inside);
        return Close(bytes, at + after, ref position, dialect);
    }

    // Stands on the byte that ended the cell; steps over it, and in a blank-separated row over the whole run.
    private static CellEnd Close(ReadOnlySpan<byte> bytes, int at, ref int position, CsvDialect dialect)
    {
        if (dialect.IsBlank)
        {
            while (at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\r')
            {
                at++;
            }

            if (at == bytes.Length)
            {
                return CellEnd.Missing;
            }

            position = bytes[at] == '\n' ? at + 1 : at;
            return bytes[at] == '\n' ? CellEnd.Row : CellEnd.Separator;
        }

        position = at + 1;
        return bytes[at] == '\n' ? CellEnd.Row : CellEnd.Separator;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) => cell.Trim(" \t\r\n"u8);

    private static ReadOnlySpan<byte> Undouble(ReadOnlySpan<byte> inside, ref byte[] scratch)
    {
        if (scratch.Length < inside.Length)
        {
            scratch = new byte[inside.Length];
        }

        var count = 0;
        for (var i = 0; i < inside.Length; i++)
        {
            scratch[count++] = inside[i];
            i += inside[i] == '"' ? 1 : 0;
        }

        return scratch.AsSpan(0, count);
    }
}
