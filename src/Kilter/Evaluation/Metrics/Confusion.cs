namespace Kilter.Evaluation.Metrics;

/// <summary>Samples counted by label and flag, and everything that follows from the four counts.</summary>
/// <remarks>
/// <para>Ratios of nothing are NaN ("undefined"): precision when nothing is flagged, recall when nothing is labelled. The names that end in <c>OrZero</c> are the
/// other worked definition, which calls them 0 (scikit-learn, <c>zero_division=0</c>); they are never used for a metric that goes by the plain name.</para>
/// <para>Source: C. J. van Rijsbergen, Information Retrieval, 1979, chapter 7.</para>
/// </remarks>
/// <param name="TrueNegatives">Neither labelled nor flagged.</param>
/// <param name="FalsePositives">Flagged, not labelled.</param>
/// <param name="FalseNegatives">Labelled, not flagged.</param>
/// <param name="TruePositives">Labelled and flagged.</param>
public readonly record struct Confusion(long TrueNegatives, long FalsePositives, long FalseNegatives, long TruePositives)
{
    /// <summary>Labelled samples.</summary>
    public long Positives => FalseNegatives + TruePositives;

    /// <summary>Samples not labelled.</summary>
    public long Negatives => TrueNegatives + FalsePositives;

    /// <summary>Flagged samples.</summary>
    public long Flagged => FalsePositives + TruePositives;

    /// <summary>All samples.</summary>
    public long Count => Positives + Negatives;

    /// <summary>The share of flagged samples that are labelled, in [0, 1]; NaN when nothing is flagged.</summary>
    public double Precision => Ratio(TruePositives, Flagged);

    /// <summary>The share of labelled samples that are flagged, in [0, 1]; NaN when nothing is labelled.</summary>
    public double Recall => Ratio(TruePositives, Positives);

    /// <summary>The share of other samples that are not flagged, in [0, 1]; NaN when every sample is labelled.</summary>
    public double Specificity => Ratio(TrueNegatives, Negatives);

    /// <summary>The share of other samples that are flagged, in [0, 1]; NaN when every sample is labelled.</summary>
    public double FalseAlarmRate => Ratio(FalsePositives, Negatives);

    /// <summary>The share of labelled samples that are not flagged, in [0, 1]; NaN when nothing is labelled.</summary>
    public double MissRate => Ratio(FalseNegatives, Positives);

    /// <summary>The share of samples judged rightly, in [0, 1]; NaN without samples.</summary>
    public double Accuracy => Ratio(TruePositives + TrueNegatives, Count);

    /// <summary>The mean of recall and specificity, in [0, 1]; NaN when all samples are of one class.</summary>
    public double BalancedAccuracy => (Recall + Specificity) / 2;

    /// <summary><see cref="Precision"/>, with 0 where nothing is flagged.</summary>
    public double PrecisionOrZero => OrZero(Precision);

    /// <summary><see cref="Recall"/>, with 0 where nothing is labelled.</summary>
    public double RecallOrZero => OrZero(Recall);

    /// <summary>The correlation of flags with labels, in [−1, 1]; NaN when the labels or the flags are all alike. Source: B. W. Matthews, 1975.</summary>
    public double Correlation
    {
        get
        {
            var scale = Math.Sqrt(Flagged) * Math.Sqrt(Positives) * Math.Sqrt(Negatives) * Math.Sqrt(Count - Flagged);
            return scale == 0 ? double.NaN : (((double)TruePositives * TrueNegatives) - ((double)FalsePositives * FalseNegatives)) / scale;
        }
    }

    /// <summary>Counts samples.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Confusion Of(ReadOnlySpan<bool> labels, ReadOnlySpan<bool> flags)
    {
        Guard.Length(flags.Length, labels.Length, nameof(flags));
        var counts = (stackalloc long[4]);
        counts.Clear();
        for (var t = 0; t < labels.Length; t++)
        {
            counts[(labels[t] ? 2 : 0) + (flags[t] ? 1 : 0)]++;
        }

        return new Confusion(counts[0], counts[1], counts[2], counts[3]);
    }

    /// <summary>(1+β²)·P·R / (β²·P + R), in [0, 1]: recall weighs β times as much as precision. NaN when nothing is labelled and nothing flagged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">β is not in (0, 100].</exception>
    public double FBeta(double beta)
    {
        var weight = Guard.InRange(beta, 1e-2, 100) * beta;
        return Ratio((1 + weight) * TruePositives, ((1 + weight) * TruePositives) + (weight * FalseNegatives) + FalsePositives);
    }

    /// <summary><see cref="FBeta"/>, with 0 where it is undefined.</summary>
    /// <exception cref="ArgumentOutOfRangeException">β is not in (0, 100].</exception>
    public double FBetaOrZero(double beta) => OrZero(FBeta(beta));

    private static double Ratio(double part, double whole) => whole == 0 ? double.NaN : part / whole;

    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;
}
