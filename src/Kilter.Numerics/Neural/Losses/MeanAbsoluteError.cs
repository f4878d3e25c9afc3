using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>The mean over a sample's values of |y − t|; its slope at 0 is 0.</summary>
/// <remarks>Target: like the output.</remarks>
public sealed record MeanAbsoluteError : ILoss
{
    /// <inheritdoc/>
    public string Name => "mean-absolute-error";

    /// <summary>Mean (default) or sum over a sample's values.</summary>
    public Reduction Reduction { get; init; }

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Length;

    double ILoss.Evaluate(in LossPanel panel) => PointLoss.Evaluate<AbsoluteLoss>(panel, Reduction);
}
