using Kilter.Reports;
using Kilter.Sources;

namespace Kilter.Pipelines;

/// <summary>A fitted pipeline: scaler, detector, threshold, channels and where they came from. What a <c>.kilter</c> file holds. Immutable.</summary>
public sealed class Model
{
    /// <summary>The description it was fitted from.</summary>
    public required PipelineSpec Spec { get; init; }

    /// <summary>Fits <paramref name="spec"/>: the first 80 % of the record, in time order, is learned from, the rest calibrates the limit.</summary>
    public static Model Fit(Reading train, PipelineSpec spec, RunContext context)
        => throw new InvalidOperationException("The pipeline is not built yet.");

    /// <summary>Scores a record with the same channels (matched by name, in any order).</summary>
    /// <exception cref="InvalidDataException">A channel is missing; the message names it and the nearest name.</exception>
    public Report Score(Reading data, RunContext context)
        => throw new InvalidOperationException($"The pipeline of '{Spec.Detector}' is not built yet.");
}
