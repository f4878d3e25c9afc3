using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>½·(y − t)² for errors within ±δ, δ·(|y − t| − δ/2) beyond: outliers pull with a constant force.</summary>
/// <remarks>Target: like the output. Source: P. J. Huber, "Robust estimation of a location parameter", Ann. Math. Statist., 1964.</remarks>
public sealed record Huber : ILoss
{
    /// <inheritdoc/>
    public string Name => "huber";

    /// <summary>δ, where the square ends, in the unit of the output. Range [1e-6, 1e6]. Default 1.</summary>
    public double Delta { get; init => field = PointLoss.InRange(value, 1e-6, 1e6, "huber", nameof(Delta)); } = 1;

    /// <summary>Mean (default) or sum over a sample's values.</summary>
    public Reduction Reduction { get; init; }

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Length;

    double ILoss.Evaluate(in LossPanel panel) => PointLoss.Evaluate<HuberLoss>(panel, Reduction, Delta);
}
