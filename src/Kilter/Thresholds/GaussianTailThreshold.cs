using Kilter.Numerics.Statistics;

namespace Kilter.Thresholds;

/// <summary>Settings of <see cref="GaussianTailThreshold"/>.</summary>
public sealed record GaussianTailOptions
{
    /// <summary>p, the probability that a score of normal running passes the limit. Range [1e-15, 0.5]. Default 1e-4.</summary>
    public double Probability { get; init => field = Guard.InRange(value, 1e-15, 0.5); } = 1e-4;
}

/// <summary>The limit that a normal distribution with the scores' mean and standard deviation passes with probability p.</summary>
/// <remarks>
/// Right for scores that are sums of many parts; too low for heavy tails, which most scores have: the expected rate tells.
/// Source: S. Ahmad et al., "Unsupervised real-time anomaly detection for streaming data", Neurocomputing, 2017, section 3.2.
/// </remarks>
public sealed class GaussianTailThreshold(GaussianTailOptions options) : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "gaussian-tail";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        var (mean, deviation) = sample.Moments();
        var limit = sample.Usable(Limit.Above(mean + (NormalDistribution.QuantileAbove(options.Probability) * deviation)));
        return Limit.At(sample, Name, limit, FormattableString.Invariant($"A normal curve through the scores passes it with probability {options.Probability:0.###e-0}."));
    }
}
