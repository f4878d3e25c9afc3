using Kilter.Frames;

namespace Kilter.Evaluation.Metrics;

/// <summary>Which part of a stretch weighs most.</summary>
public enum PositionBias
{
    /// <summary>All alike.</summary>
    Flat,

    /// <summary>The start: early finds count more.</summary>
    Front,

    /// <summary>The middle.</summary>
    Middle,

    /// <summary>The end.</summary>
    Back,
}

/// <summary>Settings of <see cref="RangeBased"/>.</summary>
public sealed record RangeBasedOptions
{
    /// <summary>Share of recall that is given for meeting a stretch at all. Range [0, 1]. Default 0.</summary>
    public double ExistenceWeight { get; init => field = Guard.InRange(value, 0.0, 1.0); }

    /// <summary>Divides what a stretch earns by the number of stretches that meet it (the reciprocal γ); false for no such penalty. Default true.</summary>
    public bool PunishFragments { get; init; } = true;

    /// <summary>Which part of a labelled stretch weighs most in recall. Precision is always flat. Default flat.</summary>
    public PositionBias RecallBias { get; init; }
}

/// <summary>Range-based precision and recall: every stretch has one vote, split over its samples.</summary>
/// <remarks>
/// Recall is undefined without labelled stretches, precision without flagged ones. Cost: O(T + stretches²).
/// Source: N. Tatbul et al., "Precision and recall for time series", NeurIPS, 2018, sections 4.1 and 4.2.
/// </remarks>
/// <param name="Precision">Mean over flagged stretches, in [0, 1]; NaN without one.</param>
/// <param name="Recall">Mean over labelled stretches, in [0, 1]; NaN without one.</param>
public readonly record struct RangeBased(double Precision, double Recall)
{
    /// <summary>2·P·R / (P + R), in [0, 1]; NaN without labelled stretches, 0 when nothing right is flagged.</summary>
    public double Value => double.IsNaN(Recall) ? double.NaN : Recall == 0 || !(Precision > 0) ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Measures labelled against flagged stretches; both in order and disjoint.</summary>
    public static RangeBased Of(IReadOnlyList<SampleRange> labelled, IReadOnlyList<SampleRange> flagged, RangeBasedOptions options)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentNullException.ThrowIfNull(flagged);
        ArgumentNullException.ThrowIfNull(options);
        return new RangeBased(
            Mean(flagged, labelled, existence: 0, options.PunishFragments, PositionBias.Flat),
            Mean(labelled, flagged, options.ExistenceWeight, options.PunishFragments, options.RecallBias));
    }

    private static double Mean(IReadOnlyList<SampleRange> judged, IReadOnlyList<SampleRange> others, double existence, bool punish, PositionBias bias)
    {
        var sum = judged.Count == 0 ? double.NaN : 0;
        foreach (var range in judged)
        {
            var (met, earned) = (0, 0.0);
            foreach (var other in others.Where(o => o.Overlaps(range)))
            {
                met++;
                earned += Weight(range, Math.Max(range.Start, other.Start), Math.Min(range.End, other.End), bias);
            }

            earned /= Weight(range, range.Start, range.End, bias);
            sum += (existence * Math.Min(met, 1)) + ((1 - existence) * earned / (punish ? Math.Max(met, 1) : 1));
        }

        return sum / judged.Count;
    }

    private static double Weight(SampleRange range, int start, int end, PositionBias bias)
    {
        var sum = 0.0;
        for (var t = start; t < end; t++)
        {
            var k = t - range.Start + 1;
            sum += bias switch
            {
                PositionBias.Front => range.Length - k + 1,
                PositionBias.Back => k,
                PositionBias.Middle => k <= range.Length / 2 ? k : range.Length - k + 1,
                _ => 1,
            };
        }

        return sum;
    }
}
