using Kilter.Events;
using Kilter.Frames;
using Kilter.Thresholds;

namespace Kilter.Reports;

/// <summary>The answer to "is something wrong?".</summary>
public enum Verdict
{
    /// <summary>At least one event is likely or near certain.</summary>
    Yes,

    /// <summary>There are events, all only possible.</summary>
    Probably,

    /// <summary>Nothing left its normal range.</summary>
    No,

    /// <summary>The data does not allow an answer; <see cref="Report.VerdictReason"/> says why.</summary>
    CannotTell,
}

/// <summary>Everything a run found, ready to be shown. Writers turn it into HTML, JSON, CSV, Markdown or a terminal table; none adds a number of its own.</summary>
public sealed record Report
{
    /// <summary>The answer.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why no answer is possible, what is needed, and what to type; null otherwise.</summary>
    public string? VerdictReason { get; init; }

    /// <summary>Where the data came from and how good it is.</summary>
    public required DataSummary Data { get; init; }

    /// <summary>What was run on it.</summary>
    public required MethodSummary Method { get; init; }

    /// <summary>The program and the run.</summary>
    public required RunSummary Run { get; init; }

    /// <summary>The measured values, as they came (T, C).</summary>
    public required Frame Frame { get; init; }

    /// <summary>One score a sample in multiples of the alarm limit; NaN where there is none. Length T.</summary>
    public required float[] Scores { get; init; }

    /// <summary>What was expected, and its 99 % range, per sample and channel; null when the detector was not run.</summary>
    public ExpectedRange? Expected { get; init; }

    /// <summary>
    /// Per sample and channel, (T, C) row-major: how far the channel was from expected in multiples of its own limit
    /// (1 is the edge of its 99.9 % range in normal running); null when not known. Drives the heat map.
    /// </summary>
    public float[]? Departures { get; init; }

    /// <summary>The events, in order of time.</summary>
    public required IReadOnlyList<AnomalyEvent> Events { get; init; }

    /// <summary>The highest score outside events, and where; null when there is no score.</summary>
    public NearMiss? ClosestCall { get; init; }

    /// <summary>Human labels, when the data holds some. They never set the limit.</summary>
    public LabelSet? Labels { get; init; }

    /// <summary>What simple rules would have done with the same number of alarms, this run first.</summary>
    public IReadOnlyList<RuleComparison> SimpleRules { get; init; } = [];
}

/// <summary>The highest score outside events.</summary>
/// <param name="Sample">Where.</param>
/// <param name="Score">In multiples of the limit.</param>
public sealed record NearMiss(int Sample, double Score);

/// <summary>Expected values in the channels' own units, (T, C) row-major; NaN where there is none.</summary>
/// <param name="Middle">What was expected.</param>
/// <param name="Below">For each channel (C): how far below the middle the 99 % range reaches; at least 0.</param>
/// <param name="Above">For each channel (C): how far above.</param>
public sealed record ExpectedRange(float[] Middle, double[] Below, double[] Above);

/// <summary>Where the data came from and how good it is.</summary>
public sealed record DataSummary
{
    /// <summary>The source's name as people know it.</summary>
    public required string Name { get; init; }

    /// <summary>Rows read, before any was dropped.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes read; 0 when generated.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The layout in words.</summary>
    public required string Layout { get; init; }

    /// <summary>The time zone in words.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Samples between neighbours, in ticks (1 without time).</summary>
    public long Step { get; init; }

    /// <summary>Good, Fair or Poor.</summary>
    public required string Quality { get; init; }

    /// <summary>The checks made, those that failed first.</summary>
    public required IReadOnlyList<QualityCheck> Checks { get; init; }

    /// <summary>Warnings in full sentences, as shown on the terminal.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Channels that never change or hold nothing: listed, left out of the frame.</summary>
    public IReadOnlyList<string> ConstantChannels { get; init; } = [];

