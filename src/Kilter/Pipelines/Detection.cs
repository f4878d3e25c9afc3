using Kilter.Detectors;
using Kilter.Frames;
using Kilter.Preparation;
using Kilter.Reports;
using Kilter.Reports.Words;
using Kilter.Sources;
using Kilter.Thresholds;

namespace Kilter.Pipelines;

/// <summary>The main job: learn from the start of a record (or from another one), score all of it, set a limit, and say what went off-kilter.</summary>
public static class Detection
{
    /// <summary>Fewer usable samples than this do not show what is normal.</summary>
    internal const int FewestSamples = 200;

    // A training stretch shorter than this is lengthened, up to half of a short record.
    private const int ShortestTraining = 100;

    /// <summary>Runs <paramref name="spec"/> on <paramref name="data"/>.</summary>
    /// <param name="data">The record to judge.</param>
    /// <param name="train">A record of normal running with the same channels to learn from; null to learn from the start of <paramref name="data"/>.</param>
    /// <param name="spec">What to run.</param>
    /// <param name="context">Threads, clock, progress, cancellation.</param>
    /// <returns>The report; its verdict is <see cref="Verdict.CannotTell"/> when there is too little data or nothing that varies.</returns>
    /// <exception cref="DataException">The two records do not have the same channels.</exception>
    /// <exception cref="ArgumentException">A setting does not fit; the message says what would.</exception>
    public static Report Run(Reading data, Reading? train, PipelineSpec spec, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(context);
        var began = context.Clock?.GetTimestamp() ?? 0;
        var entry = DetectorCatalog.Find(spec.Detector);
        spec = DetectorTerms.Meet(spec);
        ThresholdCatalog.Create(spec.Threshold, new Settings(spec.ThresholdSettings));
        var measured = PreparedRecord.Resampled(data.Frame, spec);
        var teaching = train is null ? measured : PreparedRecord.Resampled(ChannelMatch.Like(train, data.Frame.Channels), spec);
        var needed = entry.FitCost == "none" ? 2 : FewestSamples;
        if (Math.Min(measured.Count, teaching.Count) < needed)
        {
            return NoAnswer(data, PreparedRecord.Of(measured, FittedPreparations.None, spec), spec, context, needed);
        }

        var rows = train is null ? TrainingRows(measured, spec) : new SampleRange(0, teaching.Count);
        var preparations = FittedPreparations.Fit(spec.Prepare, teaching, rows);
        var record = PreparedRecord.Of(measured, preparations, spec, measured.Count == data.Frame.Count ? data.Labels : null);
        var lessons = train is null ? record : PreparedRecord.Of(teaching, preparations, spec, teaching.Count == train.Frame.Count ? train.Labels : null);
        if (Math.Min(record.Usable, lessons.Usable) < needed)
        {
            return NoAnswer(data, record, spec, context, needed);
        }

        var learned = Learned.From(lessons, lessons.Data.RowsFrom(rows), spec, context);
        var scores = Scoring.Run(learned.Detector, record, record.Scale(learned.Scaler), learned.Scaler, spec, context);
        var calibration = Calibration.For(record.Frame.Time, record.Step, record.Frame.Count, spec);
        var heldOut = RowsSeen.Of(lessons.Data.Frame.Time, learned.HeldOutRows, (train ?? data).Fingerprint);
        var all = RowsSeen.Of(record.Frame.Time, new SampleRange(0, record.Frame.Count), data.Fingerprint);
        var (threshold, isCapped) = train is null
            ? calibration.FromRecord(scores.Scores, all, learned, heldOut, spec)
            : (calibration.FromHeldOut(learned, heldOut, spec, record.Usable), true);
        return new RunReport
        {
            Data = data,
            Record = record,
            Spec = spec,
            Context = context,
            Calibration = calibration,
            Threshold = threshold,
            Scores = scores,
            Season = learned.Season,
            Window = learned.Detector.WindowLength,
            TrainedOn = train is null ? record.Data.ShownRowsFrom(rows) : null,
            FittedOn = RowsSeen.Of(teaching.Time, rows, (train ?? data).Fingerprint),
            TrainedOnText = train is null ? TrainedOn(measured, rows, spec) : $"{train.Name}, {Numbers.Count(lessons.Usable, "sample")}",
            CalibratedOnText = isCapped ? "held-out scores of the training stretch" : "the quiet part of this record",
            Training = (learned.Detector as IHasTrainingHistory)?.History,
            Began = began,
        }.Make();
    }

    /// <summary>The samples to learn from at the start of a record, as the settings say.</summary>
    internal static SampleRange TrainingRows(Frame frame, PipelineSpec spec)
    {
        if (spec.TrainUntil is { } until)
        {
            if (!frame.Time.HasTime)
            {
                throw new ArgumentException("A training time was given, but the samples carry no time; give a number of samples instead.");
            }

            var end = frame.Time.IndexAtOrAfter(until.Ticks);
            Guard.AtLeast(end, 2, FormattableString.Invariant($"samples before {until:yyyy-MM-dd HH:mm}"));
            return new SampleRange(0, end);
        }

        if (spec.TrainSamples is { } count)
        {
            return new SampleRange(0, Math.Clamp(count, 2, frame.Count));
        }

        var share = (int)(frame.Count * spec.TrainShare);
        return new SampleRange(0, Math.Clamp(share, Math.Min(ShortestTraining, frame.Count / 2), frame.Count));
    }

    private static string TrainedOn(Frame frame, SampleRange rows, PipelineSpec spec)
    {
        var what = spec.TrainUntil is null && spec.TrainSamples is null ? $"the first {Numbers.Share((double)rows.Length / frame.Count)}, " : "";
        return frame.Time.HasTime
            ? FormattableString.Invariant($"{what}{frame.Time.At(0):d MMM yyyy} to {frame.Time.At(rows.End - 1):d MMM yyyy}, {rows.Length:N0} samples")
            : FormattableString.Invariant($"{what}rows 0–{rows.End - 1:N0}, {rows.Length:N0} samples");
    }

    private static Report NoAnswer(Reading data, PreparedRecord record, PipelineSpec spec, RunContext context, int needed)
    {
        var samples = data.Frame.Count;
        var scores = new float[record.Frame.Count];
        Array.Fill(scores, float.NaN);
        return new Report
        {
            Verdict = Verdict.CannotTell,
            VerdictReason = record.Usable < samples
                ? $"Only {Numbers.Count(record.Usable)} of {Numbers.Count(samples, "sample")} can be used; at least {needed} are needed to learn what is normal."
                : $"Only {Numbers.Count(samples, "sample")}; at least {needed} are needed to learn what is normal.",
            Data = RecordSummary.Of(data, record, []),
            Method = new MethodSummary
            {
                Detector = spec.Detector,
                DetectorText = DetectorCatalog.Find(spec.Detector).FindsBest,
                Window = spec.Window ?? 1,
                Threshold = new FittedThreshold { Name = spec.Threshold, Limit = 1, CalibratedOn = 0 },
                RatesPerWeek = record.Frame.Time.HasTime,
                SamplesPerUnit = Calibration.For(record.Frame.Time, record.Step, samples, spec).SamplesPerUnit,
                TrainedOnText = "nothing",
                CalibratedOnText = "nothing",
                MergeGap = 0,
            },
            Run = RunReport.RunOf(data, spec, context, began: null),
            Frame = record.Frame,
            Scores = scores,
            Events = [],
        };
    }
}
