namespace Kilter.Thresholds;

/// <summary>The limit with the best F1 against labels.</summary>
/// <remarks>
/// <para>
/// Every cut between two different scores is tried; of several best ones the highest is taken, half way between the scores it parts. Where no cut finds
/// anything true, the limit lies just above the largest score. F1 counts samples, so a long stretch weighs more than a short one.
/// </para>
/// <para>It looks at labels, so what it reaches on them is no test: judge on other rows. Cost: O(n log n). Densities have <see cref="EpsilonByF1"/>.
/// Source: A. Ng, "Machine Learning" (course), 2011, anomaly detection (a threshold by F1 on a labelled set).</para>
/// </remarks>
public sealed class BestF1Threshold : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "best-f1";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Too few scores, or no labels.</exception>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        var labelled = LabelledScores.Of(sample, Name);
        var (best, flagged) = (0.0, 0);
        foreach (var cut in labelled.Cuts())
        {
            var f1 = 2.0 * cut.Hits / (cut.Flagged + labelled.Positives);
            (best, flagged) = f1 > best ? (f1, cut.Flagged) : (best, flagged);
        }

        var note = flagged == 0
            ? "No cut finds anything that was labelled: the limit lies just above the largest score."
            : FormattableString.Invariant($"The best F1 against the labels of these rows, {best:0.###}: {flagged:N0} scores flagged, {labelled.Positives:N0} labelled.");
        return Limit.At(sample, Name, sample.Usable(labelled.LimitFor(flagged)), note).WithLabelsUsed();
    }
}
