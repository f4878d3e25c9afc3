using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Kilter.Detectors;
using Kilter.Events;
using Kilter.Frames;
using Kilter.Numerics.Neural.Training;
using Kilter.Preparation;
using Kilter.Reports;
using Kilter.Sources;
using Kilter.Thresholds;

namespace Kilter.Pipelines;

/// <summary>What a run knows when its scores and its limit are there: everything a <see cref="Report"/> is made from.</summary>
internal sealed record RunReport
{
    // More than this share of the record beyond the limit says that the training stretch was not like the rest.
    private const double MostAffected = 0.5;

    public required Reading Data { get; init; }

    public required PreparedRecord Record { get; init; }

    public required PipelineSpec Spec { get; init; }

    public required RunContext Context { get; init; }

    public required Calibration Calibration { get; init; }

    public required FittedThreshold Threshold { get; init; }

    public required SampleScores Scores { get; init; }

    public required int Season { get; init; }

    public required int Window { get; init; }

    /// <summary>The ranges of normal running when they were measured before (a saved model); null to measure them on this record's quiet part.</summary>
    public NormalRange? Normal { get; init; }

    /// <summary>The training samples when they lie in this record.</summary>
    public SampleRange? TrainedOn { get; init; }

    public required string TrainedOnText { get; init; }

    /// <summary>The rows that scaler and detector were fitted on.</summary>
    public required RowsSeen FittedOn { get; init; }

    public required string CalibratedOnText { get; init; }

