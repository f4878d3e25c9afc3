namespace Kilter.Windows;

/// <summary>Windows as rows of a table: W samples of C channels side by side, the earliest sample first. N windows of W·C values.</summary>
/// <remarks>
/// <para>
/// Windows start a stride apart. Where the last samples do not fill a window, samples of zeros may be appended so that they do: such a window is marked by
/// <see cref="IsPadded"/>, for zeros are no measurements, and a jump to them is none. Immutable.
/// </para>
/// <para>Source: betsi, a library for behaviour extraction in time series, 2020 (convert_to_column and its inverse).</para>
/// </remarks>
public sealed class FlatWindows
{
    private FlatWindows(int samples, int channels, int length, int stride, int count, double[] values)
        => (Samples, Channels, Length, Stride, Count, Values) = (samples, channels, length, stride, count, values);

    /// <summary>The samples they were cut from, without appended ones.</summary>
    public int Samples { get; }

    /// <summary>C.</summary>
    public int Channels { get; }

    /// <summary>W, the samples in a window.</summary>
    public int Length { get; }

    /// <summary>The samples between the starts of neighbouring windows.</summary>
    public int Stride { get; }

    /// <summary>N, the windows.</summary>
    public int Count { get; }

    /// <summary>(N, W·C), window after window.</summary>
    public ReadOnlyMemory<double> Values { get; }

    /// <summary>The samples of zeros that were appended.</summary>
    public int Padding => Count == 0 ? 0 : Math.Max(0, ((Count - 1) * Stride) + Length - Samples);

    /// <summary>Cuts a series of samples.</summary>
    /// <param name="values">Row-major (T, C).</param>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="length">W, at least 1.</param>
    /// <param name="stride">
    /// From 1 to W; a negative one counts from W + 1 down: −1 is W (no overlap), −2 is W − 1. Never 0.
    /// </param>
    /// <param name="pad">Whether zeros fill a last window that would be short. Else it is left out.</param>
    /// <exception cref="ArgumentException">A number does not fit; the message says what would.</exception>
    public static FlatWindows Of(ReadOnlySpan<double> values, int channels, int length, int stride = -1, bool pad = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Guard.Length(values.Length % channels, 0, nameof(values));
        var step = stride < 0 ? length + 1 + stride : stride;
        if (step < 1 || step > length)
        {
            throw new ArgumentException($"A stride of {stride} does not fit windows of {length} samples; it must be 1 to {length}, or -1 to -{length}.", nameof(stride));
        }

        var samples = values.Length / channels;
        var beyond = samples - length;
        var count = Math.Max(0, (int)(pad ? Math.Ceiling((double)beyond / step) : Math.Floor((double)beyond / step)) + 1);
        var flat = new double[count * length * channels];
        for (var n = 0; n < count; n++)
        {
            var part = values[(n * step * channels)..Math.Min(values.Length, ((n * step) + length) * channels)];
            part.CopyTo(flat.AsSpan(n * length * channels));
        }

        return new FlatWindows(samples, channels, length, step, count, flat);
    }

    /// <summary>The values of one window.</summary>
    public ReadOnlySpan<double> this[int window] => Values.Span.Slice(window * Length * Channels, Length * Channels);

    /// <summary>True for a window that holds appended zeros.</summary>
    public bool IsPadded(int window) => (window * Stride) + Length > Samples;

    /// <summary>The sample at which a change between this window and the next shows: where the next one begins.</summary>
    public int ChangeAfter(int window) => (window + 1) * Stride;

    /// <summary>The series again: the first samples of every window but the last, and the whole last one; row-major (T, C).</summary>
    /// <param name="withPadding">Whether appended zeros come back too, as in the original.</param>
    public double[] ToSamples(bool withPadding = false)
    {
        if (Count == 0)
        {
            return [];
        }

        var series = new double[(Samples + Padding) * Channels];
        for (var n = 0; n < Count; n++)
        {
            this[n].CopyTo(series.AsSpan(n * Stride * Channels));
        }

        // Without padding the windows may leave samples at the end untouched.
        var whole = ((Count - 1) * Stride) + Length;
        return series[..((withPadding ? whole : Math.Min(whole, Samples)) * Channels)];
    }
}
