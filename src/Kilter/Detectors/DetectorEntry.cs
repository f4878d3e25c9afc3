using Kilter.Artifacts;

namespace Kilter.Detectors;

/// <summary>One line of the detector catalogue: a detector's name, what to expect of it, and how to make it and read it back.</summary>
public sealed record DetectorEntry
{
    /// <summary>The name on the command line, in files and in reports: lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The folder it lives in: Distribution, Distance, Trees, Spectral, Reconstruction, Forecasting, Labelling, Memory, Online, Ensembles.</summary>
    public required string Family { get; init; }

    /// <summary>What it finds best, in a few plain words ("far values, broken relations").</summary>
    public required string FindsBest { get; init; }

    /// <summary>When not to use it, in a few plain words.</summary>
    public required string WeakAt { get; init; }

    /// <summary>How many channels it is meant for: "any", "1", "2 or more".</summary>
    public required string Channels { get; init; }

    /// <summary>The cost of fitting in words: none, fast, medium, slow.</summary>
    public required string FitCost { get; init; }

    /// <summary>True when a score never depends on later samples.</summary>
    public bool Causal { get; init; } = true;

    /// <summary>Author, title, year of the source.</summary>
    public required string Source { get; init; }

    /// <summary>The settings it takes, beside the window.</summary>
    public IReadOnlyList<SettingSpec> Settings { get; init; } = [];

    /// <summary>The window it uses when none is asked for, in samples; 1 for one that looks at single samples.</summary>
    public int DefaultWindow { get; init; } = 1;

    /// <summary>True when its settings speak of values as measured: it must be given them unscaled.</summary>
    public bool MeasuredUnits { get; init; }

    /// <summary>True when it learns from <see cref="FitContext.Labels"/>: fitting without them is refused.</summary>
    public bool NeedsLabels { get; init; }

    /// <summary>The score at which the detector's own rule raises an alarm; null for one whose limit must be calibrated.</summary>
    public double? OwnLimit { get; init; }

    /// <summary>Makes the detector from settings: its own, and "window" (in samples) where it takes one.</summary>
    public required Func<Settings, IDetector> Create { get; init; }

    /// <summary>Reads back what <see cref="IFittedDetector.Write"/> wrote.</summary>
    public required Func<ArtifactReader, IFittedDetector> Read { get; init; }
}
