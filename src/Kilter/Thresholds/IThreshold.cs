using Kilter.Frames;

namespace Kilter.Thresholds;

/// <summary>A rule that turns scores into flagged or not. Immutable.</summary>
public interface IThreshold
{
    /// <summary>Fixes the limit from the scores of normal running, in time order; NaN (no score) is skipped.</summary>
    /// <exception cref="ArgumentException">Too few scores; the message says how many are needed.</exception>
    FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context);
}

/// <summary>What a threshold may know beside the scores.</summary>
public sealed record CalibrationContext
{
    /// <summary>Samples in one unit of rate: a week of samples, or 10,000 rows when there is no time.</summary>
    public required double SamplesPerUnit { get; init; }

    /// <summary>Alerts allowed in one unit of rate. Range (0, 1e6].</summary>
    public double Budget { get; init; } = 1;

    /// <summary>Flags at most this many samples apart count as one alert.</summary>
    public int MergeGap { get; init; }

    /// <summary>True when the scores hold unknown anomalies (a whole record), so the far tail must not be trusted; false for held-out normal data.</summary>
    public bool MayHoldAnomalies { get; init; }

    /// <summary>Which scores people called anomalous, counted from the first score; null when nobody said. Only rules that say so in the catalogue use it.</summary>
    public LabelSet? Labels { get; init; }

    /// <summary>The rows that the scores belong to, handed on to <see cref="FittedThreshold.FittedOn"/>.</summary>
    public RowsSeen Rows { get; init; } = RowsSeen.Unknown;
}
