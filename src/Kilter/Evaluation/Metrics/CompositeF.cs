using Kilter.Frames;

namespace Kilter.Evaluation.Metrics;

/// <summary>Composite F1: precision over samples, recall over labelled stretches (one counts as found when any of its samples is flagged).</summary>
/// <remarks>
/// Undefined without labelled stretches; 0 when nothing is flagged or no flag is right. Cost: O(T).
/// Source: A. Garg et al., "An evaluation of anomaly detection and diagnosis in multivariate time series", IEEE TNNLS, 2021.
/// </remarks>
/// <param name="Precision">Share of flagged samples that are labelled; NaN when nothing is flagged.</param>
/// <param name="Recall">Share of labelled stretches with a flag; NaN without stretches.</param>
public readonly record struct CompositeF(double Precision, double Recall)
{
    /// <summary>2·P·R / (P + R), in [0, 1]; NaN without labelled stretches.</summary>
    public double Value => double.IsNaN(Recall) ? double.NaN : Recall == 0 || !(Precision > 0) ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Measures it.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static CompositeF Of(ReadOnlySpan<bool> labels, ReadOnlySpan<bool> flags)
    {
        var counts = Confusion.Of(labels, flags);
        var (found, all) = (0, 0);
        foreach (var range in LabelSet.FromFlags(labels).Ranges)
        {
            all++;
            found += flags.Slice(range.Start, range.Length).Contains(true) ? 1 : 0;
        }

        return new CompositeF(counts.Precision, all == 0 ? double.NaN : (double)found / all);
    }
}
