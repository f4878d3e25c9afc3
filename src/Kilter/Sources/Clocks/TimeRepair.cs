using Kilter.Frames;
using Kilter.Sources.Tables;

namespace Kilter.Sources.Clocks;

/// <summary>Makes time strictly increase: handles missing, repeated and backward time stamps by policy, counts each and says where.</summary>
/// <remarks>
/// A row whose stamp was seen before is a repeated stamp, also where a clock set back runs over an hour once more. A row earlier than one already
/// seen, at a stamp not yet seen, is time going back. A file from newest to oldest is turned round. Works in place on the rows and their flags.
/// </remarks>
internal sealed class TimeRepair
{
    private readonly RawTable _table;
    private readonly CellTable _cells;
    private readonly bool[]? _flags;
    private readonly ReadOptions _options;
    private readonly long[] _ticks;
    private readonly int _rows;
    private readonly Dictionary<int, int[]> _merged = [];
    private int _kept;
    private long _missing;
    private int _firstMissing = -1;
    private long _repeated;
    private int _firstRepeated = -1;
    private long _leastRepeated = long.MaxValue;
    private long _greatestRepeated = long.MinValue;
    private long _jumps;
    private long _behind;
    private (int Row, long From, long To) _firstJump;

    private TimeRepair(RawTable table, bool[]? flags, ReadOptions options)
    {
        _table = table;
        _cells = table.Cells;
        _flags = flags;
        _options = options;
        _rows = table.Ticks!.Count;
        _ticks = table.Ticks.Release();
    }

    /// <summary>The axis of the rows that stay; the rows and flags of <paramref name="table"/> are thinned to them.</summary>
    /// <exception cref="DataException">The policy forbids what was found.</exception>
    public static TimeAxis Apply(RawTable table, bool[]? flags, ReadOptions options)
    {
        if (table.Ticks!.IsRising)
        {
            return TimeAxis.Regular(new DateTime(table.Ticks.First), TimeSpan.FromTicks(table.Ticks.Step), table.Ticks.Count);
        }

        var repair = new TimeRepair(table, flags, options);
        repair.Order();
        repair.Sweep();
        repair.Refuse();
        repair.Report();
        table.Cells.Cut(repair._kept);
        return TimeAxis.OfTicks(repair._ticks, repair._kept);
    }

    // Newest first, or sorting asked for.
    private void Order()
    {
        var (falls, rises) = (0L, 0L);
        for (var row = 1; row < _rows; row++)
        {
            falls += _ticks[row] < _ticks[row - 1] && _ticks[row] != TickColumn.None ? 1 : 0;
            rises += _ticks[row] > _ticks[row - 1] && _ticks[row - 1] != TickColumn.None ? 1 : 0;
        }

        var reversed = rises == 0 && falls > 1;
        if (falls == 0 || !(reversed || _options.Backward == BackwardPolicy.Sort))
        {
            return;
        }

        var order = new int[_rows];
        for (var i = 0; i < _rows; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => _ticks[a] != _ticks[b] ? _ticks[a].CompareTo(_ticks[b]) : a.CompareTo(b));
        _cells.Reorder(order);
        long[] sorted = [.. order.Select(row => _ticks[row])];
        sorted.CopyTo(_ticks, 0);
        if (_flags is not null)
        {
            bool[] moved = [.. order.Select(row => _flags[row])];
            moved.CopyTo(_flags, 0);
        }

        _table.Notes.Add(new DataNote("backward", falls, reversed
            ? "The rows ran from newest to oldest: they were put in order of time."
            : $"Time went back {Words.Times(falls)}: the rows were sorted by time.", IsWarning: !reversed));
    }

