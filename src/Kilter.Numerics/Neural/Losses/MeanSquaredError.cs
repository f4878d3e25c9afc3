using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>The mean over a sample's values of (y − t)².</summary>
public sealed class MeanSquaredError : ILoss
{
    /// <inheritdoc/>
    public string Name => "mean-squared-error";

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Length;

    double ILoss.Evaluate(in LossPanel panel) => PointLossKernel.Evaluate<SquaredLoss>(
        panel.Lanes, panel.Valid, panel.Output, panel.Target, panel.Gradient, panel.SampleWeight / panel.Shape.Length, 0) / panel.Shape.Length;
}
