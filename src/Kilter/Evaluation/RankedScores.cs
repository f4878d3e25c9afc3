namespace Kilter.Evaluation;

/// <summary>One limit and what is flagged at it: every sample whose score is at least <see cref="Score"/>.</summary>
/// <param name="Score">The score, one of those given.</param>
/// <param name="TruePositives">Labelled samples flagged.</param>
/// <param name="FalsePositives">Other samples flagged.</param>
public readonly record struct RankedStep(double Score, long TruePositives, long FalsePositives);

/// <summary>Scores in falling order with the labels met so far: all that ROC, precision-recall and best-limit metrics need. Immutable.</summary>
/// <remarks>Equal scores are one step: no order among them can be claimed. Samples without a score (NaN) are left out. Cost: O(T log T).</remarks>
public sealed class RankedScores
{
    private RankedScores(List<RankedStep> steps, long positives, long negatives)
    {
        Steps = steps;
        Positives = positives;
        Negatives = negatives;
    }

    /// <summary>One step for each distinct score, the highest first.</summary>
    public IReadOnlyList<RankedStep> Steps { get; }

    /// <summary>Labelled samples with a score.</summary>
    public long Positives { get; }

    /// <summary>Other samples with a score.</summary>
    public long Negatives { get; }

    /// <summary>All samples with a score.</summary>
    public long Count => Positives + Negatives;

    /// <summary>Ranks scores (T) with labels (T).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static RankedScores Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        Guard.Length(labels.Length, scores.Length, nameof(labels));
        var keys = new List<double>(scores.Length);
        var truth = new List<bool>(scores.Length);
        for (var t = 0; t < scores.Length; t++)
        {
            if (!double.IsNaN(scores[t]))
            {
                // -0.0 and 0.0 are one score.
                keys.Add(scores[t] + 0.0);
                truth.Add(labels[t]);
            }
        }

        var (sorted, sortedTruth) = (keys.ToArray(), truth.ToArray());
        Array.Sort(sorted, sortedTruth);
        return Walk(sorted, sortedTruth);
    }

    private static RankedScores Walk(double[] ascending, bool[] labels)
    {
        var steps = new List<RankedStep>();
        long found = 0, falsely = 0;
        for (var i = ascending.Length - 1; i >= 0;)
        {
            var score = ascending[i];
            for (; i >= 0 && ascending[i] == score; i--)
            {
                _ = labels[i] ? found++ : falsely++;
            }

            steps.Add(new RankedStep(score, found, falsely));
        }

        return new RankedScores(steps, found, falsely);
    }
}
