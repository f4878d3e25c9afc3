using Kilter.Detectors.Errors;
using Kilter.Frames;

namespace Kilter.Thresholds;

/// <summary>A limit, and what is known of how often normal running passes it.</summary>
public sealed record FittedThreshold
{
    /// <summary>The catalogue name of the rule.</summary>
    public required string Name { get; init; }

    /// <summary>The raw score at which an alarm starts; finite and positive, so that scores can be told as multiples of it. About a centre, the distance from it.</summary>
    public required double Limit { get; init; }

    /// <summary>How many scores it was calibrated on.</summary>
    public required long CalibratedOn { get; init; }

    /// <summary>The rows whose scores it was calibrated on, and whether their labels were used.</summary>
    public RowsSeen FittedOn { get; init; } = RowsSeen.Unknown;

    /// <summary>For a two-sided rule, the score that <see cref="Limit"/> is a distance from; null when only high scores are flagged.</summary>
    public double? Centre { get; init; }

    /// <summary>The span, in samples, over which scores are smoothed (<see cref="ScoreSmoother"/>) before they are compared; 1 for none.</summary>
    public int Smoothing { get; init => field = Guard.InRange(value, 1, 1_000_000); } = 1;

    /// <summary>The level that smoothing starts from, the mean of the scores it was calibrated on; NaN to start at the first score.</summary>
    public double SmoothingStart { get; init; } = double.NaN;

    /// <summary>The fitted tail of alert peaks, when the rule fits one or a tail could be fitted beside it; else null.</summary>
    public TailFit? Tail { get; init; }

    /// <summary>Alerts in a unit of rate to expect in normal running at this limit, from the tail or counted; NaN when unknown.</summary>
    public double ExpectedRate { get; init; } = double.NaN;

    /// <summary>What was done, in one sentence for people.</summary>
    public string Note { get; init; } = "";

    /// <summary>Scores as multiples of the limit, so that 1 is where an alarm starts: smoothed and taken about the centre where the rule asks for it.</summary>
    /// <param name="scores">T scores in time order, NaN where there is none.</param>
    /// <param name="multiples">(T), overwritten; may be the same memory.</param>
    /// <exception cref="ArgumentException">Not T places for the result.</exception>
    public void Multiples(ReadOnlySpan<float> scores, Span<float> multiples)
    {
        ScoreSmoother.OfSpan(Smoothing).Smooth(scores, SmoothingStart, multiples);
        for (var t = 0; t < multiples.Length; t++)
        {
            multiples[t] = (float)((Centre is { } centre ? Math.Abs(multiples[t] - centre) : multiples[t]) / Limit);
        }
    }

    /// <summary>The same limit, marked as learned from labels.</summary>
    internal FittedThreshold WithLabelsUsed() => this with { FittedOn = FittedOn.WithLabels() };
}
