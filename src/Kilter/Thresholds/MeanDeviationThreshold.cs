namespace Kilter.Thresholds;

/// <summary>Settings of <see cref="MeanDeviationThreshold"/>.</summary>
public sealed record MeanDeviationOptions
{
    /// <summary>k, the standard deviations from the mean. Range [0, 1e6]. Default 3.</summary>
    public double Deviations { get; init => field = Guard.InRange(value, 0.0, 1e6); } = 3;

    /// <summary>Flag scores far below the mean too. Default false.</summary>
    public bool TwoSided { get; init; }
}

/// <summary>The mean of the scores plus k standard deviations (over n); two-sided, as far from the mean on either side.</summary>
/// <remarks>
/// Anomalies in the scores widen it. Two-sided, a score exactly k deviations away is flagged, and so may be one that is unusually small: an error of 0 counts as
/// unusual where errors are usually larger. Source: W. A. Shewhart, "Economic control of quality of manufactured product", 1931.
/// </remarks>
public sealed class MeanDeviationThreshold(MeanDeviationOptions options) : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "mean-sd";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        var (mean, deviation) = sample.Moments();
        if (options.TwoSided)
        {
            return AboutMean(scores, context, mean, deviation);
        }

        var limit = sample.Usable(Limit.Above(mean + (options.Deviations * deviation)));
        return Limit.At(sample, Name, limit, FormattableString.Invariant($"The mean of the scores and {options.Deviations:0.####} times their standard deviation."));
    }

    private FittedThreshold AboutMean(ReadOnlySpan<float> scores, CalibrationContext context, double mean, double deviation)
    {
        var folded = new float[scores.Length];
        for (var t = 0; t < folded.Length; t++)
        {
            folded[t] = (float)Math.Abs(scores[t] - mean);
        }

        var sample = new ScoreSample(folded, context);
        var limit = options.Deviations * deviation;

        // Rounding of a constant score must not pass for a deviation.
        limit = limit > 1e-6 * Math.Abs(mean) ? limit : Math.Max(1e-6 * Math.Abs(mean), sample.Usable(0));
        return Limit.At(sample, Name, limit, FormattableString.Invariant(
            $"{options.Deviations:0.####} times the standard deviation of the scores, on either side of their mean.")) with
        {
            Centre = mean,
        };
    }
}
