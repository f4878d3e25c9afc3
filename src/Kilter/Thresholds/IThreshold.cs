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

/// <summary>A limit, and what is known of how often normal running passes it.</summary>
public sealed record FittedThreshold
{
    /// <summary>The catalogue name of the rule.</summary>
    public required string Name { get; init; }

    /// <summary>The raw score at which an alarm starts; finite and positive, so that scores can be told as multiples of it.</summary>
    public required double Limit { get; init; }

    /// <summary>How many scores it was calibrated on.</summary>
    public required long CalibratedOn { get; init; }

    /// <summary>The rows whose scores it was calibrated on, and whether their labels were used.</summary>
    public RowsSeen FittedOn { get; init; } = RowsSeen.Unknown;

    /// <summary>The fitted tail of alert peaks, when the rule fits one or a tail could be fitted beside it; else null.</summary>
    public TailFit? Tail { get; init; }

    /// <summary>Alerts in a unit of rate to expect in normal running at this limit, from the tail or counted; NaN when unknown.</summary>
    public double ExpectedRate { get; init; } = double.NaN;

    /// <summary>What was done, in one sentence for people.</summary>
    public string Note { get; init; } = "";
}

/// <summary>A generalised Pareto tail: alerts whose peak passes <see cref="Start"/> happen <see cref="Rate"/> times a unit.</summary>
/// <remarks>Source: J. Pickands, "Statistical inference using extreme order statistics", Ann. Statist., 1975.</remarks>
/// <param name="Start">The raw score u where the tail begins.</param>
/// <param name="Scale">σ &gt; 0.</param>
/// <param name="Shape">ξ; negative for a bounded tail.</param>
/// <param name="Rate">Alerts a unit of rate with a peak above u.</param>
/// <param name="Count">How many peaks it was fitted on.</param>
public sealed record TailFit(double Start, double Scale, double Shape, double Rate, int Count)
{
    /// <summary>Alerts a unit of rate whose peak passes <paramref name="score"/>. Not meaningful below <see cref="Start"/>.</summary>
    public double RateAbove(double score)
    {
        var excess = (score - Start) / Scale;
        if (excess <= 0)
        {
            return Rate;
        }

        if (Math.Abs(Shape) < 1e-9)
        {
            return Rate * Math.Exp(-excess);
        }

        var inside = 1 + (Shape * excess);
        return inside <= 0 ? 0 : Rate * Math.Pow(inside, -1 / Shape);
    }

    /// <summary>The score that alerts pass <paramref name="rate"/> times a unit: the inverse of <see cref="RateAbove"/>.</summary>
    public double ScoreAt(double rate)
    {
        var share = rate / Rate;
        return Start + (Math.Abs(Shape) < 1e-9 ? -Scale * Math.Log(share) : Scale / Shape * (Math.Pow(share, -Shape) - 1));
    }
}
