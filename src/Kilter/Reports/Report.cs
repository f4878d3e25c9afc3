using Kilter.Events;
using Kilter.Frames;
using Kilter.Reports.Figures;

namespace Kilter.Reports;

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

    /// <summary>Figures beyond those that every page has: what a trained detector knows of its training, and the like. Names are unique.</summary>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public IReadOnlyList<Figure> Figures
    {
        get;
        init => field = value.GroupBy(f => f.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new ArgumentException($"Two figures are named '{twice.Key}'; rename one: figure with {{ Name = \"{twice.Key}-2\" }}.", nameof(Figures))
            : value;
    } = [];
}
