using Kilter.Frames;

namespace Kilter.Windows;

/// <summary>Finds the stretches that windows may be cut from: usable samples that follow each other without a jump in time.</summary>
public static class Segments
{
    /// <summary>The longest such stretches, in order. Cost: O(T).</summary>
    /// <param name="time">When each of the T samples was taken.</param>
    /// <param name="usable">For each of the T samples, whether every channel has a value.</param>
    /// <param name="maxStep">The longest step between neighbours, in ticks (in rows where samples are only numbered); a longer one is a jump. At least 1.</param>
    public static IReadOnlyList<SampleRange> Of(TimeAxis time, ReadOnlySpan<bool> usable, long maxStep)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxStep, 1);
        Guard.Length(usable.Length, time.Count, nameof(usable));
        var segments = new List<SampleRange>();
        var start = -1;
        for (var t = 0; t < usable.Length; t++)
        {
            if (start >= 0 && (!usable[t] || time[t] - time[t - 1] > maxStep))
            {
                segments.Add(new SampleRange(start, t));
                start = -1;
            }

            if (usable[t] && start < 0)
            {
                start = t;
            }
        }

        if (start >= 0)
        {
            segments.Add(new SampleRange(start, usable.Length));
        }

        return segments;
    }
}
