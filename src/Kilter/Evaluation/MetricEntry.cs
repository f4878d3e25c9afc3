namespace Kilter.Evaluation;

/// <summary>How much a metric may be believed.</summary>
public enum MetricStanding
{
    /// <summary>What one would have got.</summary>
    Honest,

    /// <summary>Its limit was chosen by looking at the labels: nobody would have got it.</summary>
    Oracle,

    /// <summary>Known to flatter: random scores do well.</summary>
    Optimistic,
}

/// <summary>What a metric counts.</summary>
public enum MetricFamily
{
    /// <summary>Labelled stretches met and alarms raised.</summary>
    Alarms,

    /// <summary>Samples, each by itself.</summary>
    Samples,

    /// <summary>The order of scores; no limit is needed.</summary>
    Ranking,

    /// <summary>Stretches, by how much of them is met.</summary>
    Ranges,
}

/// <summary>One line of the metric catalogue.</summary>
public sealed record MetricEntry
{
    /// <summary>The name in JSON, in files and in documentation: lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called in tables.</summary>
    public required string Title { get; init; }

    /// <summary>What it says, in a few plain words.</summary>
    public required string Says { get; init; }

    /// <summary>The values it can take, and its unit.</summary>
    public required string Range { get; init; }

    /// <summary>True when more is better.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>What it counts.</summary>
    public required MetricFamily Family { get; init; }

    /// <summary>How much it may be believed.</summary>
    public MetricStanding Standing { get; init; }

    /// <summary>True when it needs a limit.</summary>
    public required bool NeedsLimit { get; init; }

    /// <summary>When it is undefined.</summary>
    public required string UndefinedWhen { get; init; }

    /// <summary>Author, title, year of the source.</summary>
    public required string Source { get; init; }

    /// <summary>Measures it; NaN when undefined. Only called with flags when <see cref="NeedsLimit"/>.</summary>
    public required Func<JudgedScores, double> Measure { get; init; }
}
