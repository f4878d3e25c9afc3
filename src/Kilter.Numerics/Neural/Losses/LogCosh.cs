using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>ln cosh(y − t): near ½·(y − t)² for small errors, |y − t| − ln 2 for large ones. Its slope is tanh(y − t).</summary>
/// <remarks>Target: like the output. Small errors do not cancel.</remarks>
public sealed record LogCosh : ILoss
{
    /// <inheritdoc/>
    public string Name => "log-cosh";

    /// <summary>Mean (default) or sum over a sample's values.</summary>
    public Reduction Reduction { get; init; }

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Length;

    double ILoss.Evaluate(in LossPanel panel) => PointLoss.Evaluate<LogCoshLoss>(panel, Reduction);
}
