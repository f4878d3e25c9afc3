namespace Kilter.Thresholds;

/// <summary>One line of the threshold catalogue: a rule's name, what it does and how to make it.</summary>
public sealed record ThresholdEntry
{
    /// <summary>The name on the command line, in files and in reports: lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a few plain words ("so many alerts a week").</summary>
    public required string Does { get; init; }

    /// <summary>When to use it, in a few plain words.</summary>
    public required string UseWhen { get; init; }

    /// <summary>Author, title, year of the source.</summary>
    public required string Source { get; init; }

    /// <summary>True when it learns from labels: calibrating without them is refused.</summary>
    public bool NeedsLabels { get; init; }

    /// <summary>The settings it takes.</summary>
    public IReadOnlyList<SettingSpec> Settings { get; init; } = [];

    /// <summary>Makes the rule from settings.</summary>
    public required Func<Settings, IThreshold> Create { get; init; }
}
