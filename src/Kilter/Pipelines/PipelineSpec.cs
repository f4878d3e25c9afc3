namespace Kilter.Pipelines;

/// <summary>Which departures count.</summary>
public enum Direction
{
    /// <summary>Above and below expected (default).</summary>
    Both,

    /// <summary>Only values above expected.</summary>
    Above,

    /// <summary>Only values below expected.</summary>
    Below,
}

/// <summary>The whole description of a run, apart from the data: what is written to configuration files, models and reports.</summary>
public sealed record PipelineSpec
{
    /// <summary>The detector's catalogue name. Default: auto.</summary>
    public string Detector { get; init; } = "auto";

    /// <summary>The detector's own settings by name.</summary>
    public IReadOnlyDictionary<string, string> DetectorSettings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Samples in a window; null for the detector's default.</summary>
    public int? Window { get; init; }

    /// <summary>Samples in a season; null to find it in the training data, 0 for none.</summary>
    public int? Season { get; init; }

    /// <summary>standard, min-max, robust or none.</summary>
    public string Scaler { get; init; } = "robust";

    /// <summary>The threshold's catalogue name.</summary>
    public string Threshold { get; init; } = "budget";

    /// <summary>The threshold's own settings by name.</summary>
    public IReadOnlyDictionary<string, string> ThresholdSettings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Alerts allowed a week (per 10,000 rows without time). Range (0, 1e6]. Default 1.</summary>
    public double AlertsPerWeek { get; init => field = Guard.InRange(value, 1e-6, 1e6); } = 1;

    /// <summary>Which departures count.</summary>
    public Direction Direction { get; init; }

    /// <summary>Flags at most this many samples apart become one event; null to choose from the sampling and the window.</summary>
    public int? MergeGap { get; init; }

    /// <summary>Events shorter than this many samples are dropped. Range [1, 1e9]. Default 1.</summary>
    public int MinimumLength { get; init => field = Guard.InRange(value, 1, 1_000_000_000); } = 1;

    /// <summary>The share of the record taken as normal when nothing else says what to learn from. Range (0, 1]. Default 0.15.</summary>
    public double TrainShare { get; init => field = Guard.InRange(value, 0.001, 1.0); } = 0.15;

    /// <summary>Learn from samples before this instant (UTC) instead of a share.</summary>
    public DateTime? TrainUntil { get; init; }

    /// <summary>Learn from the first so many samples instead of a share.</summary>
    public int? TrainSamples { get; init; }

    /// <summary>What to do with missing values: hold, interpolate, leave, backward or both. Only hold and leave never look ahead.</summary>
    public string Missing { get; init; } = "hold";

    /// <summary>Resample to this step with causal means first; null to keep the data as it came.</summary>
    public TimeSpan? Resample { get; init; }

    /// <summary>Preparations in order, each as text: a name and settings, such as "log-ratio" or "calendar awake=notebook". Learned from training samples only. Default: none.</summary>
    public IReadOnlyList<string> Prepare { get; init; } = [];

    /// <summary>Take exponentially weighted means of the scores, with a half-life of so many samples, before the limit is set. Range [1, 1e6]; null (default) for none.</summary>
    public int? Smooth { get; init => field = value is { } samples ? Guard.InRange(samples, 1, 1_000_000) : null; }

    /// <summary>The seed of every random choice.</summary>
    public ulong Seed { get; init; } = 42;
}
