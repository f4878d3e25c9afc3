namespace Kilter.Thresholds;

/// <summary>Settings of <see cref="QuantileThreshold"/>.</summary>
public sealed record QuantileOptions
{
    /// <summary>The share of scores of normal running that stay at or below the limit. Range [0, 1]. Default 0.999.</summary>
    public double Share { get; init => field = Guard.InRange(value, 0.0, 1.0); } = 0.999;
}

/// <summary>The limit that a given share of the scores of normal running do not pass.</summary>
/// <remarks>
/// Just above the quantile, so that scores equal to it are not flagged however many there are; at share 1, nothing seen is flagged.
/// Unknown anomalies in the scores count like any others. Source: R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", Amer. Statist., 1996, type 7.
/// </remarks>
public sealed class QuantileThreshold(QuantileOptions options) : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "quantile";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        var limit = sample.Usable(Limit.Above(sample.Quantile(options.Share)));
        return Limit.At(sample, Name, limit, FormattableString.Invariant($"{100 * options.Share:0.####} % of the scores of normal running lie below it."));
    }
}
