using Kilter.Frames;

namespace Kilter.Windows;

/// <summary>Cuts windows from a series that lies in several parts, as on several machines: each window belongs to the part it starts in, which borrows the rows it lacks from those after it.</summary>
/// <remarks>
/// The windows of all parts, one part after the other, are those of the whole series, whatever the number of parts and wherever they are cut; so everything that
/// judges one window by itself gives the same bits for any number of parts. A part borrows W + horizon − 1 rows at most. Cost: O(T·C).
/// Source: the requirement that Intel Analytics Zoo and Baosight state for anomaly detection on Spark, 2018.
/// </remarks>
public static class PartWindows
{
    /// <summary>One window set a part, in the order of the parts; starts and lasts of windows count in the whole series.</summary>
    /// <param name="parts">The rows of each part, row-major (rows, C); any may be empty.</param>
    /// <param name="channels">C.</param>
    /// <param name="options">Length, stride and horizon; no padding.</param>
    /// <exception cref="ArgumentException">A part holds no whole rows, or padding is asked for.</exception>
    public static IReadOnlyList<WindowSet> Cut(IReadOnlyList<ReadOnlyMemory<float>> parts, int channels, WindowOptions options)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (options.Padding != Padding.None)
        {
            throw new ArgumentException("Windows of a series in parts cannot be padded.", nameof(options));
        }

        var sets = new WindowSet[parts.Count];
        var before = 0;
        for (var p = 0; p < sets.Length; p++)
        {
            Guard.Length(parts[p].Length % channels, 0, nameof(parts));
            var own = parts[p].Length / channels;
            // The first window of the whole series that starts in this part.
            var first = (options.Stride - (before % options.Stride)) % options.Stride;
            var count = first >= own ? 0 : ((own - first - 1) / options.Stride) + 1;
            var rows = count == 0 ? 0 : ((count - 1) * options.Stride) + options.Length + options.Horizon;
            var values = Rows(parts, p, first, rows, channels);
            sets[p] = WindowSet.OfPart(values, channels, options, new SampleRange(before + first, before + first + (values.Length / channels)));
            before += own;
        }

        return sets;
    }

    // What this part has, and what it lacks from the ones after; less at the end of the series.
    private static ReadOnlyMemory<float> Rows(IReadOnlyList<ReadOnlyMemory<float>> parts, int part, int first, int rows, int channels)
    {
        var own = parts[part][Math.Min(first * channels, parts[part].Length)..];
        if (rows * channels <= own.Length)
        {
            return own[..(rows * channels)];
        }

        var joined = new float[rows * channels];
        var filled = 0;
        for (var p = part; p < parts.Count && filled < joined.Length; p++)
        {
            var source = (p == part ? own : parts[p]).Span;
            source = source[..Math.Min(source.Length, joined.Length - filled)];
            source.CopyTo(joined.AsSpan(filled));
            filled += source.Length;
        }

        return joined.AsMemory(0, filled);
    }
}
