using System.Globalization;
using System.Text;
using Kilter.Sources.Clocks;

namespace Kilter.Sources.Parsing;

/// <summary>Guesses whether the first row names the columns.</summary>
internal static class HeaderGuess
{
    private enum Kind
    {
        Missing,
        Number,
        Time,
        Text,
    }

    /// <summary>True when the first row reads as names beside the rows under it.</summary>
    public static bool IsHeader(List<string[]> rows, CsvDialect dialect, MissingWords missing)
    {
        var first = rows[0];
        if (rows.Count == 1)
        {
            return first.Any(cell => KindOf(cell, dialect, missing) == Kind.Text);
        }

        // Rows with one cell more than the header: the column of row names has no name (as R writes tables).
        if (first.Length == rows[1].Length - 1)
        {
            return first.Any(cell => KindOf(cell, dialect, missing) == Kind.Text);
        }

        var allText = true;
        for (var c = 0; c < first.Length; c++)
        {
            var kind = KindOf(first[c], dialect, missing);
            var below = KindOf(rows.Skip(1), c, dialect, missing);
            if ((kind == Kind.Text && below is Kind.Number or Kind.Time) || (kind is Kind.Missing or Kind.Number && below == Kind.Time))
            {
                return true;
            }

            allText &= kind == Kind.Text;
        }

        return allText || IsCount(first);
    }

    // The default names of a table without names, when it was written with them: 0, 1, 2, …
    private static bool IsCount(string[] cells)
    {
        for (var c = 0; c < cells.Length; c++)
        {
            if (cells[c] != c.ToString(CultureInfo.InvariantCulture))
            {
                return false;
            }
        }

        return cells.Length >= 3;
    }

    private static Kind KindOf(IEnumerable<string[]> rows, int column, CsvDialect dialect, MissingWords missing)
    {
        var kinds = rows.Where(row => column < row.Length).Select(row => KindOf(row[column], dialect, missing)).Where(kind => kind != Kind.Missing).ToList();
        return kinds.Count == 0 ? Kind.Missing
            : kinds.Count(kind => kind == Kind.Number) * 2 > kinds.Count ? Kind.Number
            : kinds.TrueForAll(kind => kind == Kind.Time) ? Kind.Time
            : Kind.Text;
    }

    private static Kind KindOf(string cell, CsvDialect dialect, MissingWords missing)
    {
        var bytes = Encoding.UTF8.GetBytes(cell);
        return missing.Contains(bytes) ? Kind.Missing
            : NumberParser.TryParse(bytes, dialect.Point, out _) || CellWords.TryRead(bytes, out _) ? Kind.Number
            : TimeGuess.Written([cell]) is not null ? Kind.Time
            : Kind.Text;
    }
}
