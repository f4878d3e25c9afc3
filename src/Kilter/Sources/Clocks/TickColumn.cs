namespace Kilter.Sources.Clocks;

/// <summary>UTC ticks in the order they were read. While the step stays the same it keeps three numbers; after the first other step, one a row.</summary>
internal sealed class TickColumn
{
    private long[] _ticks = [];
    private int _capacity = 1024;
    private long _first;
    private long _step;
    private bool _regular = true;

    /// <summary>Stands for a row whose time cell is missing.</summary>
    public const long None = long.MinValue;

    /// <summary>How many were added.</summary>
    public int Count { get; private set; }

    /// <summary>True while every step is the same and positive; then nothing needs repair.</summary>
    public bool IsRising => _regular && (Count < 2 || _step > 0) && _first != None;

    /// <summary>The first.</summary>
    public long First => Count == 0 ? None : this[0];

    /// <summary>The step of a regular column.</summary>
    public long Step => _step;

    /// <summary>One of them.</summary>
    public long this[int row] => _regular ? _first + (row * _step) : _ticks[row];

    /// <summary>Says how many rows to expect, so that the array seldom grows.</summary>
    public void Expect(int rows) => _capacity = Math.Max(_capacity, rows);

    /// <summary>Adds one.</summary>
    public void Add(long ticks)
    {
        if (!_regular)
        {
            Append(ticks);
            return;
        }

        if (Count == 0)
        {
            _first = ticks;
            Count = 1;
        }
        else if (ticks != None && _first != None && (Count == 1 ? ticks > _first : ticks - _first == Count * _step))
        {
            _step = Count == 1 ? ticks - _first : _step;
            Count++;
        }
        else
        {
            Spell();
            Append(ticks);
        }
    }

    /// <summary>All of them as an array with room at the end; only the first <see cref="Count"/> count. The column gives it away.</summary>
    public long[] Release()
    {
        if (_regular)
        {
            Spell();
        }

        return _ticks;
    }

    private void Spell()
    {
        var ticks = GC.AllocateUninitializedArray<long>(Math.Max(_capacity, Count + 1));
        for (var i = 0; i < Count; i++)
        {
            ticks[i] = _first + (i * _step);
        }

        _ticks = ticks;
        _regular = false;
    }

    private void Append(long ticks)
    {
        if (Count == _ticks.Length)
        {
            Array.Resize(ref _ticks, (int)Math.Min(Array.MaxLength, Count + (Count / 4L) + 16));
        }

        _ticks[Count++] = ticks;
    }
}
