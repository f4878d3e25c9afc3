using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Optimizers;

/// <summary>Adagrad: steps divided by the root of the sum of all squared gradients so far, so that they only shrink.</summary>
/// <remarks>
/// v ← v + g², w ← w − η·g / (√(v₀ + v) + ε). Source: J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and stochastic
/// optimization", JMLR, 2011, figure 1.
/// </remarks>
public sealed record Adagrad : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "adagrad";

    /// <summary>η. Above 0. Default 0.01, as in PyTorch; Keras's is 0.001.</summary>
    public double LearningRate { get; init => field = OptimizerGuard.Positive(value, "adagrad", nameof(LearningRate)); } = 0.01;

    /// <summary>v₀, what the sums start at. Range [0, 1e6]. Default 0, as in PyTorch; Keras's is 0.1.</summary>
    public double InitialAccumulator { get; init => field = OptimizerGuard.InRange(value, 0, 1e6, "adagrad", nameof(InitialAccumulator)); }

    /// <summary>ε, what keeps the division finite. Range [1e-30, 1]. Default 1e-10, as in PyTorch; Keras's is 1e-7.</summary>
    public double Epsilon { get; init => field = OptimizerGuard.InRange(value, 1e-30, 1, "adagrad", nameof(Epsilon)); } = 1e-10;

    /// <summary>λ·w is added to the gradient (L2). Range [0, 1]. Default 0.</summary>
    public double WeightDecay { get; init => field = OptimizerGuard.InRange(value, 0, 1, "adagrad", nameof(WeightDecay)); }

    int IOptimizer.Moments => 1;

    void IOptimizer.Update(in WeightSlice slice, in UpdateStep step)
        => UpdateKernel.Move<AdagradRule>(slice.Weights, slice.Gradient, slice.First, default, default, new UpdateNumbers<float>
        {
            Rate = (float)step.LearningRate,
            Decay = (float)WeightDecay,
            A = (float)InitialAccumulator,
            Epsilon = (float)Epsilon,
        });
}
