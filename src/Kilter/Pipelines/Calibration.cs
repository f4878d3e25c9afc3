using Kilter.Frames;
using Kilter.Thresholds;

namespace Kilter.Pipelines;

/// <summary>The units in which alarms are counted on a record, and the limits set with them.</summary>
/// <param name="SamplesPerUnit">Samples in a week, or 10,000 rows without time.</param>
/// <param name="RatesPerWeek">True when the unit is a week.</param>
/// <param name="MergeGap">Flags at most this many samples apart are one alarm.</param>
internal sealed record Calibration(double SamplesPerUnit, bool RatesPerWeek, int MergeGap)
{
    private const double RowsPerUnit = 10_000;

    // A record that is off-kilter for long raises what looks normal in it: its own quiet part may lift the limit only so far over training's.
    private const double MostOverTraining = 1.5;

    // Alarms closer than a sixtieth of the record, but at most 288 samples (a day of 5-minute samples), are told as one event.
    private const int GapShare = 60;
    private const int ShortestGap = 12;
    private const int LongestGap = 288;

    /// <summary>The units of a record of so many samples.</summary>
    public static Calibration For(TimeAxis time, long step, int samples, PipelineSpec spec) => new(
        time.HasTime ? Math.Max(1, (double)TimeSpan.FromDays(7).Ticks / step) : RowsPerUnit,
        time.HasTime,
        spec.MergeGap ?? Math.Clamp(samples / GapShare, ShortestGap, LongestGap));

    /// <summary>The limit from held-out scores of normal running, which belong to <paramref name="rows"/>.</summary>
    public FittedThreshold FromHeldOut(Learned learned, RowsSeen rows, PipelineSpec spec, int samples)
        => Rule(spec).Calibrate(learned.HeldOutScores, Context(spec, samples, rows, mayHoldAnomalies: false) with { Labels = learned.HeldOutLabels });

    /// <summary>The limit for one record judged by itself: from its quiet part, but not far above what its training stretch calls for.</summary>
    /// <remarks>
    /// The quiet part shows how the record drifts and wobbles after training, which the training stretch cannot; the cap keeps a record that is mostly
    /// off-kilter from calling that normal. Other rules than the budget are set on the held-out scores alone.
    /// </remarks>
    public (FittedThreshold Threshold, bool IsCapped) FromRecord(float[] scores, RowsSeen all, Learned learned, RowsSeen heldOutRows, PipelineSpec spec)
    {
        var usable = scores.Count(s => !float.IsNaN(s));
        if (spec.Threshold != BudgetThreshold.Name)
        {
            return (FromHeldOut(learned, heldOutRows, spec, usable), true);
        }

        var quiet = Rule(spec).Calibrate(scores, Context(spec, usable, all, mayHoldAnomalies: true));
        if (learned.HeldOutScores.Length < 2)
        {
            return (quiet, false);
        }

        var training = FromHeldOut(learned, heldOutRows, spec, usable);
        var cap = MostOverTraining * training.Limit;
        if (quiet.Limit <= cap)
        {
            return (quiet, false);
        }

        // The rate is the record's own: if its restless part is normal after all, that many alarms will come.
        return (quiet with
        {
            Limit = cap,
            ExpectedRate = quiet.Tail is { } tail && cap > tail.Start ? tail.RateAbove(cap) : quiet.ExpectedRate,
            Note = FormattableString.Invariant(
                $"The record is less quiet than its start: by itself it would set the limit {quiet.Limit / cap:F1} times higher. It is held at one and a half times what the training stretch calls for; if the rest is normal too, learn from more of it."),
        }, true);
    }

    private static IThreshold Rule(PipelineSpec spec) => ThresholdCatalog.Create(spec.Threshold, new Settings(spec.ThresholdSettings));

    private CalibrationContext Context(PipelineSpec spec, int samples, RowsSeen rows, bool mayHoldAnomalies) => new()
    {
        SamplesPerUnit = SamplesPerUnit,

        // A record shorter than a unit may have as many alarms as a whole unit: a fraction of an alarm is nothing one could see.
        Budget = Math.Clamp(AlertBudget.ExpectedRate(spec.AlertsPerWeek) * Math.Max(1, SamplesPerUnit / Math.Max(1, samples)), 1e-6, 1e6),
        MergeGap = MergeGap,
        MayHoldAnomalies = mayHoldAnomalies,
        Rows = rows,
    };
}
