namespace Kilter.Numerics.Neural;

/// <summary>The shape of one sample between two layers: T steps of a number of values each.</summary>
/// <param name="Steps">T, steps in time, at least 1. A flat vector has one step.</param>
/// <param name="Width">Values a step, at least 1.</param>
public readonly record struct SampleShape(int Steps, int Width)
{
    /// <summary>Values in all: Steps·Width.</summary>
    public int Length => Steps * Width;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"({Steps}, {Width})");
}
