namespace Kilter.Evaluation.Metrics;

/// <summary>A point of a ROC curve: what is flagged at one limit.</summary>
/// <param name="Limit">Scores of at least this are flagged; infinite for the first point, where nothing is.</param>
/// <param name="FalseAlarmRate">Share of samples without a label that are flagged.</param>
/// <param name="Recall">Share of labelled samples that are flagged.</param>
public readonly record struct RocPoint(double Limit, double FalseAlarmRate, double Recall);

/// <summary>The receiver operating characteristic: recall against false alarm rate, over every limit.</summary>
/// <remarks>
/// The area is P(score of a labelled sample &gt; score of another) + ½·P(equal): 0.5 is no skill, whatever the share of anomalies. With rare anomalies it flatters;
/// read it beside the average precision. Undefined when the labels hold one class only. Cost: O(T log T) for ranking, then O(distinct scores).
/// Source: T. Fawcett, "An introduction to ROC analysis", Pattern Recognition Letters, 2006.
/// </remarks>
public static class RocCurve
{
    /// <summary>The points from (0, 0) to (1, 1), limits falling; empty when the labels hold one class only.</summary>
    /// <param name="ranked">Ranked scores.</param>
    /// <param name="dropCollinear">Leaves out points on the straight line between their neighbours, which change no area and no picture.</param>
    public static IReadOnlyList<RocPoint> Points(RankedScores ranked, bool dropCollinear = false)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        if (ranked.Positives == 0 || ranked.Negatives == 0)
        {
            return [];
        }

        var points = new List<RocPoint> { new(double.PositiveInfinity, 0, 0) };
        var steps = ranked.Steps;
        for (var i = 0; i < steps.Count; i++)
        {
            if (!dropCollinear || i == 0 || i == steps.Count - 1 || Bends(steps[i - 1], steps[i], steps[i + 1]))
            {
                points.Add(new(steps[i].Score, (double)steps[i].FalsePositives / ranked.Negatives, (double)steps[i].TruePositives / ranked.Positives));
            }
        }

        return points;
    }

    /// <summary>The area under the curve, in [0, 1]; NaN when the labels hold one class only.</summary>
    public static double Area(RankedScores ranked)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        if (ranked.Positives == 0 || ranked.Negatives == 0)
        {
            return double.NaN;
        }

        // Twice the pairs won, in whole numbers: exact as long as pairs are fewer than 2^62.
        long twice = 0, found = 0, falsely = 0;
        foreach (var step in ranked.Steps)
        {
            twice += (step.FalsePositives - falsely) * (found + step.TruePositives);
            (found, falsely) = (step.TruePositives, step.FalsePositives);
        }

        return twice / 2.0 / ranked.Positives / ranked.Negatives;
    }

    /// <summary>The area up to a false alarm rate, stretched so that no skill is 0.5 and perfection 1 (McClish); NaN when the labels hold one class only.</summary>
    /// <remarks>Source: D. K. McClish, "Analyzing a portion of the ROC curve", Medical Decision Making, 1989.</remarks>
    /// <param name="ranked">Ranked scores.</param>
    /// <param name="most">The false alarm rate up to which is looked, in (0, 1].</param>
    public static double PartialArea(RankedScores ranked, double most)
    {
        Guard.InRange(most, double.Epsilon, 1.0, nameof(most));
        var points = Points(ranked);
        if (points.Count == 0)
        {
            return double.NaN;
        }

        var area = 0.0;
        for (var i = 1; i < points.Count && points[i - 1].FalseAlarmRate < most; i++)
        {
            var (a, b) = (points[i - 1], points[i]);
            var right = Math.Min(b.FalseAlarmRate, most);
            var width = b.FalseAlarmRate - a.FalseAlarmRate;
            var height = width == 0 ? b.Recall : a.Recall + ((b.Recall - a.Recall) * (right - a.FalseAlarmRate) / width);
            area += (right - a.FalseAlarmRate) * (a.Recall + height) / 2;
        }

        var least = most * most / 2;
        return (1 + ((area - least) / (most - least))) / 2;
    }

    private static bool Bends(in RankedStep before, in RankedStep at, in RankedStep after)
        => after.TruePositives - at.TruePositives != at.TruePositives - before.TruePositives
            || after.FalsePositives - at.FalsePositives != at.FalsePositives - before.FalsePositives;
}
