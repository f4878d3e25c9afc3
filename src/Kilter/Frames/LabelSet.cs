namespace Kilter.Frames;

/// <summary>The human truth about a frame: the stretches people called anomalous, sorted and disjoint.</summary>
/// <remarks>Immutable. Labels never set a threshold, a scaler or a weight unless a setting says so by name.</remarks>
public sealed class LabelSet
{
    /// <summary>Makes a set from ranges in any order; ranges that touch or overlap are merged.</summary>
    public LabelSet(IEnumerable<SampleRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var merged = new List<SampleRange>();
        foreach (var range in ranges.Where(r => r.Length > 0).OrderBy(r => r.Start))
        {
            if (merged.Count > 0 && range.Start <= merged[^1].End)
            {
                merged[^1] = new SampleRange(merged[^1].Start, Math.Max(merged[^1].End, range.End));
            }
            else
            {
                merged.Add(range);
            }
        }

        Ranges = merged;
    }

    /// <summary>The labelled stretches, in order.</summary>
    public IReadOnlyList<SampleRange> Ranges { get; }

    /// <summary>The set of the runs of true in a 0/1 column.</summary>
    public static LabelSet FromFlags(ReadOnlySpan<bool> flags)
    {
        var ranges = new List<SampleRange>();
        for (var t = 0; t < flags.Length; t++)
        {
            var start = t;
            while (t < flags.Length && flags[t])
            {
                t++;
            }

            if (t > start)
            {
                ranges.Add(new SampleRange(start, t));
            }
        }

        return new LabelSet(ranges);
    }

    /// <summary>True when a labelled stretch and <paramref name="range"/> share a sample.</summary>
    public bool Overlaps(SampleRange range) => Ranges.Any(r => r.Overlaps(range));
}
