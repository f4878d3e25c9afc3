using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Optimizers;

/// <summary>Adam: steps scaled by running means of the gradient and of its square.</summary>
/// <remarks>
/// <para>m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← w − η/(1 − β₁ᵗ)·m / (√v/√(1 − β₂ᵗ) + ε): PyTorch's form.</para>
/// <para>Source: D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR, 2015, algorithm 1.</para>
/// </remarks>
public sealed record Adam : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "adam";

    /// <summary>η. Above 0. Default 0.001.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>β₁, how long the mean of the gradient remembers. Range [0, 1). Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂, how long the mean of its square remembers. Range [0, 1). Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, what keeps the division finite. Above 0. Default 1e-8, as in PyTorch; Keras's is 1e-7.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>λ·w is added to the gradient (L2). Range [0, 1]. Default 0.</summary>
    public double WeightDecay { get; init; }

    int IOptimizer.Moments => 2;

    void IOptimizer.Update(in WeightSlice slice, in UpdateStep step)
    {
        var rate = step.LearningRate / (1 - Math.Pow(Beta1, step.Number));
        var root = 1 / Math.Sqrt(1 - Math.Pow(Beta2, step.Number));
        UpdateKernel.Adam(slice.Weights, slice.Gradient, slice.First, slice.Second, new AdamNumbers(
            (float)Beta1, (float)(1 - Beta1), (float)Beta2, (float)(1 - Beta2), (float)rate, (float)root, (float)Epsilon, (float)WeightDecay));
    }
}
