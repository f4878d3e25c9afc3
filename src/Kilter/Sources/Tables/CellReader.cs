using Kilter.Sources.Clocks;
using Kilter.Sources.Parsing;

namespace Kilter.Sources.Tables;

/// <summary>Reads trimmed cells of text as numbers or times, and notes what is odd about them.</summary>
/// <param name="table">Says the names, and takes what is noticed.</param>
/// <param name="missing">The words for missing.</param>
/// <param name="point">The decimal sign.</param>
internal sealed class CellReader(RawTable table, MissingWords missing, byte point)
{
    /// <summary>The number in a cell; NaN for a word that means missing, an infinity, or a word that should not be there.</summary>
    public double Number(ReadOnlySpan<byte> cell, int column, long line)
    {
        if (NumberParser.TryParse(cell, point, out var value) || CellWords.TryRead(cell, out value))
        {
            if (!double.IsInfinity(value))
            {
                return value;
            }

            table.Columns[column].Issues.AddInfinite();
        }
        else if (missing.Contains(cell))
        {
            table.Columns[column].Issues.AddMissing(cell);
        }
        else
        {
            table.Columns[column].Issues.AddBad(cell, table.Name, line);
        }

        return double.NaN;
    }

    /// <summary>The UTC ticks in a cell of the time column; <see cref="TickColumn.None"/> for a word that means missing.</summary>
    /// <exception cref="DataException">The cell is not written as the first rows are.</exception>
    public long Ticks(ReadOnlySpan<byte> cell, int column, long line)
    {
        if (table.Time!.TryRead(cell, out var ticks))
        {
            return ticks;
        }

        if (missing.Contains(cell))
        {
            return TickColumn.None;
        }

        throw new DataException(
            $"{table.Name}, line {Words.Count(line)}, column {Words.Count(column + 1)} ({table.Columns[column].Name}): \"{Words.Quote(cell)}\" is not a time written as {table.Time.Words}, as the rows above are.")
        {
            File = table.File,
            Try = ["--time-format \"d/M/yyyy H:mm\"", "--time-col none"],
        };
    }
}
