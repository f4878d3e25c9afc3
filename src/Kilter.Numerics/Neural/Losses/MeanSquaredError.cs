using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>The mean over a sample's values of (y − t)².</summary>
/// <remarks>Target: like the output.</remarks>
public sealed record MeanSquaredError : ILoss
{
    /// <inheritdoc/>
    public string Name => "mean-squared-error";

    /// <summary>Mean (default) or sum over a sample's values.</summary>
    public Reduction Reduction { get; init; }

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Length;

    double ILoss.Evaluate(in LossPanel panel) => PointLoss.Evaluate<SquaredLoss>(panel, Reduction);
}
