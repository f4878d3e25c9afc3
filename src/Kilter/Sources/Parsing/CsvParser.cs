using Kilter.Sources.Clocks;
using Kilter.Sources.Tables;

namespace Kilter.Sources.Parsing;

/// <summary>Turns the bytes of a text table into numbers and ticks, row after row, without a string or an object a cell.</summary>
/// <remarks>
/// A cell that is a plain number is read where it stands; any other (quoted, padded, missing, wrong) is cut out and looked at calmly.
/// Cost: about 15–30 ns a number.
/// </remarks>
internal sealed class CsvParser
{
    private readonly CsvDialect _dialect;
    private readonly byte _separator;
    private readonly byte _point;
    private readonly bool _isBlank;
    private readonly RawTable _table;
    private readonly CellReader _cells;
    private readonly int[] _slots;
    private readonly string _name;
    private readonly bool _hasHeader;
    private readonly bool _hasClock;
    private byte[] _date = [];
    private byte[] _scratch = [];
    private long _line;
    private long _expectedLine = -1;

    /// <summary>A parser that adds to <paramref name="table"/>.</summary>
    /// <param name="plan">What the first rows said.</param>
    /// <param name="table">Takes the rows.</param>
    /// <param name="missing">The words for missing.</param>
    /// <param name="line">The number of the line the next byte stands in, from 1.</param>
    public CsvParser(CsvPlan plan, RawTable table, MissingWords missing, long line)
    {
        _dialect = plan.Dialect;
        _separator = plan.Dialect.Separator;
        _point = plan.Dialect.Point;
        _isBlank = plan.Dialect.IsBlank;
        _table = table;
        _cells = new CellReader(table, missing, plan.Dialect.Point);
        _slots = [.. table.Columns.Select(column => column.Slot)];
        _hasClock = plan.Time.Clock >= 0;
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
        var quoted = false;
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
            quoted = true;
            if (end == CellEnd.Missing)
            {
                _table.Cells.Undo();
                return false;
            }

            if (slot >= 0)
            {
                row[slot] = _cells.Number(cell, count, _line);
            }
            else
            {
                ticks = _hasClock ? Joined(cell, count, slot) : _cells.Ticks(cell, count, _line);
            }
        }

        if (!IsWhole(bytes, ref position, count, end, cut))
        {
            return true;
        }

        if (_line != _expectedLine)
        {
            _table.Lines.Add(_table.Cells.Rows - 1, _line, _name);
        }

        _table.Ticks?.Add(ticks);

        // Only a cell that was cut out can have been quoted, and so hold a line feed.
        _line += quoted ? bytes[start..position].Count((byte)'\n') : 1;
        _expectedLine = _line;
        return true;
    }

    private bool IsWhole(ReadOnlySpan<byte> bytes, ref int position, int count, CellEnd end, bool cut)
    {
        if (end == CellEnd.Separator && !TrySkipEmptyCell(bytes, ref position))
        {
            throw Ragged(Surplus(bytes, position, count));
        }

        if (count == _slots.Length)
        {
            return true;
        }

        _table.Cells.Undo();
        if (!cut || position < bytes.Length)
        {
            throw Ragged(count);
        }

        Unfinished++;
        return false;
    }

    // The date waits for the time of day in the next cell.
    private long Joined(ReadOnlySpan<byte> cell, int column, int slot)
    {
        if (slot == RawColumn.Time)
        {
            _date = cell.ToArray();
            return TickColumn.None;
        }

        return _cells.Ticks(_date.Length == 0 || cell.IsEmpty ? default : [.. _date, (byte)' ', .. cell], column, _line);
    }

    // A number and nothing else up to the separator or the end of the line.
    private bool TryPlain(ReadOnlySpan<byte> bytes, ref int position, out double value, out CellEnd end)
    {
        var at = _isBlank ? SkipBlanks(bytes, position) : position;
        end = CellEnd.Separator;
        if (!NumberParser.TryRead(bytes, ref at, _point, out value) || double.IsInfinity(value))
        {
            return false;
        }

        if (bytes[at] == _separator && !_isBlank)
        {
            position = at + 1;
            return true;
        }

        return TryPlainEnd(bytes, at, ref position, out end);
    }

    private bool TryPlainEnd(ReadOnlySpan<byte> bytes, int at, ref int position, out CellEnd end)
    {
        var next = _isBlank ? SkipBlanks(bytes, at) : at;
        next += bytes[next] == '\r' && bytes[next + 1] == '\n' ? 1 : 0;
        if (bytes[next] == '\n')
        {
            end = CellEnd.Row;
            position = next + 1;
            return true;
        }

        end = CellEnd.Separator;
        if (next == at)
        {
            return false;
        }

        position = next;
        return true;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> bytes, int at)
    {
        while (bytes[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        return at;
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
