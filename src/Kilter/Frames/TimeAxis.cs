namespace Kilter.Frames;

/// <summary>When each sample of a frame was taken: strictly increasing UTC ticks, or plain row numbers where the data has no time.</summary>
/// <remarks>
/// <para>One tick is 100 ns, counted from 0001-01-01T00:00:00Z, as in <see cref="DateTime.Ticks"/>.</para>
/// <para>A regular axis keeps only its start and step; an irregular one keeps one number a sample. Immutable and safe for any number of threads.</para>
/// </remarks>
public sealed class TimeAxis
{
    private readonly long _first;
    private readonly long _step;
    private readonly long[]? _ticks;
    private readonly int _offset;

    private TimeAxis(bool hasTime, int count, long first, long step, long[]? ticks, int offset)
    {
        HasTime = hasTime;
        Count = count;
        _first = first;
        _step = step;
        _ticks = ticks;
        _offset = offset;
    }

    /// <summary>Row numbers <paramref name="firstRow"/>, <paramref name="firstRow"/> + 1, … for data without a time column.</summary>
    public static TimeAxis Rows(int count, long firstRow = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new(hasTime: false, count, firstRow, step: 1, ticks: null, offset: 0);
    }

    /// <summary>A regular axis: <paramref name="start"/>, <paramref name="start"/> + <paramref name="step"/>, …</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive.</exception>
    public static TimeAxis Regular(DateTime start, TimeSpan step, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        return new(hasTime: true, count, start.Ticks, step.Ticks, ticks: null, offset: 0);
    }

    /// <summary>An axis of UTC ticks, one a sample. The array is kept, not copied: the caller gives it away.</summary>
    /// <exception cref="ArgumentException">The ticks do not strictly increase; the message names the first sample that does not.</exception>
    public static TimeAxis OfTicks(long[] ticks)
    {
        ArgumentNullException.ThrowIfNull(ticks);
        return OfTicks(ticks, ticks.Length);
    }

    /// <summary>An axis of the first <paramref name="count"/> of some UTC ticks. The array is kept, not copied: the caller gives it away.</summary>
    /// <exception cref="ArgumentException">The ticks do not strictly increase; the message names the first sample that does not.</exception>
    public static TimeAxis OfTicks(long[] ticks, int count)
    {
        ArgumentNullException.ThrowIfNull(ticks);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ticks.Length);
        var regular = true;
        for (var i = 1; i < count; i++)
        {
            if (ticks[i] <= ticks[i - 1])
            {
                throw new ArgumentException($"Time does not increase at sample {i}: {new DateTime(ticks[i - 1]):O} is followed by {new DateTime(ticks[i]):O}.", nameof(ticks));
            }

            regular &= ticks[i] - ticks[i - 1] == ticks[1] - ticks[0];
        }

        return regular && count > 1
            ? new(hasTime: true, count, ticks[0], ticks[1] - ticks[0], ticks: null, offset: 0)
            : new(hasTime: true, count, first: 0, step: 0, ticks, offset: 0);
    }

    /// <summary>False when samples are only numbered.</summary>
    public bool HasTime { get; }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>UTC ticks of a sample, or its row number when <see cref="HasTime"/> is false.</summary>
    public long this[int sample]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(sample);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Count);
            return _ticks is null ? _first + (sample * _step) : _ticks[_offset + sample];
        }
    }

    /// <summary>True when every step between neighbouring samples is the same (row numbers always are).</summary>
    public bool IsRegular => _ticks is null;

    /// <summary>The median step between neighbouring samples, in ticks (1 for row numbers; 0 with fewer than two samples). Cost: O(n log n) for an irregular axis.</summary>
    public long TypicalStep()
    {
        if (_ticks is null)
        {
            return Count > 1 || !HasTime ? _step : 0;
        }

        if (Count < 2)
        {
            return 0;
        }

        return MedianOfFew() ?? MedianOfAll();
    }

    // Clocks mostly know a handful of steps: counting them takes one pass and no array as long as the axis.
    private long? MedianOfFew()
    {
        const int most = 4096;
        var counts = new Dictionary<long, int>();
        for (var i = 1; i < Count && counts.Count <= most; i++)
        {
            var step = _ticks![_offset + i] - _ticks[_offset + i - 1];
            counts[step] = counts.GetValueOrDefault(step) + 1;
        }

        if (counts.Count > most)
        {
            return null;
        }

        var before = 0;
        foreach (var (step, count) in counts.OrderBy(pair => pair.Key))
        {
            before += count;
            if (before > (Count - 1) / 2)
            {
                return step;
            }
        }

        return null;
    }

    private long MedianOfAll()
    {
        var steps = new long[Count - 1];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = _ticks![_offset + i + 1] - _ticks[_offset + i];
        }

        Array.Sort(steps);
        return steps[steps.Length / 2];
    }

    /// <summary>The first sample at or after <paramref name="value"/> (ticks, or a row number); <see cref="Count"/> when all lie before. Cost: O(log n).</summary>
    public int IndexAtOrAfter(long value)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (this[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The instant of a sample, in UTC.</summary>
    /// <exception cref="InvalidOperationException">The axis has no time.</exception>
    public DateTime At(int sample)
        => HasTime ? new DateTime(this[sample], DateTimeKind.Utc) : throw new InvalidOperationException("The samples are numbered; they carry no time.");

    /// <summary>The axis of a stretch of samples. Shares the numbers; copies nothing.</summary>
    public TimeAxis Slice(SampleRange range)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(range.End, Count, nameof(range));
        return _ticks is null
            ? new(HasTime, range.Length, _first + (range.Start * _step), _step, ticks: null, offset: 0)
            : new(HasTime, range.Length, first: 0, step: 0, _ticks, _offset + range.Start);
    }
}
