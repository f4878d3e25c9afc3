namespace Kilter.Windows;

/// <summary>N windows of W consecutive samples each, cut from one scaled series of T samples × C channels without copying.</summary>
/// <remarks>
/// <para>A window is a slice of the row-major (T, C) values: W·C floats, oldest sample first. Its index in the series is that of its first sample.</para>
/// <para>Windows are in time order and none crosses a time jump. Values are finite: missing ones were filled before scaling. Immutable.</para>
/// </remarks>
public sealed class WindowSet
{
    private readonly ReadOnlyMemory<float> _values;
    private readonly int[]? _starts;
    private readonly int _first;
    private readonly int _stride;

    private WindowSet(ReadOnlyMemory<float> values, int channels, int length, int count, int[]? starts, int first, int stride)
    {
        _values = values;
        Channels = channels;
        Length = length;
        Count = count;
        _starts = starts;
        _first = first;
        _stride = stride;
    }

    /// <summary>All windows of <paramref name="length"/> samples, a <paramref name="stride"/> apart, of a series without jumps.</summary>
    public static WindowSet Sliding(ReadOnlyMemory<float> values, int channels, int length, int stride = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        Guard.Length(values.Length % channels, 0, nameof(values));
        var samples = values.Length / channels;
        var count = samples < length ? 0 : ((samples - length) / stride) + 1;
        return new(values, channels, length, count, starts: null, first: 0, stride);
    }

    /// <summary>The windows that start at the given samples, which must increase and leave room for a whole window.</summary>
    public static WindowSet At(ReadOnlyMemory<float> values, int channels, int length, int[] starts)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var samples = values.Length / channels;
        for (var n = 0; n < starts.Length; n++)
        {
            if (starts[n] < 0 || starts[n] + length > samples || (n > 0 && starts[n] <= starts[n - 1]))
            {
                throw new ArgumentException($"Window {n} starts at sample {starts[n]}; starts must increase and leave {length} of {samples} samples.", nameof(starts));
            }
        }

        return new(values, channels, length, starts.Length, starts, first: 0, stride: 1);
    }

    /// <summary>N, the number of windows.</summary>
    public int Count { get; }

    /// <summary>W, the samples in a window.</summary>
    public int Length { get; }

    /// <summary>C, the channels of a sample.</summary>
    public int Channels { get; }

    /// <summary>The W·C values of a window, oldest sample first.</summary>
    public ReadOnlySpan<float> this[int window] => _values.Span.Slice(StartOf(window) * Channels, Length * Channels);

    /// <summary>The index, in the series, of a window's first sample.</summary>
    public int StartOf(int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(window);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(window, Count);
        return _starts is null ? _first + (window * _stride) : _starts[window];
    }

    /// <summary>The index, in the series, of a window's last sample: the moment at which a causal score of the window is known.</summary>
    public int LastOf(int window) => StartOf(window) + Length - 1;

    /// <summary>The windows [<paramref name="start"/>, <paramref name="end"/>) of this set. Shares the values.</summary>
    public WindowSet Slice(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, Count);
        return _starts is null
            ? new(_values, Channels, Length, end - start, starts: null, _first + (start * _stride), _stride)
            : new(_values, Channels, Length, end - start, _starts[start..end], first: 0, stride: 1);
    }
}
