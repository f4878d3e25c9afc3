using Kilter.Frames;
using Kilter.Numerics.Kernels;

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
    private readonly PaddedWindows? _padded;

    // The sample at which the values begin: 0 unless they are a copy of a part of the series.
    private readonly int _origin;

    private WindowSet(ReadOnlyMemory<float> values, int channels, int length, int count, int[]? starts, int first, int stride, PaddedWindows? padded = null, int origin = 0)
    {
        _values = values;
        _origin = origin;
        Channels = channels;
        Length = length;
        Count = count;
        _starts = starts;
        _first = first;
        Stride = stride;
        _padded = padded;
        Segments = [new SampleRange(origin, origin + (values.Length / channels))];
    }

    /// <summary>All windows of <paramref name="length"/> samples, a <paramref name="stride"/> apart, of a series without jumps.</summary>
    public static WindowSet Sliding(ReadOnlyMemory<float> values, int channels, int length, int stride = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        Guard.Length(values.Length % channels, 0, nameof(values));
        return Sliding(values, channels, new WindowOptions { Length = length, Stride = stride }, new SampleRange(0, values.Length / channels));
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

    /// <summary>The windows of one stretch: no array of starts is needed.</summary>
    internal static WindowSet Sliding(ReadOnlyMemory<float> values, int channels, WindowOptions options, SampleRange segment)
        => new(values, channels, options.Length, options.CountIn(segment.Length), starts: null, segment.Start, options.Stride)
        {
            Segments = [segment],
            Horizon = options.Horizon,
        };

    /// <summary>The windows of one stretch whose values alone are given: <paramref name="rows"/> says where in the series they lie.</summary>
    internal static WindowSet OfPart(ReadOnlyMemory<float> values, int channels, WindowOptions options, SampleRange rows)
        => new(values, channels, options.Length, options.CountIn(rows.Length), starts: null, rows.Start, options.Stride, padded: null, rows.Start)
        {
            Segments = [rows],
            Horizon = options.Horizon,
        };

    /// <summary>The windows of several stretches, from their first samples.</summary>
    internal static WindowSet Of(ReadOnlyMemory<float> values, int channels, WindowOptions options, IReadOnlyList<SampleRange> segments, int[] starts)
        => new(values, channels, options.Length, starts.Length, starts, first: 0, options.Stride) { Segments = segments, Horizon = options.Horizon };

    /// <summary>Windows cut from padded copies of the stretches; <paramref name="starts"/> count in the copies.</summary>
    internal static WindowSet Padded(
        ReadOnlyMemory<float> values, int channels, WindowOptions options, IReadOnlyList<SampleRange> segments, int[] starts, PaddedWindows padded)
        => new(values, channels, options.Length, starts.Length, starts, first: 0, options.Stride, padded) { Segments = segments, Horizon = options.Horizon };

    /// <summary>N, the number of windows.</summary>
    public int Count { get; }

    /// <summary>W, the samples in a window.</summary>
    public int Length { get; }

    /// <summary>C, the channels of a sample.</summary>
    public int Channels { get; }

    /// <summary>The samples between the starts of neighbouring windows in one stretch; 1 where the starts were given one by one.</summary>
    public int Stride { get; }

    /// <summary>How many samples after its last one a window's score is about; 0 when it is about the window itself.</summary>
    public int Horizon { get; private init; }

    /// <summary>The stretches of the series that the windows were cut from, in order and disjoint.</summary>
    public IReadOnlyList<SampleRange> Segments { get; private init; }

    /// <summary>
    /// The place of every sample of the series on its regular clock (time divided by the usual step), strictly increasing; empty when samples
    /// are simply counted. Neighbours further than 1 apart have samples missing between them.
    /// </summary>
    public ReadOnlyMemory<long> Clock { get; private init; }

    /// <summary>The place on the clock of a window's last sample.</summary>
    public long PlaceOf(int window) => Clock.IsEmpty ? LastOf(window) : Clock.Span[LastOf(window)];

    /// <summary>The same windows over a clock with one place for each sample of the series.</summary>
    public WindowSet On(ReadOnlyMemory<long> clock)
        => new(_values, Channels, Length, Count, _starts, _first, Stride, _padded, _origin) { Segments = Segments, Horizon = Horizon, Clock = clock };

    /// <summary>The values of all samples from the first window's first to the last window's last, (samples, C): what <see cref="Over"/> replaces.</summary>
    internal ReadOnlySpan<float> Covered
        => Count == 0 ? [] : _values.Span[((Position(0) - _origin) * Channels)..((Position(Count - 1) + Length - _origin) * Channels)];

    /// <summary>The same windows, at the same places, over other values: <paramref name="channels"/> (C when not given) for each sample of <see cref="Covered"/>.</summary>
    internal WindowSet Over(ReadOnlyMemory<float> values, int? channels = null)
    {
        var width = channels ?? Channels;
        Guard.Length(values.Length, Covered.Length / Channels * width, nameof(values));
        return new(values, width, Length, Count, _starts, _first, Stride, _padded, Count == 0 ? 0 : Position(0)) { Segments = Segments, Horizon = Horizon, Clock = Clock };
    }

    /// <summary>The W·C values of a window, oldest sample first.</summary>
    public ReadOnlySpan<float> this[int window] => _values.Span.Slice((Position(window) - _origin) * Channels, Length * Channels);

    /// <summary>The index, in the series, of a window's first sample (of its first real one where padding stands before it).</summary>
    public int StartOf(int window) => _padded is null ? Position(window) : _padded.Starts[_padded.Offset + Checked(window)];

    /// <summary>The index, in the series, of a window's last sample: the moment at which a causal score of the window is known.</summary>
    public int LastOf(int window) => _padded is null ? Position(window) + Length - 1 : _padded.Lasts[_padded.Offset + Checked(window)];

    /// <summary>The windows [<paramref name="start"/>, <paramref name="end"/>) of this set. Shares the values.</summary>
    public WindowSet Slice(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, Count);
        var padded = _padded is null ? null : _padded with { Offset = _padded.Offset + start };
        var first = _starts is null ? _first + (start * Stride) : 0;
        return new(_values, Channels, Length, end - start, _starts?[start..end], first, Stride, padded, _origin) { Segments = Segments, Horizon = Horizon, Clock = Clock };
    }

    /// <summary>Looks once at every value that is in some window.</summary>
    /// <remarks>Cost: O(T·C) at memory speed; only where a value outside all windows is not finite are the windows taken one by one.</remarks>
    /// <exception cref="ArgumentException">One is NaN or infinite; the message names its channel and sample.</exception>
    internal void CheckFinite()
    {
        if (FiniteKernel.FirstNonFinite(Covered) < 0)
        {
            return;
        }

        for (var (n, seen) = (0, 0); n < Count; n++)
        {
            var from = Math.Max(Position(n), seen);
            seen = Math.Max(seen, Position(n) + Length);
            var bad = FiniteKernel.FirstNonFinite(_values.Span[((from - _origin) * Channels)..((seen - _origin) * Channels)]);
            if (bad >= 0)
            {
                var (sample, channel) = (LastOf(n) + 1 - (seen - from) + (bad / Channels), bad % Channels);
                throw new ArgumentException($"Channel {channel} is {this[n][^(((seen - from) * Channels) - bad)]} at sample {sample}; missing values must be filled first.");
            }
        }
    }

    private int Position(int window) => _starts is null ? _first + (Checked(window) * Stride) : _starts[Checked(window)];

    private int Checked(int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(window);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(window, Count);
        return window;
    }
}

/// <summary>Where padded windows lie in the series.</summary>
/// <param name="Starts">The first real sample of each window.</param>
/// <param name="Lasts">The last sample of each window.</param>
/// <param name="Offset">How many entries precede the first window of a slice.</param>
internal sealed record PaddedWindows(int[] Starts, int[] Lasts, int Offset = 0);
