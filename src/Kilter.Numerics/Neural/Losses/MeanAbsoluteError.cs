using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>The mean over a sample's values of |y − t|; its slope at 0 is 0.</summary>
public sealed class MeanAbsoluteError : ILoss
{
    /// <inheritdoc/>
    public string Name => "mean-absolute-error";

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Length;

    double ILoss.Evaluate(in LossPanel panel) => PointLossKernel.Evaluate<AbsoluteLoss>(
        panel.Lanes, panel.Valid, panel.Output, panel.Target, panel.Gradient, panel.SampleWeight / panel.Shape.Length, 0) / panel.Shape.Length;
}
