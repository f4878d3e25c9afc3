using Kilter.Frames;

namespace Kilter.Events;

/// <summary>How flags become events.</summary>
public sealed record EventOptions
{
    /// <summary>Flags at most this many samples apart become one event; neighbours (one apart) always do. Range [0, 1e9]. Default 0.</summary>
    public int MergeGap { get; init => field = Guard.InRange(value, 0, 1_000_000_000); }

    /// <summary>Events of fewer samples, after merging, are dropped. Range [1, 1e9]. Default 1.</summary>
    public int MinimumLength { get; init => field = Guard.InRange(value, 1, 1_000_000_000); } = 1;

    /// <summary>
    /// Once an alarm has started, samples stay flagged while they score at least this many times the limit, so that a score that trembles
    /// around the limit makes one event. Range (0, 1]. Default 1: start and end at the limit.
    /// </summary>
    public double Release { get; init => field = Guard.InRange(value, 1e-6, 1.0); } = 1;
}

/// <summary>Turns scores into events: maximal runs of flags after merging gaps.</summary>
public static class EventExtractor
{
    /// <summary>The events in time order: disjoint, each [first flag, last flag + 1), further than the merge gap apart.</summary>
    /// <param name="scoresTimesLimit">One score a sample in multiples of the alarm limit: a flag is a score of at least 1. NaN, no score, is no flag.</param>
    /// <param name="options">Merge gap, minimum length, release.</param>
    /// <remarks>Whether a sample is flagged depends on it and earlier samples alone. Cost: O(T).</remarks>
    public static IReadOnlyList<SampleRange> Extract(ReadOnlySpan<float> scoresTimesLimit, EventOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var events = new List<SampleRange>();
        var apart = Math.Max(options.MergeGap, 1);
        var (start, last, alarmed) = (-1, -1, false);
        for (var t = 0; t < scoresTimesLimit.Length; t++)
        {
            alarmed = scoresTimesLimit[t] >= 1 || (alarmed && scoresTimesLimit[t] >= options.Release);
            if (!alarmed)
            {
                continue;
            }

            if (start >= 0 && t - last > apart)
            {
                Close(start, last + 1);
                start = t;
            }

            start = start < 0 ? t : start;
            last = t;
        }

        if (start >= 0)
        {
            Close(start, last + 1);
        }

        return events;

        void Close(int from, int to)
        {
            if (to - from >= options.MinimumLength)
            {
                events.Add(new SampleRange(from, to));
            }
        }
    }
}
