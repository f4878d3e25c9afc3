namespace Kilter.Thresholds;

/// <summary>Splits the scores into two clusters; the smaller one, of higher scores, is what stands out.</summary>
/// <remarks>
/// The limit is half way between the clusters' means. When the higher cluster is not the smaller one, or all scores are equal, nothing stands out: the limit
/// then lies just above the largest score. Meant for scores that hold what is looked for, without labels. Cost: O(n log n).
/// Source: W. D. Fisher, "On grouping for maximum homogeneity", J. Amer. Statist. Assoc., 1958.
/// </remarks>
public sealed class TwoClusterThreshold : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "two-cluster";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        if (TwoMeans.Of(sample.Present()) is not { } split || split.HighCount >= split.LowCount)
        {
            return Limit.At(sample, Name, sample.Usable(Limit.Above(sample.Largest)), "No smaller cluster of higher scores stands out: the limit lies just above the largest score.");
        }

        return Limit.At(sample, Name, sample.Usable(split.Cut), FormattableString.Invariant(
            $"Half way between two clusters of scores: {split.HighCount:N0} about {split.HighCentre:G4}, the other {split.LowCount:N0} about {split.LowCentre:G4}."));
    }
}
