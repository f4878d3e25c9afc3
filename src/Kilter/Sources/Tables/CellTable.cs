namespace Kilter.Sources.Tables;

/// <summary>Rows of numbers in one array, row-major, written once and later thinned in place: the array becomes the frame without a copy.</summary>
/// <remarks>Room is set aside for the expected number of rows; pages never written cost no memory. Without an expectation it grows by half.</remarks>
internal sealed class CellTable
{
    private double[] _cells = [];

    /// <summary>An empty table of <paramref name="width"/> numbers a row.</summary>
    public CellTable(int width) => Width = width;

    /// <summary>A table over whole rows that the caller gives away.</summary>
    public CellTable(int width, double[] cells)
    {
        (Width, _cells) = (width, cells);
        Rows = width == 0 ? 0 : cells.Length / width;
    }

    /// <summary>Numbers a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Everything, row-major.</summary>
    public Span<double> Cells => _cells.AsSpan(0, Rows * Width);

    /// <summary>One row.</summary>
    public Span<double> this[int row] => _cells.AsSpan(row * Width, Width);

    /// <summary>Sets room aside.</summary>
    public void Expect(long rows) => Resize(Math.Max(rows, Rows));

    /// <summary>A new row; its cells hold anything and must all be set.</summary>
    public Span<double> Add()
    {
        if ((long)(Rows + 1) * Width > _cells.Length)
        {
            Resize(Rows + (Rows / 2L) + 64);
        }

        return _cells.AsSpan(Rows++ * Width, Width);
    }

    /// <summary>Takes back the last row.</summary>
    public void Undo() => Rows--;

    /// <summary>Adds all rows of another table of the same width.</summary>
    public void Append(CellTable other)
    {
        if ((long)(Rows + other.Rows) * Width > _cells.Length)
        {
            Resize(Rows + (long)other.Rows);
        }

        other.Cells.CopyTo(_cells.AsSpan(Rows * Width));
        Rows += other.Rows;
    }

    /// <summary>Adds a column at the right, filled with <paramref name="value"/> in the rows so far.</summary>
    public void Widen(double value)
    {
        var wide = new CellTable(Width + 1);
        wide.Expect(Rows + 64L);
        for (var row = 0; row < Rows; row++)
        {
            var target = wide.Add();
            this[row].CopyTo(target);
            target[Width] = value;
        }

        (_cells, Width) = (wide._cells, wide.Width);
    }

    /// <summary>Keeps the columns at <paramref name="slots"/>, in that order, in place where the order is the old one.</summary>
    public void Select(ReadOnlySpan<int> slots)
    {
        if (IsAll(slots))
        {
            return;
        }

        var row = new double[Width];
        for (var r = 0; r < Rows; r++)
        {
            this[r].CopyTo(row);
            var target = _cells.AsSpan(r * slots.Length, slots.Length);
            for (var c = 0; c < slots.Length; c++)
            {
                target[c] = row[slots[c]];
            }
        }

        Width = slots.Length;
    }

    /// <summary>Copies row <paramref name="from"/> over row <paramref name="to"/>.</summary>
    public void Move(int from, int to)
    {
        if (from != to)
        {
            this[from].CopyTo(this[to]);
        }
    }

    /// <summary>Forgets the rows from <paramref name="rows"/> on.</summary>
    public void Cut(int rows) => Rows = rows;

    /// <summary>Puts the rows into the order given.</summary>
    public void Reorder(ReadOnlySpan<int> order)
    {
        var sorted = GC.AllocateUninitializedArray<double>(Rows * Width);
        for (var row = 0; row < Rows; row++)
        {
            this[order[row]].CopyTo(sorted.AsSpan(row * Width, Width));
        }

        _cells = sorted;
    }

    /// <summary>The numbers as memory of exactly rows × width; the table must not be changed after.</summary>
    public ReadOnlyMemory<double> Release() => _cells.AsMemory(0, Rows * Width);

    private bool IsAll(ReadOnlySpan<int> slots)
    {
        for (var c = 0; c < slots.Length; c++)
        {
            if (slots[c] != c)
            {
                return false;
            }
        }

        return slots.Length == Width;
    }

    private void Resize(long rows)
    {
        var length = Math.Min(rows * Width, Array.MaxLength);
        if (length < (long)Rows * Width || (length == _cells.Length && length > 0))
        {
            throw new DataException($"The data has more than {Words.Count(Array.MaxLength / Width)} rows of {Words.Count(Width, "column")}; that is more than one frame can hold.")
            {
                Expected = ["Read it in parts, or leave columns out."],
            };
        }

        if (length > _cells.Length)
        {
            var larger = GC.AllocateUninitializedArray<double>((int)length);
            Cells.CopyTo(larger);
            _cells = larger;
        }
    }
}
