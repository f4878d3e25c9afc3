using Kilter.Frames;
using Kilter.Thresholds;

namespace Kilter.Reports;

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

    /// <summary>The rows that scaler and detector were fitted on, in whatever record; unknown when a model does not say.</summary>
    public RowsSeen FittedOn { get; init; } = RowsSeen.Unknown;

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
