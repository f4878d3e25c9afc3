using Kilter.Detectors;
using Kilter.Frames;
using Kilter.Scaling;
using Kilter.Thresholds;

namespace Kilter.Pipelines;

/// <summary>What was learned from a training stretch, before a limit is set.</summary>
/// <param name="Scaler">The fitted scaler.</param>
/// <param name="Detector">The fitted detector.</param>
/// <param name="Season">The season in samples, or 0.</param>
/// <param name="Rows">The training samples, of those prepared.</param>
/// <param name="HeldOutScores">Scores of normal running that the detector had not learned from; empty when it has no way to tell.</param>
/// <param name="HeldOutRows">The samples that those scores belong to.</param>
internal sealed record Learned(IFittedScaler Scaler, IFittedDetector Detector, int Season, SampleRange Rows, float[] HeldOutScores, SampleRange HeldOutRows)
{
    /// <summary>Which of the held-out scores people called anomalous; null when nobody said.</summary>
    public LabelSet? HeldOutLabels { get; private init; }

    // The last fifth of the training stretch, in order of time, is held out to see scores of normal running.
    private const double FitShare = 0.8;

    /// <summary>Learns from <paramref name="rows"/>: all of them, with held-out scores by the detector's own calibration or from a first fit on 80 %; with a labelled rule, from the first 80 % alone.</summary>
    public static Learned From(PreparedRecord record, SampleRange rows, PipelineSpec spec, RunContext context)
    {
        if (ThresholdCatalog.Find(spec.Threshold).NeedsLabels)
        {
            // Labelled faults set the limit: whoever learned them as normal would score them too low for it.
            return FromFirst(record, FirstOf(rows), rows, spec, context);
        }

        var scaler = record.FitScaler(spec.Scaler, rows);
        var scaled = record.Scale(scaler);
        var season = SeasonOf(record, scaled, rows, spec);
        var detector = DetectorOf(spec);
        var fitted = Fit(detector, record, scaled, rows, season, spec, context);

        // Scores that a detector keeps by itself are not smoothed, and may not stand in order of time.
        if (fitted is ISelfCalibrated { CalibrationScores.IsEmpty: false } calibrated && spec.Smooth is null)
        {
            return new Learned(scaler, fitted, season, rows, calibrated.CalibrationScores.ToArray(), rows);
        }

        var trial = Fit(detector, record, scaled, FirstOf(rows), season, spec, context);
        return HoldingOut(new Learned(scaler, fitted, season, rows, [], LastOf(rows)), trial, record, scaled, spec);
    }

    /// <summary>The first 80 % of some samples, in order of time: what a model learns from.</summary>
    public static SampleRange FirstOf(SampleRange rows) => new(rows.Start, rows.Start + (int)(rows.Length * FitShare));

    /// <summary>Learns from the prepared samples <paramref name="first"/> and takes the scores of those after, up to the end of <paramref name="rows"/>, as held out.</summary>
    public static Learned FromFirst(PreparedRecord record, SampleRange first, SampleRange rows, PipelineSpec spec, RunContext context)
    {
        var scaler = record.FitScaler(spec.Scaler, first);
        var scaled = record.Scale(scaler);
        var season = SeasonOf(record, scaled, first, spec);
        var fitted = Fit(DetectorOf(spec), record, scaled, first, season, spec, context);
        return HoldingOut(new Learned(scaler, fitted, season, first, [], new SampleRange(first.End, rows.End)), fitted, record, scaled, spec);
    }

    private static IDetector DetectorOf(PipelineSpec spec)
    {
        var entry = DetectorCatalog.Find(spec.Detector);
        var settings = new Settings(spec.DetectorSettings);
        foreach (var name in settings.Names)
        {
            if (!entry.Settings.Any(s => string.Equals(s.Name, name, StringComparison.Ordinal)))
            {
                var takes = entry.Settings.Count == 0 ? "none" : string.Join(", ", entry.Settings.Select(s => s.Name));
                throw new ArgumentException($"The detector '{entry.Name}' has no setting '{name}'. It takes: {takes}.");
            }
        }

        return entry.Create(spec.Window is { } window ? settings.With("window", FormattableString.Invariant($"{window}")) : settings);
    }

    private static int SeasonOf(PreparedRecord record, float[] scaled, SampleRange rows, PipelineSpec spec)
    {
        if (spec.Season is { } given)
        {
            return given;
        }

        // Only the longest unbroken stretch has even steps.
        var windows = record.WindowsIn(scaled, 1, rows);
        var longest = windows.Segments.MaxBy(s => s.Length);
        var channels = record.Channels;
        var values = scaled.AsSpan(longest.Start * channels, longest.Length * channels);
        return SeasonFinder.Find(values, channels, longest.Length / 2, record.Frame.Time.HasTime ? record.PreparedStep : 0);
    }

    private static IFittedDetector Fit(
        IDetector detector, PreparedRecord record, float[] scaled, SampleRange rows, int season, PipelineSpec spec, RunContext context)
        => detector.Fit(record.WindowsIn(scaled, detector.WindowLength, rows), new FitContext
        {
            Seed = spec.Seed,
            Threads = context.Threads,
            Season = season,
            Labels = record.Labels,
            Cancellation = context.Cancellation,
            Progress = context.Progress is null ? null : new Share(context.Progress, rows.Length),
        });

    private static SampleRange LastOf(SampleRange rows) => new(FirstOf(rows).End, rows.End);

    /// <summary>With the scores that <paramref name="fitted"/> gives to the held-out rows, one a window, and the labels of the windows' last samples.</summary>
    private static Learned HoldingOut(Learned learned, IFittedDetector fitted, PreparedRecord record, float[] scaled, PipelineSpec spec)
    {
        var windows = record.WindowsIn(scaled, fitted.WindowLength, learned.HeldOutRows);
        return learned with
        {
            HeldOutScores = Scoring.ScoresOf(fitted, windows, spec),
            HeldOutLabels = record.Labels is not { } labels ? null
                : LabelSet.FromFlags([.. Enumerable.Range(0, windows.Count).Select(n => labels.Overlaps(new SampleRange(windows.LastOf(n), windows.LastOf(n) + 1)))]),
        };
    }

    private sealed class Share(IProgress<PipelineProgress> progress, int samples) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new PipelineProgress("fit", (long)(value * samples), samples, "samples"));
    }
}