    /// <summary>How training went, when the detector was trained in this run and remembers.</summary>
    public TrainingHistory? Training { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>When the run began, by the context's clock.</summary>
    public long Began { get; init; }

    /// <summary>Makes the report.</summary>
    public Report Make()
    {
        var frame = Record.Frame;
        var scores = InMultiplesOfLimit();
        var ranges = EventExtractor.Extract(scores, new EventOptions { MergeGap = Calibration.MergeGap, MinimumLength = Spec.MinimumLength });
        var quiet = Quiet(frame.Count, ranges);
        var normal = Normal ?? NormalRange.Of(frame, Scores.Expected, t => quiet[t] && !float.IsNaN(scores[t]));
        var events = EventBuilder.Build(ranges, new EventEvidence
        {
            Frame = frame,
            Scores = scores,
            Contributions = Scores.Contributions,
            Expected = Scores.Expected,
            Below = normal.Below,
            Above = normal.Above,
            Threshold = Threshold,
            SamplesPerUnit = Calibration.SamplesPerUnit,
            Season = Season,
        }, Context.Cancellation);
        var (verdict, reason) = Judge(events, scores);
        var labels = LabelsOf(frame);
        var report = new Report
        {
            Verdict = verdict,
            VerdictReason = reason,
            Data = RecordSummary.Of(Data, Record, Warnings),
            Method = Method(scores, quiet),
            Run = RunOf(Data, Spec, Context, Began),
            Frame = frame,
            Scores = scores,
            Expected = normal.ToReport(Scores.Expected),
            Departures = normal.Departures(frame, Scores.Expected),
            Events = events,
            ClosestCall = ClosestCall(scores, quiet),
            Labels = labels,
            SimpleRules = SimpleRules.Compare(
                Record, TrainedOn ?? new SampleRange(0, frame.Count), Season, Calibration.MergeGap, ranges, labels, Spec.Detector, Spec.Seed),
        };
        return Training is null ? report : report with { Figures = ReportFigures.OfTraining(report, Training) };
    }

    private float[] InMultiplesOfLimit()
    {
        var scores = new float[Scores.Scores.Length];
        Threshold.Multiples(Scores.Scores, scores);
        for (var t = 0; t < scores.Length; t++)
        {
            if (Spec.Direction != Direction.Both && scores[t] >= 1 && !PointsThere(t))
            {
                // Held just under the limit: still the strangest of the quiet samples, but no alarm in the direction asked about.
                scores[t] = MathF.BitDecrement(1);
            }
        }

        return scores;
    }

    /// <summary>True when the channel that contributes most departs in the direction asked about.</summary>
    private bool PointsThere(int sample)
    {
        var channels = Record.Frame.Channels.Count;
        var leading = 0;
        for (var c = 1; c < channels; c++)
        {
            leading = Scores.Contributions[(sample * channels) + c] > Scores.Contributions[(sample * channels) + leading] ? c : leading;
        }

        var above = Record.Frame[sample, leading] > Scores.Expected[(sample * channels) + leading];
        return above == (Spec.Direction == Direction.Above);
    }

    private static bool[] Quiet(int samples, IReadOnlyList<SampleRange> events)
    {
        var quiet = new bool[samples];
        Array.Fill(quiet, value: true);
        foreach (var range in events)
        {
            Array.Fill(quiet, value: false, range.Start, range.Length);
        }

        return quiet;
    }

    private static (Verdict Verdict, string? Reason) Judge(IReadOnlyList<AnomalyEvent> events, float[] scores)
    {
        var scored = scores.Count(s => !float.IsNaN(s));
        if (scored == 0)
        {
            return (Verdict.CannotTell, "No sample could be scored: too many values are missing.");
        }

        var affected = (double)scores.Count(s => s >= 1) / scored;
        if (affected > MostAffected)
        {
            return (Verdict.CannotTell, FormattableString.Invariant(
                $"{Math.Round(100 * affected)} % of the record is off its own start: the stretch it learned from is probably not normal for the rest. Choose another with --train-until or --train FILE."));
        }

        return events.Count == 0 ? (Verdict.No, null)
            : events.Any(e => e.Confidence > Confidence.Possible) ? (Verdict.Yes, null)
            : (Verdict.Probably, null);
    }

    private static NearMiss? ClosestCall(float[] scores, bool[] quiet)
    {
        var best = -1;
        for (var t = 0; t < scores.Length; t++)
        {
            if (quiet[t] && !float.IsNaN(scores[t]) && (best < 0 || scores[t] > scores[best]))
            {
                best = t;
            }
        }

        return best < 0 ? null : new NearMiss(best, scores[best]);
    }

    /// <summary>The labels, when resampling or preparing has not moved the samples away from under them.</summary>
    private LabelSet? LabelsOf(Frame frame) => frame.Count == Data.Frame.Count && Record.Data.ShowsAllSamples ? Data.Labels : null;

    private MethodSummary Method(float[] scores, bool[] quiet)
    {
        var (peaks, units) = NormalPeaks(scores, quiet);
        var entry = DetectorCatalog.Find(Spec.Detector);
        return new MethodSummary
        {
            Detector = entry.Name,
            DetectorText = entry.FindsBest,
            Window = Window,
            Season = Season,
            Threshold = Threshold,
            Budget = Spec.Threshold == BudgetThreshold.Name ? Spec.AlertsPerWeek : double.NaN,
            RatesPerWeek = Calibration.RatesPerWeek,
            SamplesPerUnit = Calibration.SamplesPerUnit,
            TrainedOn = TrainedOn,
            FittedOn = FittedOn,
            TrainedOnText = TrainedOnText,
            CalibratedOnText = CalibratedOnText,
            MergeGap = Calibration.MergeGap,
            NormalPeaks = peaks,
            NormalUnits = units,
            Limits =
            [
                .. Preparations(),
                "Why it happened. The channels named are where it showed, not what caused it.",
                "Whether the stretch it learned from was healthy. If it held a fault, that fault now counts as normal.",
                $"What it is weak at: {entry.WeakAt}.",
            ],
        };
    }

    /// <summary>What preparations mean for whoever reads the report.</summary>
    private IEnumerable<string> Preparations()
    {
        if (!FittedPreparations.Causal(Spec.Prepare) || Spec.Missing is "interpolate" or "backward" or "both")
        {
            yield return "What it would have said live. Missing values were filled from later ones, which a live run does not have.";
        }
    }

    /// <summary>The highest score of each quiet stretch of a merge gap.</summary>
    private (List<double> Peaks, double Units) NormalPeaks(float[] scores, bool[] quiet)
    {
        var peaks = new List<double>();
        var block = Math.Max(Calibration.MergeGap, (scores.Length / 100_000) + 1);
        var counted = 0L;
        for (var start = 0; start < scores.Length; start += block)
        {
            var peak = double.NaN;
            for (var t = start; t < Math.Min(scores.Length, start + block); t++)
            {
                if (quiet[t] && !float.IsNaN(scores[t]))
                {
                    counted++;
                    peak = double.IsNaN(peak) || scores[t] > peak ? scores[t] : peak;
                }
            }

            if (!double.IsNaN(peak))
            {
                peaks.Add(peak);
            }
        }

        return (peaks, counted / Calibration.SamplesPerUnit);
    }

    /// <summary>The program and the run.</summary>
    internal static RunSummary RunOf(Reading data, PipelineSpec spec, RunContext context, long? began)
    {
        var configuration = SpecJson.Write(spec);
        return new RunSummary
        {
            Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data.Fingerprint + configuration + ProductVersion)))[..6],
            Command = context.Command,
            ConfigurationJson = configuration,
            Seed = spec.Seed,
            Version = ProductVersion,
            Runtime = RuntimeInformation.FrameworkDescription.Replace(".NET ", "", StringComparison.Ordinal),
            Made = context.Clock?.GetUtcNow().UtcDateTime,
            Took = began is { } start ? context.Clock?.GetElapsedTime(start) : null,
            Threads = context.Threads,
        };
    }

    /// <summary>The version of Kilter.</summary>
    internal static string ProductVersion { get; } =
        typeof(RunReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
