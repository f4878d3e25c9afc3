using Kilter.Sources.Clocks;
using Kilter.Sources.Parsing;
using Kilter.Sources.Tables;

namespace Kilter.Sources.Json;

/// <summary>Parses the rows into a table; a key that turns up late becomes a new column, missing in the rows above.</summary>
internal sealed class TableSink(RawTable table, MissingWords missing, Func<int, string> nameOf) : IRowSink
{
    private const int MostColumns = 16_384;

    private readonly CellReader _cells = new(table, missing, (byte)'.');
    private double[] _row = new double[table.Cells.Width];
    private long _line;
    private long _ticks;

    /// <inheritdoc/>
    public void Begin(long line)
    {
        _line = line;
        _ticks = TickColumn.None;
        Array.Fill(_row, double.NaN);
    }

    /// <inheritdoc/>
    public void Cell(int column, ReadOnlySpan<byte> cell)
    {
        while (column >= table.Columns.Count)
        {
            Widen();
        }

        var slot = table.Columns[column].Slot;
        if (slot < 0)
        {
            _ticks = _cells.Ticks(cell, column, _line);
        }
        else
        {
            _row[slot] = _cells.Number(cell, column, _line);
        }
    }

    /// <inheritdoc/>
    public bool End()
    {
        _row.CopyTo(table.Cells.Add());
        table.Ticks?.Add(_ticks);
        table.Lines.Add(table.Cells.Rows - 1, _line, table.Name);
        return true;
    }

    private void Widen()
    {
        var column = table.Columns.Count;
        if (column >= MostColumns)
        {
            throw new DataException($"{table.Name}, line {Words.Count(_line)}: more than {Words.Count(MostColumns)} different keys.") { File = table.File };
        }

        table.Columns.Add(new RawColumn(nameOf(column), IsNamed: true, table.Cells.Width));
        table.Cells.Widen(double.NaN);
        _row = [.. _row, double.NaN];
    }
}
