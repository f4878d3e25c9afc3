namespace Kilter.Evaluation.Metrics;

/// <summary>A point of a precision-recall curve: what is flagged at one limit.</summary>
/// <param name="Limit">Scores of at least this are flagged; NaN for the last point, which has no limit.</param>
/// <param name="Precision">Share of flagged samples that are labelled.</param>
/// <param name="Recall">Share of labelled samples that are flagged.</param>
public readonly record struct PrecisionRecallPoint(double Limit, double Precision, double Recall);

/// <summary>The limit with the highest F, chosen by looking at the labels: an oracle, not what anyone would have had.</summary>
/// <param name="Limit">The lowest such limit; scores of at least this are flagged. NaN when undefined.</param>
/// <param name="Precision">Precision there.</param>
/// <param name="Recall">Recall there.</param>
/// <param name="Value">F there.</param>
public readonly record struct BestLimit(double Limit, double Precision, double Recall, double Value);

/// <summary>Precision and recall over every limit, and the two areas under it.</summary>
/// <remarks>
/// <para>Undefined without labelled samples. No skill is the share of labelled samples, not 0.5. Cost: O(distinct scores) once ranked.</para>
/// <para>Source: T. Saito, M. Rehmsmeier, "The precision-recall plot is more informative than the ROC plot …", PLoS ONE, 2015.</para>
/// </remarks>
public static class PrecisionRecallCurve
{
    /// <summary>The points by rising limit, then one of precision 1 and recall 0 without a limit; empty without labelled samples.</summary>
    public static IReadOnlyList<PrecisionRecallPoint> Points(RankedScores ranked)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        if (ranked.Positives == 0)
        {
            return [];
        }

        var points = new List<PrecisionRecallPoint>(ranked.Steps.Count + 1);
        for (var i = ranked.Steps.Count - 1; i >= 0; i--)
        {
            points.Add(PointOf(ranked.Steps[i], ranked.Positives));
        }

        points.Add(new(double.NaN, 1, 0));
        return points;
    }

    /// <summary>Σ (Rₖ − Rₖ₋₁)·Pₖ over distinct limits, falling: the area without interpolation. NaN without labelled samples.</summary>
    public static double AveragePrecision(RankedScores ranked)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        double sum = ranked.Positives == 0 ? double.NaN : 0, recall = 0;
        foreach (var step in ranked.Steps)
        {
            var point = PointOf(step, ranked.Positives);
            sum += (point.Recall - recall) * point.Precision;
            recall = point.Recall;
        }

        return sum;
    }

    /// <summary>The area by trapezoids, which joins points that no limit reaches and so flatters; for comparison with who reports it. NaN without labelled samples.</summary>
    public static double TrapezoidArea(RankedScores ranked)
    {
        var points = Points(ranked);
        var area = points.Count == 0 ? double.NaN : 0;
        for (var i = 1; i < points.Count; i++)
        {
            area += (points[i - 1].Recall - points[i].Recall) * (points[i - 1].Precision + points[i].Precision) / 2;
        }

        return area;
    }

    /// <summary>The lowest limit with the highest F-beta. An oracle: it looks at the labels. All NaN without labelled samples.</summary>
    public static BestLimit Best(RankedScores ranked, double beta = 1)
    {
        var weight = Guard.InRange(beta, 1e-2, 100) * beta;
        var best = new BestLimit(double.NaN, double.NaN, double.NaN, double.NaN);
        foreach (var point in Points(ranked).SkipLast(1))
        {
            var below = (weight * point.Precision) + point.Recall;
            var value = below == 0 ? 0 : (1 + weight) * point.Precision * point.Recall / below;
            if (double.IsNaN(best.Value) || value > best.Value)
            {
                best = new BestLimit(point.Limit, point.Precision, point.Recall, value);
            }
        }

        return best;
    }

    private static PrecisionRecallPoint PointOf(in RankedStep step, long positives)
        => new(step.Score, (double)step.TruePositives / (step.TruePositives + step.FalsePositives), (double)step.TruePositives / positives);
}