    private void Sweep()
    {
        var previous = long.MinValue;
        for (var row = 0; row < _rows; row++)
        {
            var ticks = _ticks[row];
            if (ticks == TickColumn.None)
            {
                _firstMissing = _missing++ == 0 ? row : _firstMissing;
                continue;
            }

            if (_kept == 0 || ticks > _ticks[_kept - 1])
            {
                Keep(row, ticks);
            }
            else if (Array.BinarySearch(_ticks, 0, _kept, ticks) is >= 0 and var seen)
            {
                Repeat(row, seen, ticks);
            }
            else
            {
                GoBack(row, previous, ticks);
            }

            previous = ticks;
        }
    }

    private void Keep(int row, long ticks)
    {
        _cells.Move(row, _kept);
        if (_flags is not null)
        {
            _flags[_kept] = _flags[row];
        }

        _ticks[_kept++] = ticks;
    }

    private void Repeat(int row, int seen, long ticks)
    {
        _firstRepeated = _repeated++ == 0 ? row : _firstRepeated;
        _leastRepeated = Math.Min(_leastRepeated, ticks);
        _greatestRepeated = Math.Max(_greatestRepeated, ticks);
        if (_flags is not null)
        {
            _flags[seen] |= _flags[row];
        }

        if (_options.Duplicates == DuplicatePolicy.Last)
        {
            _cells.Move(row, seen);
        }
        else if (_options.Duplicates == DuplicatePolicy.Mean)
        {
            Merge(_cells[row], seen);
        }
    }

    private void Merge(ReadOnlySpan<double> from, int seen)
    {
        var mean = _cells[seen];
        if (!_merged.TryGetValue(seen, out var counts))
        {
            counts = new int[from.Length];
            for (var c = 0; c < counts.Length; c++)
            {
                counts[c] = double.IsNaN(mean[c]) ? 0 : 1;
            }

            _merged.Add(seen, counts);
        }

        for (var c = 0; c < counts.Length; c++)
        {
            if (!double.IsNaN(from[c]))
            {
                counts[c]++;
                mean[c] = counts[c] == 1 ? from[c] : mean[c] + ((from[c] - mean[c]) / counts[c]);
            }
        }
    }

    private void GoBack(int row, long previous, long ticks)
    {
        _behind++;
        if (ticks < previous)
        {
            _firstJump = _jumps++ == 0 ? (row, previous, ticks) : _firstJump;
        }
    }

    private void Refuse()
    {
        if (_jumps > 0 && _options.Backward == BackwardPolicy.Error)
        {
            throw TimeErrors.Backward(_table, _firstJump.Row, _firstJump.From, _firstJump.To, _jumps, _options.TimeZone);
        }

        if (_repeated > 0 && _options.Duplicates == DuplicatePolicy.Error)
        {
            throw TimeErrors.Repeated(_table, _firstRepeated, _leastRepeated, _repeated);
        }

        if (_kept < 2)
        {
            throw TimeErrors.OneInstant(_table, _kept, _missing);
        }
    }

    private void Report()
    {
        if (_missing > 0)
        {
            _table.Notes.Add(new DataNote("missing", _missing, $"{Words.Count(_missing, "row")} without a time (the first: {_table.Lines.Place(_firstMissing)}): left out.", IsWarning: true));
        }

        if (_behind > 0)
        {
            _table.Notes.Add(new DataNote("backward", _jumps, $"Time went back {Words.Times(_jumps)} (first in {_table.Lines.Place(_firstJump.Row)}): left out {Words.Count(_behind, "row")} earlier than one already seen.", IsWarning: true));
        }

        if (_repeated > 0)
        {
            var done = _options.Duplicates switch { DuplicatePolicy.Last => "kept the last of each", DuplicatePolicy.Mean => "kept the mean of each", _ => "kept the first of each" };
            var many = _repeated > _kept ? " Perhaps the data holds several series one under another." : "";
            _table.Notes.Add(new DataNote("duplicates", _repeated, $"{Words.Count(_repeated, "repeated time stamp")} ({Words.Span(_leastRepeated, _greatestRepeated)}): {done}.{many}", IsWarning: _repeated * 20 > _kept));
        }
    }
}
