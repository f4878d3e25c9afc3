using Kilter.Detectors;
using Kilter.Frames;
using Kilter.Scaling;

namespace Kilter.Pipelines;

/// <summary>What was learned from a training stretch, before a limit is set.</summary>
/// <param name="Scaler">The fitted scaler.</param>
/// <param name="Detector">The fitted detector.</param>
/// <param name="Season">The season in samples, or 0.</param>
/// <param name="Rows">The training samples.</param>
/// <param name="HeldOutScores">Scores of normal running that the detector had not learned from; empty when it has no way to tell.</param>
/// <param name="HeldOutRows">The samples that those scores belong to.</param>
internal sealed record Learned(IFittedScaler Scaler, IFittedDetector Detector, int Season, SampleRange Rows, float[] HeldOutScores, SampleRange HeldOutRows)
{
    // The last fifth of the training stretch, in order of time, is held out to see scores of normal running.
    private const double FitShare = 0.8;

    /// <summary>Learns from <paramref name="rows"/>: all of them, with held-out scores by the detector's own calibration or from a first fit on 80 %.</summary>
    public static Learned From(PreparedRecord record, SampleRange rows, PipelineSpec spec, RunContext context)
    {
        var scaler = record.FitScaler(spec.Scaler, rows);
        var scaled = record.Scale(scaler);
        var season = SeasonOf(record, scaled, rows, spec);
        var detector = DetectorOf(spec);
        var fitted = Fit(detector, record, scaled, rows, season, spec, context);
        var heldOut = fitted is ISelfCalibrated { CalibrationScores.IsEmpty: false } calibrated
            ? calibrated.CalibrationScores.ToArray()
            : HeldOut(detector, record, scaled, rows, season, spec, context);
        return new Learned(scaler, fitted, season, rows, heldOut, fitted is ISelfCalibrated ? rows : LastOf(rows));
    }

    /// <summary>Learns from the first 80 % of <paramref name="rows"/> and takes the scores of the rest as held out.</summary>
    public static Learned FromFirst(PreparedRecord record, SampleRange rows, PipelineSpec spec, RunContext context)
    {
        var first = FirstOf(rows);
        var scaler = record.FitScaler(spec.Scaler, first);
        var scaled = record.Scale(scaler);
        var season = SeasonOf(record, scaled, first, spec);
        var fitted = Fit(DetectorOf(spec), record, scaled, first, season, spec, context);
        return new Learned(scaler, fitted, season, first, ScoresAfter(fitted, record, scaled, LastOf(rows)), LastOf(rows));
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
        var channels = record.Frame.Channels.Count;
        var values = scaled.AsSpan(longest.Start * channels, longest.Length * channels);
        return SeasonFinder.Find(values, channels, longest.Length / 2, record.Frame.Time.HasTime ? record.Step : 0);
    }

    private static IFittedDetector Fit(
        IDetector detector, PreparedRecord record, float[] scaled, SampleRange rows, int season, PipelineSpec spec, RunContext context)
        => detector.Fit(record.WindowsIn(scaled, detector.WindowLength, rows), new FitContext
        {
            Seed = spec.Seed,
            Threads = context.Threads,
            Season = season,
            Labels = DetectorCatalog.Find(spec.Detector).LearnsLabels ? record.Labels : null,
            Cancellation = context.Cancellation,
            Progress = context.Progress is null ? null : new Share(context.Progress, rows.Length),
        });

    private static float[] HeldOut(
        IDetector detector, PreparedRecord record, float[] scaled, SampleRange rows, int season, PipelineSpec spec, RunContext context)
    {
        var trial = Fit(detector, record, scaled, FirstOf(rows), season, spec, context);
        return ScoresAfter(trial, record, scaled, LastOf(rows));
    }

    private static SampleRange FirstOf(SampleRange rows) => new(rows.Start, rows.Start + (int)(rows.Length * FitShare));

    private static SampleRange LastOf(SampleRange rows) => new(FirstOf(rows).End, rows.End);

    private static float[] ScoresAfter(IFittedDetector fitted, PreparedRecord record, float[] scaled, SampleRange rows)
        => Scoring.ScoresOf(fitted, record.WindowsIn(scaled, fitted.WindowLength, rows));

    private sealed class Share(IProgress<PipelineProgress> progress, int samples) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new PipelineProgress("fit", (long)(value * samples), samples, "samples"));
    }
}
