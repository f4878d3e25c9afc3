using System.Text;

namespace Kilter.Sources.Parsing;

/// <summary>The first rows of a text table as strings: what separator, header and time are guessed from.</summary>
internal static class TextSample
{
    /// <summary>Reads at most <paramref name="most"/> whole rows; empty lines are skipped.</summary>
    public static List<string[]> Rows(ReadOnlySpan<byte> bytes, CsvDialect dialect, int most)
    {
        var rows = new List<string[]>();
        var cells = new List<string>();
        byte[] scratch = [];
        var position = 0;
        while (position < bytes.Length && rows.Count < most)
        {
            var end = CellScanner.Read(bytes, ref position, dialect, ref scratch, out var cell);
            if (end == CellEnd.Missing)
            {
                break;
            }

            cells.Add(Encoding.UTF8.GetString(cell));
            if (end == CellEnd.Separator)
            {
                continue;
            }

            if (cells.Count > 1 || cells[0].Length > 0)
            {
                rows.Add([.. cells]);
            }

            cells.Clear();
        }

        return rows;
    }

    /// <summary>The number of cells most rows have; of two equally common numbers the larger.</summary>
    public static (int Cells, double Share) Width(List<string[]> rows)
    {
        var best = rows.GroupBy(row => row.Length).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First();
        return (best.Key, best.Count() / (double)rows.Count);
    }

    /// <summary>The cells of one column that are not missing.</summary>
    public static List<string> Column(IEnumerable<string[]> rows, int column, MissingWords missing)
        => [.. rows.Where(row => column < row.Length && !missing.Contains(Encoding.UTF8.GetBytes(row[column]))).Select(row => row[column])];
}
