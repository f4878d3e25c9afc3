using Kilter.Artifacts;
using Kilter.Frames;
using Kilter.Sources;
using Kilter.Thresholds;

namespace Kilter.Pipelines;

/// <summary>One channel of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit, or null.</param>
/// <param name="Low">The lowest value seen in fitting.</param>
/// <param name="High">The highest.</param>
/// <param name="Typical">The median.</param>
/// <param name="MissingShare">The share of missing values, in [0, 1].</param>
public sealed record ModelChannel(string Name, string? Unit, double Low, double High, double Typical, double MissingShare);

/// <summary>What a model is and where it came from: everything <c>kilter inspect</c> shows. Immutable.</summary>
public sealed record ModelCard
{
    /// <summary>The description it was fitted from.</summary>
    public required PipelineSpec Spec { get; init; }

    /// <summary>The channels, in the order the detector sees them.</summary>
    public IReadOnlyList<Channel> Channels => [.. Details.Select(d => new Channel(d.Name, d.Unit))];

    /// <summary>The channels and what was seen of them in fitting.</summary>
    public required IReadOnlyList<ModelChannel> Details { get; init; }

    /// <summary>The season in samples, or 0.</summary>
    public required int Season { get; init; }

    /// <summary>The window in samples.</summary>
    public required int Window { get; init; }

    /// <summary>The limit and its tail.</summary>
    public required FittedThreshold Threshold { get; init; }

    /// <summary>Samples in a unit of rate.</summary>
    public required double SamplesPerUnit { get; init; }

    /// <summary>True when the unit is a week, false when it is 10,000 rows.</summary>
    public required bool RatesPerWeek { get; init; }

    /// <summary>Flags at most this many samples apart are one event.</summary>
    public required int MergeGap { get; init; }

    /// <summary>Alerts a unit of rate counted on the held-out samples at the limit.</summary>
    public required double CountedRate { get; init; }

    /// <summary>The usual step in ticks; 1 without time.</summary>
    public required long Step { get; init; }

    /// <summary>The name of the training data.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the training data, lower-case hex.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What it learned from, in words.</summary>
    public required string LearnedFrom { get; init; }

    /// <summary>What the limit was calibrated on, in words.</summary>
    public required string CalibratedOn { get; init; }

    /// <summary>The rows the scaler and the detector saw: [first, end) in ticks, or in row numbers without time.</summary>
    public required (long First, long End) FitRange { get; init; }

    /// <summary>The rows that set the limit, likewise.</summary>
    public required (long First, long End) CalibrationRange { get; init; }

    /// <summary>The version of Kilter that made it.</summary>
    public required string Version { get; init; }

    /// <summary>When it was made (UTC), or null.</summary>
    public DateTime? Made { get; init; }

    /// <summary>The command that made it.</summary>
    public string Command { get; init; } = "";


    /// <summary>A warning when a record is sampled otherwise than the training data, else null.</summary>
    internal string? StepWarning(TimeAxis time, long step)
        => time.HasTime != RatesPerWeek ? $"The model learned from data {(RatesPerWeek ? "with" : "without")} times; this record comes {(time.HasTime ? "with" : "without")} them."
            : time.HasTime && (step > 1.1 * Step || step < 0.9 * Step)
                ? $"The model learned from a sample every {Reports.Words.Durations.Exact(TimeSpan.FromTicks(Step))}; here there is one every {Reports.Words.Durations.Exact(TimeSpan.FromTicks(step))}."
                : null;

    internal static ModelCard Of(
        Reading train, PreparedRecord record, PipelineSpec spec, RunContext context, Learned learned,
        (SampleRange First, SampleRange Held) rows, Calibration calibration, FittedThreshold threshold, float[] scores)
    {
        var frame = record.Measured;
        var (first, held) = rows;
        var heldShown = record.Data.ShownRowsFrom(held);
        var multiples = new float[scores.Length];
        threshold.Multiples(scores, multiples);
        return new ModelCard
        {
            Spec = spec,
            Details = [.. Enumerable.Range(0, frame.Channels.Count).Select(c => DetailOf(frame, c, first))],
            Season = learned.Season,
            Window = learned.Detector.WindowLength,
            Threshold = threshold,
            SamplesPerUnit = calibration.SamplesPerUnit,
            RatesPerWeek = calibration.RatesPerWeek,
            MergeGap = calibration.MergeGap,
            CountedRate = AlertPeaks.Count(multiples.AsSpan(heldShown.Start, heldShown.Length), 1, calibration.MergeGap) / (heldShown.Length / calibration.SamplesPerUnit),
            Step = record.Step,
            Source = train.Name,
            Fingerprint = train.Fingerprint,
            LearnedFrom = Said(frame, first),
            CalibratedOn = Said(frame, held),
            FitRange = (frame.Time[first.Start], frame.Time[first.End - 1] + 1),
            CalibrationRange = (frame.Time[held.Start], frame.Time[held.End - 1] + 1),
            Version = RunReport.ProductVersion,
            Made = context.Clock?.GetUtcNow().UtcDateTime,
            Command = context.Command,
        };
    }

