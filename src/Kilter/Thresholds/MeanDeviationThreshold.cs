namespace Kilter.Thresholds;

/// <summary>Settings of <see cref="MeanDeviationThreshold"/>.</summary>
public sealed record MeanDeviationOptions
{
    /// <summary>k, the standard deviations above the mean. Range [0, 1e6]. Default 3.</summary>
    public double Deviations { get; init => field = Guard.InRange(value, 0.0, 1e6); } = 3;
}

/// <summary>The mean of the scores plus k standard deviations (over n).</summary>
/// <remarks>Anomalies in the scores widen it. Source: W. A. Shewhart, "Economic control of quality of manufactured product", 1931.</remarks>
public sealed class MeanDeviationThreshold(MeanDeviationOptions options) : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "mean-sd";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        var (mean, deviation) = sample.Moments();
        var limit = sample.Usable(Limit.Above(mean + (options.Deviations * deviation)));
        return Limit.At(sample, Name, limit, FormattableString.Invariant($"The mean of the scores and {options.Deviations:0.####} times their standard deviation."));
    }
}
