namespace Kilter.Evaluation.Metrics;

/// <summary>How the limits of a sweep are spaced.</summary>
public enum SweepSpacing
{
    /// <summary>Evenly in the logarithm from 1 to the highest score: limits below 1 are never tried.</summary>
    Logarithmic,

    /// <summary>Evenly from 0 to the highest score.</summary>
    Linear,
}

/// <summary>One limit of a sweep.</summary>
/// <param name="Limit">Scores above this are flagged.</param>
/// <param name="Precision">TP / (TP + FP + 1e-7).</param>
/// <param name="Recall">TP / (TP + FN + 1e-7).</param>
/// <param name="Value">F-beta with 1e-7 in its denominator.</param>
public readonly record struct SweepStep(double Limit, double Precision, double Recall, double Value);

/// <summary>Precision, recall and F over a grid of limits, as the recurrent detector of S1e reports them: an oracle, since the best is picked by the labels.</summary>
/// <remarks>
/// Limits with precision or recall 0 are dropped. The 1e-7 of the original stays, so that its numbers can be compared; it moves the eighth digit. NaN scores are never flagged.
/// Cost: O(T log T + K log T). Source: J. Park, RNN-based time-series anomaly detector (public code), 2018.
/// </remarks>
public static class ThresholdSweep
{
    private const double Crumb = 1e-7;

    /// <summary>The limits, rising; the last is the highest score.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two limits.</exception>
    public static double[] Limits(double highest, int count, SweepSpacing spacing)
    {
        Guard.InRange(count, 2, 1_000_000, nameof(count));
        var limits = new double[count];
        for (var i = 0; i < count; i++)
        {
            var share = (double)i / (count - 1);
            limits[i] = spacing == SweepSpacing.Linear ? highest * share : Math.Pow(highest, share);
        }

        limits[^1] = highest;
        return limits;
    }

    /// <summary>The steps whose precision and recall are above 0, limits rising; may be empty.</summary>
    /// <param name="scores">Scores (T).</param>
    /// <param name="labels">Labels (T).</param>
    /// <param name="count">How many limits; the original has 1,000.</param>
    /// <param name="spacing">How they are spaced.</param>
    /// <param name="beta">How many times as much recall weighs. Range [0.01, 100].</param>
    public static IReadOnlyList<SweepStep> Run(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, int count = 1000, SweepSpacing spacing = SweepSpacing.Logarithmic, double beta = 1)
    {
        var weight = Guard.InRange(beta, 1e-2, 100) * beta;
        var ranked = RankedScores.Of(scores, labels);
        var steps = new List<SweepStep>();
        if (ranked.Count == 0)
        {
            return steps;
        }

        var at = ranked.Steps.Count - 1;
        foreach (var limit in Limits(ranked.Steps[0].Score, count, spacing))
        {
            while (at >= 0 && !(ranked.Steps[at].Score > limit))
            {
                at--;
            }

            long found = at < 0 ? 0 : ranked.Steps[at].TruePositives, flagged = at < 0 ? 0 : found + ranked.Steps[at].FalsePositives;
            double precision = found / (flagged + Crumb), recall = found / (ranked.Positives + Crumb);
            if (found > 0)
            {
                steps.Add(new(limit, precision, recall, (1 + weight) * precision * recall / ((weight * precision) + recall + Crumb)));
            }
        }

        return steps;
    }

    /// <summary>The first step with the highest F; all NaN when there is none.</summary>
    public static SweepStep Best(IReadOnlyList<SweepStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return steps.Count == 0 ? new(double.NaN, double.NaN, double.NaN, double.NaN) : steps.MaxBy(s => s.Value);
    }
}
