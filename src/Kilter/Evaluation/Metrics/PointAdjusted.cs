using Kilter.Frames;

namespace Kilter.Evaluation.Metrics;

/// <summary>Point-adjusted counts: one flag inside a labelled stretch counts as having flagged all of it. Optimistic.</summary>
/// <remarks>
/// With long stretches random scores reach an F1 above 0.9 this way, so it says little; it is here to compare with papers that report it.
/// Source: S. Kim et al., "Towards a rigorous evaluation of time-series anomaly detection", AAAI, 2022, which rejects it.
/// </remarks>
public static class PointAdjusted
{
    /// <summary>Counts after adjusting: a stretch is flagged whole when at least <paramref name="share"/> of it is flagged (and any sample at all).</summary>
    /// <param name="labels">Labels (T).</param>
    /// <param name="flags">Flags (T).</param>
    /// <param name="share">Share of a stretch that must be flagged, in [0, 1]; 0 is the plain form, more is PA%K.</param>
    public static Confusion Of(ReadOnlySpan<bool> labels, ReadOnlySpan<bool> flags, double share = 0)
    {
        Guard.Length(flags.Length, labels.Length, nameof(flags));
        Guard.InRange(share, 0.0, 1.0, nameof(share));
        var adjusted = flags.ToArray();
        foreach (var range in LabelSet.FromFlags(labels).Ranges)
        {
            var hits = flags.Slice(range.Start, range.Length).Count(true);
            if (hits > 0 && hits >= share * range.Length)
            {
                adjusted.AsSpan(range.Start, range.Length).Fill(true);
            }
        }

        return Confusion.Of(labels, adjusted);
    }
}