    /// <summary>Longer-than-usual steps in time, as in the reading.</summary>
    public IReadOnlyList<SampleRange> Gaps { get; init; } = [];
}

/// <summary>One line of the data-quality list.</summary>
/// <param name="Name">What was looked at ("Repeated timestamps").</param>
/// <param name="Passed">False when it deserves a look.</param>
/// <param name="Value">What was found ("12", "none", "every 5 min, steady").</param>
/// <param name="Detail">Where and what was done, or empty.</param>
public sealed record QualityCheck(string Name, bool Passed, string Value, string Detail);

/// <summary>What was run.</summary>
public sealed record MethodSummary
{
    /// <summary>The detector's catalogue name.</summary>
    public required string Detector { get; init; }

    /// <summary>What it did, in plain words ("seasonal residual, windowed PCA and level, calibrated").</summary>
    public required string DetectorText { get; init; }

    /// <summary>The window in samples.</summary>
    public required int Window { get; init; }

    /// <summary>The season in samples; 0 when none was found.</summary>
    public int Season { get; init; }

    /// <summary>The limit and its tail.</summary>
    public required FittedThreshold Threshold { get; init; }

    /// <summary>Alerts allowed a unit of rate; NaN when the rule has no budget.</summary>
    public double Budget { get; init; } = double.NaN;

    /// <summary>True when rates are a week; false when they are per 10,000 rows.</summary>
    public required bool RatesPerWeek { get; init; }

    /// <summary>Samples in a unit of rate.</summary>
    public required double SamplesPerUnit { get; init; }

    /// <summary>The samples it learned from, when they are in this frame; else null.</summary>
    public SampleRange? TrainedOn { get; init; }

    /// <summary>The training stretch in words ("the first 15 %, 2–14 Dec 2013, 3,404 samples", "train.csv, 23,694 samples").</summary>
    public required string TrainedOnText { get; init; }

    /// <summary>What the limit was calibrated on, in words.</summary>
    public required string CalibratedOnText { get; init; }

    /// <summary>Flags at most this many samples apart became one event.</summary>
    public required int MergeGap { get; init; }

    /// <summary>Counted scores of normal running for "what a different limit would cost": the peaks of normal stretches, in multiples of the limit.</summary>
    public IReadOnlyList<double> NormalPeaks { get; init; } = [];

    /// <summary>Units of rate that <see cref="NormalPeaks"/> were counted over.</summary>
    public double NormalUnits { get; init; }

    /// <summary>What the method cannot see, in sentences.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];
}

/// <summary>The program and the run.</summary>
public sealed record RunSummary
{
    /// <summary>A short id made from data, settings and version: the same run has the same id.</summary>
    public required string Id { get; init; }

    /// <summary>The command that repeats it.</summary>
    public required string Command { get; init; }

    /// <summary>The whole configuration as JSON.</summary>
    public required string ConfigurationJson { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The version of Kilter.</summary>
    public required string Version { get; init; }

    /// <summary>The version of .NET.</summary>
    public required string Runtime { get; init; }

    /// <summary>When it ran (UTC); null where bits must repeat.</summary>
    public DateTime? Made { get; init; }

    /// <summary>How long fitting and scoring took; null where bits must repeat.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Threads used.</summary>
    public int Threads { get; init; }
}

/// <summary>One row of "against simple rules": every rule may raise as many alarms as this run did.</summary>
/// <param name="Name">The rule.</param>
/// <param name="Why">How it works, in a few words.</param>
/// <param name="Hits">Known incidents it met; null without labels.</param>
/// <param name="Of">Known incidents; null without labels.</param>
/// <param name="OtherAlarms">Alarms outside known incidents, or all alarms when there are no labels.</param>
/// <param name="Agrees">How many of this run's events it also met.</param>
public sealed record RuleComparison(string Name, string Why, int? Hits, int? Of, int OtherAlarms, int Agrees);
