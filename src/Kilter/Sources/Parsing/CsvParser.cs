using Kilter.Sources.Tables;

namespace Kilter.Sources.Parsing;

/// <summary>Turns the bytes of a text table into numbers and ticks, row after row, without a string or an object a cell.</summary>
/// <remarks>
/// A cell that is a plain number is read where it stands; any other (quoted, padded, missing, wrong) is cut out and looked at calmly.
/// Cost: about 15–30 ns a number.
/// </remarks>
internal sealed class CsvParser
{
    private const int Time = -1;

    private readonly CsvDialect _dialect;
    private readonly RawTable _table;
    private readonly CellReader _cells;
    private readonly int[] _slots;
    private readonly string _name;
    private readonly bool _hasHeader;
    private byte[] _scratch = [];
    private long _line;

    /// <summary>A parser that adds to <paramref name="table"/>.</summary>
    /// <param name="plan">What the first rows said.</param>
    /// <param name="table">Takes the rows.</param>
    /// <param name="missing">The words for missing.</param>
    /// <param name="line">The number of the line the next byte stands in, from 1.</param>
    public CsvParser(CsvPlan plan, RawTable table, MissingWords missing, long line)
    {
        _dialect = plan.Dialect;
        _table = table;
        _cells = new CellReader(table, missing, plan.Dialect.Point);
        _slots = [.. table.Columns.Select(column => column.Slot)];
        _name = table.Name;
        _hasHeader = plan.HasHeader;
        _line = line;
    }

    /// <summary>Rows left out because the file ends inside them: 0 or 1.</summary>
    public int Unfinished { get; private set; }

    /// <summary>Parses all whole rows.</summary>
    /// <param name="bytes">Text that starts at the start of a row.</param>
    /// <param name="cut">True when the file ends after these bytes without a line feed of its own.</param>
    /// <returns>How many bytes the whole rows took.</returns>
    public int Parse(ReadOnlySpan<byte> bytes, bool cut)
    {
        bytes = bytes[..(bytes.LastIndexOf((byte)'\n') + 1)];
        var position = 0;
        while (position < bytes.Length)
        {
            if (IsEmptyLine(bytes, ref position))
            {
                _line++;
                continue;
            }

            var start = position;
            if (!TryRow(bytes, ref position, cut))
            {
                return start;
            }
        }

        return position;
    }

    private static bool IsEmptyLine(ReadOnlySpan<byte> bytes, ref int position)
    {
        if (bytes[position] > ' ')
        {
            return false;
        }

        var at = position;
        while (bytes[at] is (byte)' ' or (byte)'\r')
        {
            at++;
        }

        if (bytes[at] != '\n')
        {
            return false;
        }

        position = at + 1;
        return true;
    }

    private bool TryRow(ReadOnlySpan<byte> bytes, ref int position, bool cut)
    {
        var start = position;
        var row = _table.Cells.Add();
        var ticks = 0L;
        var end = CellEnd.Separator;
        var count = 0;
        for (; count < _slots.Length && end == CellEnd.Separator; count++)
        {
            var slot = _slots[count];
            if (slot >= 0 && TryPlain(bytes, ref position, out row[slot], out end))
            {
                continue;
            }

            end = CellScanner.Read(bytes, ref position, _dialect, ref _scratch, out var cell);
            if (end == CellEnd.Missing)
            {
                _table.Cells.Undo();
                return false;
            }

            if (slot == Time)
            {
                ticks = _cells.Ticks(cell, count, _line);
            }
            else
            {
                row[slot] = _cells.Number(cell, count, _line);
            }
        }

        return Close(bytes, start, ref position, count, end, ticks, cut);
    }

    private bool Close(ReadOnlySpan<byte> bytes, int start, ref int position, int count, CellEnd end, long ticks, bool cut)
    {
        if (end == CellEnd.Separator && !TrySkipEmptyCell(bytes, ref position))
        {
            throw Ragged(Surplus(bytes, position, count));
        }

        if (count < _slots.Length)
        {
            _table.Cells.Undo();
            if (!cut || position < bytes.Length)
            {
                throw Ragged(count);
            }

            Unfinished++;
            return true;
        }

        _table.Lines.Add(_table.Cells.Rows - 1, _line, _name);
        _table.Ticks?.Add(ticks);
        _line += bytes[start..position].Count((byte)'\n');
        return true;
    }

    private bool TryPlain(ReadOnlySpan<byte> bytes, ref int position, out double value, out CellEnd end)
    {
        var at = position;
        end = CellEnd.Separator;
        if (_dialect.IsBlank)
        {
            while (bytes[at] is (byte)' ' or (byte)'\t')
            {
                at++;
            }
        }

        if (!NumberParser.TryRead(bytes, ref at, _dialect.Point, out value) || double.IsInfinity(value))
        {
            return false;
        }

        if (_dialect.IsBlank)
        {
            while (bytes[at] is (byte)' ' or (byte)'\t')
            {
                at++;
            }
        }

        var mark = bytes[at];
        if (mark == '\r' && bytes[at + 1] == '\n')
        {
            mark = bytes[++at];
        }

        if (mark == '\n')
        {
            end = CellEnd.Row;
        }
        else if (_dialect.IsBlank ? bytes[at - 1] is not ((byte)' ' or (byte)'\t') : mark != _dialect.Separator)
        {
            return false;
        }

        position = _dialect.IsBlank && mark != '\n' ? at : at + 1;
        return true;
    }

    // A separator at the end of a row opens one more cell; when that is empty nothing is lost.
    private static bool TrySkipEmptyCell(ReadOnlySpan<byte> bytes, ref int position)
    {
        var at = position;
        while (bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            at++;
        }

        if (bytes[at] != '\n')
        {
            return false;
        }

        position = at + 1;
        return true;
    }

    private int Surplus(ReadOnlySpan<byte> bytes, int position, int count)
    {
        while (true)
        {
            count++;
            if (CellScanner.Read(bytes, ref position, _dialect, ref _scratch, out _) != CellEnd.Separator)
            {
                return count;
            }
        }
    }

    private DataException Ragged(int cells)
        => new($"{_name}, line {Words.Count(_line)}: {Words.Count(cells, "cell")}; {(_hasHeader ? "the header has" : "the rows above have")} {Words.Count(_slots.Length)}.")
        {
            File = _table.File,
            Expected = [$"Every row needs as many cells as the first, set apart by {_dialect.Words}. A cell that holds the separator must be in double quotes."],
            Try = _dialect.Separator == ',' ? ["--separator \";\""] : ["--separator \",\""],
        };
}