    internal void Write(ArtifactWriter artifact)
    {
        artifact.Set("spec", SpecJson.Write(Spec));
        artifact.Set("source", Source);
        artifact.Set("fingerprint", Fingerprint);
        artifact.Set("learned-from", LearnedFrom);
        artifact.Set("calibrated-on", CalibratedOn);
        artifact.Set("version", Version);
        artifact.Set("command", Command);
        artifact.Set("counts", [Season, Window, MergeGap, Step, RatesPerWeek ? 1 : 0, FitRange.First, FitRange.End, CalibrationRange.First, CalibrationRange.End, Made?.Ticks ?? 0]);
        artifact.Set("rates", [SamplesPerUnit, CountedRate]);
        ThresholdStore.Write(artifact.Section("threshold"), Threshold);
        artifact.Set("channels", Details.Count);
        for (var c = 0; c < Details.Count; c++)
        {
            var channel = artifact.Section(FormattableString.Invariant($"channel-{c:D4}"));
            channel.Set("name", Details[c].Name);
            channel.Set("unit", Details[c].Unit ?? "");
            channel.Set("seen", [Details[c].Low, Details[c].High, Details[c].Typical, Details[c].MissingShare]);
        }
    }

    internal static ModelCard Read(ArtifactReader artifact)
    {
        var counts = artifact.WholeNumbers("counts", 10);
        var rates = artifact.Numbers("rates", 2);
        var channels = artifact.WholeNumber("channels");
        if (channels is < 1 or > 1_000_000 || counts[..4].Any(n => n < 0) || counts[9] < 0 || counts[9] > DateTime.MaxValue.Ticks || counts[..3].Any(n => n > int.MaxValue))
        {
            throw new InvalidDataException("The model's card holds impossible counts.");
        }

        var details = new List<ModelChannel>();
        for (var c = 0; c < channels; c++)
        {
            var channel = artifact.Section(FormattableString.Invariant($"channel-{c:D4}"));
            var seen = channel.Numbers("seen", 4);
            details.Add(new ModelChannel(channel.Text("name"), channel.Text("unit") is { Length: > 0 } unit ? unit : null, seen[0], seen[1], seen[2], seen[3]));
        }

        return new ModelCard
        {
            Spec = SpecJson.Read(artifact.Text("spec")),
            Details = details,
            Season = (int)counts[0],
            Window = (int)counts[1],
            MergeGap = (int)counts[2],
            Step = counts[3],
            RatesPerWeek = counts[4] != 0,
            FitRange = (counts[5], counts[6]),
            CalibrationRange = (counts[7], counts[8]),
            Made = counts[9] == 0 ? null : new DateTime(counts[9], DateTimeKind.Utc),
            SamplesPerUnit = rates[0],
            CountedRate = rates[1],
            Threshold = ThresholdStore.Read(artifact.Section("threshold")),
            Source = artifact.Text("source"),
            Fingerprint = artifact.Text("fingerprint"),
            LearnedFrom = artifact.Text("learned-from"),
            CalibratedOn = artifact.Text("calibrated-on"),
            Version = artifact.Text("version"),
            Command = artifact.Text("command"),
        };
    }

    private static string Said(Frame frame, SampleRange rows)
        => frame.Time.HasTime
            ? FormattableString.Invariant($"{frame.Time.At(rows.Start):d MMM yyyy} to {frame.Time.At(rows.End - 1):d MMM yyyy}, {rows.Length:N0} samples")
            : FormattableString.Invariant($"rows {rows.Start:N0}–{rows.End - 1:N0}, {rows.Length:N0} samples");

    private static ModelChannel DetailOf(Frame frame, int channel, SampleRange rows)
    {
        var values = new List<double>(rows.Length);
        for (var t = rows.Start; t < rows.End; t++)
        {
            if (!double.IsNaN(frame[t, channel]))
            {
                values.Add(frame[t, channel]);
            }
        }

        values.Sort();
        var (name, unit) = (frame.Channels[channel].Name, frame.Channels[channel].Unit);
        return values.Count == 0
            ? new ModelChannel(name, unit, double.NaN, double.NaN, double.NaN, 1)
            : new ModelChannel(name, unit, values[0], values[^1], values[values.Count / 2], 1 - ((double)values.Count / rows.Length));
    }
}
