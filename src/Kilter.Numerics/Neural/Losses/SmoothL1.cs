using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>The <see cref="Huber"/> loss divided by its δ, here β: slope ±1 far out whatever the β.</summary>
/// <remarks>Target: like the output. Source: R. Girshick, "Fast R-CNN", ICCV, 2015, section 2.3.</remarks>
public sealed record SmoothL1 : ILoss
{
    /// <inheritdoc/>
    public string Name => "smooth-l1";

    /// <summary>β, where the square ends, in the unit of the output. Range [1e-6, 1e6]. Default 1.</summary>
    public double Beta { get; init => field = PointLoss.InRange(value, 1e-6, 1e6, "smooth-l1", nameof(Beta)); } = 1;

    /// <summary>Mean (default) or sum over a sample's values.</summary>
    public Reduction Reduction { get; init; }

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Length;

    double ILoss.Evaluate(in LossPanel panel) => PointLoss.Evaluate<HuberLoss>(panel, Reduction, Beta, factor: 1 / Beta);
}
