using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>The <see cref="BinaryCrossEntropy"/> of σ(y): ln(1 + eʸ) − t·y, without cancellation or overflow for any y.</summary>
/// <remarks>Target: like the output, in [0, 1]. The slope is σ(y) − t.</remarks>
public sealed record BinaryCrossEntropyFromLogits : ILoss
{
    /// <inheritdoc/>
    public string Name => "binary-cross-entropy-from-logits";

    /// <summary>Mean (default) or sum over a sample's values.</summary>
    public Reduction Reduction { get; init; }

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Length;

    double ILoss.Evaluate(in LossPanel panel) => PointLoss.Evaluate<BinaryLogitLoss>(panel, Reduction);
}
