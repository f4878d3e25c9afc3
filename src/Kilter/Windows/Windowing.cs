using Kilter.Frames;

namespace Kilter.Windows;

/// <summary>Cuts windows from a scaled series, stretch by stretch, so that none crosses a time jump or touches an unusable sample.</summary>
public static class Windowing
{
    /// <summary>All windows of all stretches, in time order.</summary>
    /// <remarks>
    /// Without padding the windows share <paramref name="scaled"/>: nothing is copied, and only several stretches need a list of starts.
    /// A stretch too short for one window gives none. Cost: O(N); with padding O(T·C).
    /// </remarks>
    /// <param name="scaled">Row-major (T, C) values.</param>
    /// <param name="channels">C.</param>
    /// <param name="segments">Sorted, disjoint stretches of the T samples.</param>
    /// <param name="options">Length, stride, horizon, padding.</param>
    /// <exception cref="ArgumentException">The stretches overlap, are out of order, or pass the end of the series.</exception>
    public static WindowSet Cut(ReadOnlyMemory<float> scaled, int channels, IReadOnlyList<SampleRange> segments, WindowOptions options)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        Guard.Length(scaled.Length % channels, 0, nameof(scaled));
        Check(segments, scaled.Length / channels);
        if (options.Padding == Padding.RepeatFirst && options.Length > 1)
        {
            return Pad(scaled, channels, segments, options);
        }

        if (segments.Count == 1)
        {
            return WindowSet.Sliding(scaled, channels, options, segments[0]);
        }

        var starts = new int[segments.Sum(s => options.CountIn(s.Length))];
        var n = 0;
        foreach (var segment in segments)
        {
            for (var i = 0; i < options.CountIn(segment.Length); i++)
            {
                starts[n++] = segment.Start + (i * options.Stride);
            }
        }

        return WindowSet.Of(scaled, channels, options, segments, starts);
    }

    private static WindowSet Pad(ReadOnlyMemory<float> scaled, int channels, IReadOnlyList<SampleRange> segments, WindowOptions options)
    {
        var head = options.Length - 1;
        var copy = new float[segments.Where(s => s.Length > 0).Sum(s => (long)(s.Length + head) * channels)];
        var count = segments.Where(s => s.Length > 0).Sum(s => options.CountIn(s.Length + head));
        var (starts, firsts, lasts) = (new int[count], new int[count], new int[count]);
        var (n, position) = (0, 0);
        foreach (var segment in segments)
        {
            if (segment.Length == 0)
            {
                continue;
            }

            for (var i = 0; i < head; i++)
            {
                scaled.Span.Slice(segment.Start * channels, channels).CopyTo(copy.AsSpan((position + i) * channels));
            }

            scaled.Span.Slice(segment.Start * channels, segment.Length * channels).CopyTo(copy.AsSpan((position + head) * channels));
            for (var i = 0; i < options.CountIn(segment.Length + head); i++, n++)
            {
                starts[n] = position + (i * options.Stride);
                lasts[n] = segment.Start + (i * options.Stride);
                firsts[n] = Math.Max(segment.Start, lasts[n] - head);
            }

            position += head + segment.Length;
        }

        return WindowSet.Padded(copy, channels, options, segments, starts, new PaddedWindows(firsts, lasts));
    }

    private static void Check(IReadOnlyList<SampleRange> segments, int samples)
    {
        var end = 0;
        foreach (var segment in segments)
        {
            if (segment.Start < end || segment.End > samples)
            {
                throw new ArgumentException(
                    $"The stretch [{segment.Start}, {segment.End}) must start at or after {end} and end at or before {samples}.", nameof(segments));
            }

            end = segment.End;
        }
    }
}
