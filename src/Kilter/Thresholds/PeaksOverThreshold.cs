namespace Kilter.Thresholds;

/// <summary>Settings of <see cref="PeaksOverThreshold"/>.</summary>
public sealed record PeaksOverThresholdOptions
{
    /// <summary>The share of scores below the start of the tail. Range [0.5, 0.9999]. Default 0.98.</summary>
    public double Level { get; init => field = Guard.InRange(value, 0.5, 0.9999); } = 0.98;

    /// <summary>q, the probability that a score of normal running passes the limit. Range [1e-12, 0.5]. Default 1e-4.</summary>
    public double Probability { get; init => field = Guard.InRange(value, 1e-12, 0.5); } = 1e-4;
}

/// <summary>The limit that a single score passes with probability q, from a generalised Pareto tail over a high quantile.</summary>
/// <remarks>
/// <para>Every score above the start is an excess; merging into alerts plays no part in the limit, only in the expected rate. The tail is fitted by
/// maximum likelihood, else by probability-weighted moments, else moments, else an exponential; the note says which.</para>
/// <para>Cost: O(T + n log n) with n scores in the tail. Source: A. Siffer et al., "Anomaly detection in streams with extreme value theory", KDD, 2017 (the start of SPOT).</para>
/// </remarks>
public sealed class PeaksOverThreshold(PeaksOverThresholdOptions options) : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "peaks-over-threshold";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        var start = sample.Quantile(options.Level);
        var excesses = sample.Excesses(start);
        if (excesses.Length == 0)
        {
            return Limit.At(sample, Name, sample.Usable(Limit.Above(start)), "No score lies above the start of the tail: the limit is just above the largest.");
        }

        var fit = ParetoFit.MaximumLikelihood(excesses, out var method);
        var limit = sample.Usable(At(start, fit, options.Probability * sample.Count / excesses.Length));
        return Limit.At(sample, Name, limit, FormattableString.Invariant(
            $"A score passes it with probability {options.Probability:0.###e-0}, from a tail fitted to the {excesses.Length} highest scores by {method}."));
    }

    /// <summary>The score that a share of the excesses' scores pass; the start itself when more than all would have to.</summary>
    internal static double At(double start, GeneralizedPareto fit, double share) => share >= 1 ? Limit.Above(start) : start + fit.Exceeded(share);
}
