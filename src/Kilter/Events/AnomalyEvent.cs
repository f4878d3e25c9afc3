using Kilter.Frames;

namespace Kilter.Events;

/// <summary>How far and how long an event departed from normal.</summary>
public enum Severity
{
    /// <summary>Barely past the limit, or short.</summary>
    Minor = 1,

    /// <summary>Clearly past the limit.</summary>
    Major = 2,

    /// <summary>Far past the limit, or past it for long.</summary>
    Severe = 3,
}

/// <summary>How rarely normal running gets as far as an event did.</summary>
public enum Confidence
{
    /// <summary>Normal running gets this far at least once in two record lengths.</summary>
    Possible = 1,

    /// <summary>Between two and ten record lengths.</summary>
    Likely = 2,

    /// <summary>Less than once in ten record lengths.</summary>
    NearCertain = 3,
}

/// <summary>One channel's part in an event.</summary>
/// <param name="Channel">Index of the channel in the frame.</param>
/// <param name="Name">Its name.</param>
/// <param name="Share">Its share of the score over the event, in [0, 1]; shares of all channels sum to 1.</param>
/// <param name="Seen">The measured value where it was furthest from expected, in the channel's own unit.</param>
/// <param name="ExpectedLow">The lower edge of what was expected there (99 % of normal running).</param>
/// <param name="Expected">What was expected there.</param>
/// <param name="ExpectedHigh">The upper edge.</param>
/// <param name="At">The sample of <paramref name="Seen"/>.</param>
public sealed record ChannelPart(int Channel, string Name, double Share, double Seen, double ExpectedLow, double Expected, double ExpectedHigh, int At);

/// <summary>A maximal run of flags after merging gaps: [Start, End).</summary>
public sealed record AnomalyEvent
{
    /// <summary>E1, E2, … in order of time.</summary>
    public required string Id { get; init; }

    /// <summary>The samples of the event.</summary>
    public required SampleRange Range { get; init; }

    /// <summary>The sample with the highest score.</summary>
    public required int Peak { get; init; }

    /// <summary>The highest score, in multiples of the alarm limit; at least 1.</summary>
    public required double Score { get; init; }

    /// <summary>How far and how long.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How rare in normal running.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>Units of rate (weeks, or 10,000 rows) between such peaks in normal running; infinite when rarer than calibration can tell; NaN when unknown.</summary>
    public double ReturnPeriod { get; init; } = double.NaN;

    /// <summary>The channels, largest share first.</summary>
    public required IReadOnlyList<ChannelPart> Channels { get; init; }

    /// <summary>True when the record ends inside the event.</summary>
    public bool OpenAtEnd { get; init; }

    /// <summary>The nearest stretch of normal running of the same length and phase, or null when there is none.</summary>
    public SampleRange? NearestNormal { get; init; }
}
