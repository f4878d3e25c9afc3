namespace Kilter.Thresholds;

/// <summary>Settings of <see cref="FixedThreshold"/>.</summary>
public sealed record FixedOptions
{
    /// <summary>The limit as a raw score. Range [1e-300, 1e300]. Default 1.</summary>
    public double Value { get; init => field = Guard.InRange(value, 1e-300, 1e300); } = 1;
}

/// <summary>A limit given by the user, as a raw score of the detector.</summary>
/// <remarks>The scores only tell how often it is passed. Source: W. A. Shewhart, "Economic control of quality of manufactured product", 1931 (specification limits).</remarks>
public sealed class FixedThreshold(FixedOptions options) : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "fixed";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
        => Limit.At(new ScoreSample(scores, context), Name, options.Value, "The limit was given.");
}
