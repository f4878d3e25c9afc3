namespace Kilter.Evaluation;

/// <summary>One metric and what it gave.</summary>
/// <param name="Entry">The metric.</param>
/// <param name="Value">Its value, or why there is none.</param>
public sealed record MetricResult(MetricEntry Entry, MetricValue Value);

/// <summary>Measures every metric of the catalogue on labelled scores.</summary>
public static class Evaluator
{
    /// <summary>All metrics: what one would have got first, oracles next, optimistic ones last; within these alarms, samples, ranking, ranges.</summary>
    /// <remarks>Cost: O(T log T + L·T), L the width of the edges of VUS.</remarks>
    public static IReadOnlyList<MetricResult> Run(JudgedScores data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return [.. MetricCatalog.InReadingOrder.Select(entry => new MetricResult(entry, Measure(entry, data)))];
    }

    /// <summary>One metric.</summary>
    public static MetricValue Measure(MetricEntry entry, JudgedScores data)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(data);
        return entry.NeedsLimit && !data.HasFlags
            ? MetricValue.Undefined(data.Options.LimitRefused ?? "there is no limit")
            : MetricValue.Of(entry.Measure(data), entry.UndefinedWhen);
    }
}
