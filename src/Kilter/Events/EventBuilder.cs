using Kilter.Frames;
using Kilter.Thresholds;

namespace Kilter.Events;

/// <summary>What an <see cref="EventBuilder"/> needs to know about the record its events lie in. T samples, C channels.</summary>
/// <remarks>Arrays are read, never kept or written.</remarks>
public sealed record EventEvidence
{
    /// <summary>The measured values, in the channels' own units.</summary>
    public required Frame Frame { get; init; }

    /// <summary>One score a sample in multiples of the limit, (T); NaN where there is none.</summary>
    public required float[] Scores { get; init; }

    /// <summary>(T, C) row-major: each channel's part in each sample's score, at least 0; NaN counts as 0. Only samples inside events are read. Null when unknown: shares are then equal.</summary>
    public float[]? Contributions { get; init; }

    /// <summary>(T, C) row-major: what was expected, in the channels' own units; NaN where there is none. Null when unknown.</summary>
    public float[]? Expected { get; init; }

    /// <summary>For each channel (C): how far below the middle the expected range reaches; at least 0. Empty when unknown.</summary>
    public double[] Below { get; init; } = [];

    /// <summary>For each channel (C): how far above.</summary>
    public double[] Above { get; init; } = [];

    /// <summary>The limit and its tail.</summary>
    public required FittedThreshold Threshold { get; init; }

    /// <summary>Samples in a unit of rate: a week of samples, or 10,000 rows.</summary>
    public required double SamplesPerUnit { get; init; }

    /// <summary>Samples in a season; 0 when there is none.</summary>
    public int Season { get; init; }
}

/// <summary>Tells everything about each event: peak, severity, confidence, channels, and the nearest normal running.</summary>
public static class EventBuilder
{
    /// <summary>The events of <paramref name="ranges"/>, with ids E1, E2, … in their order.</summary>
    /// <param name="ranges">Disjoint stretches in time order, as <see cref="EventExtractor"/> gives them; none is empty.</param>
    /// <param name="evidence">The record.</param>
    /// <param name="cancellation">Polled once an event.</param>
    /// <remarks>Cost: O(samples inside events × C), and the search for normal running. Draws no random numbers.</remarks>
    /// <exception cref="ArgumentException">An array does not fit the frame, or a range holds no score.</exception>
    public static IReadOnlyList<AnomalyEvent> Build(IReadOnlyList<SampleRange> ranges, EventEvidence evidence, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        ArgumentNullException.ThrowIfNull(evidence);
        Check(evidence);
        var normal = new NormalSearch(evidence, ranges);
        var events = new AnomalyEvent[ranges.Count];
        for (var i = 0; i < events.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            events[i] = One(i, ranges[i], evidence, normal);
        }

        return events;
    }

    private static AnomalyEvent One(int index, SampleRange range, EventEvidence evidence, NormalSearch normal)
    {
        var peak = PeakIn(evidence.Scores, range);
        var score = (double)evidence.Scores[peak];
        var channels = ChannelParts.Of(evidence, range, peak);
        var period = Grading.ReturnPeriodOf(score * evidence.Threshold.Limit, evidence.Threshold, evidence.SamplesPerUnit);
        return new AnomalyEvent
        {
            Id = FormattableString.Invariant($"E{index + 1}"),
            Range = range,
            Peak = peak,
            Score = score,
            Severity = Grading.SeverityOf(score, range.Length, evidence.Frame.Count, evidence.SamplesPerUnit),
            Confidence = Grading.ConfidenceOf(period, evidence.Frame.Count / evidence.SamplesPerUnit),
            ReturnPeriod = period,
            Channels = channels,
            OpenAtEnd = range.End == evidence.Frame.Count,
            NearestNormal = normal.For(range, channels),
        };
    }

    private static int PeakIn(float[] scores, SampleRange range)
    {
        var peak = -1;
        for (var t = range.Start; t < range.End; t++)
        {
            if (!float.IsNaN(scores[t]) && (peak < 0 || scores[t] > scores[peak]))
            {
                peak = t;
            }
        }

        return peak >= 0 ? peak : throw new ArgumentException($"The samples [{range.Start}, {range.End}) hold no score; an event needs at least one.");
    }

    private static void Check(EventEvidence evidence)
    {
        var (samples, channels) = (evidence.Frame.Count, evidence.Frame.Channels.Count);
        Guard.Length(evidence.Scores.Length, samples, nameof(evidence.Scores));
        if (evidence.Contributions is not null)
        {
            Guard.Length(evidence.Contributions.Length, samples * channels, nameof(evidence.Contributions));
        }

        if (evidence.Expected is not null)
        {
            Guard.Length(evidence.Expected.Length, samples * channels, nameof(evidence.Expected));
            Guard.Length(evidence.Below.Length, channels, nameof(evidence.Below));
            Guard.Length(evidence.Above.Length, channels, nameof(evidence.Above));
        }
    }
}
