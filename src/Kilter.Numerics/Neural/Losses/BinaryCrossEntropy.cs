using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>−t·ln y − (1 − t)·ln(1 − y) for outputs that are probabilities.</summary>
/// <remarks>
/// Target: like the output, in [0, 1]. Logarithms are held at −100 and y·(1 − y) in the slope at 1e-12, as in PyTorch, so that 0 and 1 give finite
/// numbers. Where the last layer is a sigmoid, leave it out and take <see cref="BinaryCrossEntropyFromLogits"/>: it is exact and cheaper.
/// </remarks>
public sealed record BinaryCrossEntropy : ILoss
{
    /// <inheritdoc/>
    public string Name => "binary-cross-entropy";

    /// <summary>Mean (default) or sum over a sample's values.</summary>
    public Reduction Reduction { get; init; }

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Length;

    double ILoss.Evaluate(in LossPanel panel) => PointLoss.Evaluate<BinaryLoss>(panel, Reduction);
}
