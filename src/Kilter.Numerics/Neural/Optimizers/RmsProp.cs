using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Optimizers;

/// <summary>RMSprop: steps divided by the root of a running mean of the squared gradient.</summary>
/// <remarks>
/// <para>v ← α·v + (1 − α)·g², and where centred m ← α·m + (1 − α)·g, else m = 0; then</para>
/// <para>PyTorch: b ← μ·b + g / (√(v − m²) + ε), w ← w − η·b. Keras (2.11 and later): b ← μ·b + η·g / √(v − m² + ε), w ← w − b. Early Keras is PyTorch's form
/// without momentum, ε = 1e-7 and α = 0.9.</para>
/// <para>Source: T. Tieleman, G. Hinton, "Lecture 6.5: RMSProp", COURSERA, 2012; centred: A. Graves, "Generating sequences with recurrent neural networks", arXiv:1308.0850, 2013.</para>
/// </remarks>
public sealed record RmsProp : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "rmsprop";

    /// <summary>η. Above 0. Default 0.01, as in PyTorch; Keras's is 0.001.</summary>
    public double LearningRate { get; init => field = OptimizerGuard.Positive(value, "rmsprop", nameof(LearningRate)); } = 0.01;

    /// <summary>α, how long the mean square remembers; Keras's rho. Range [0, 1). Default 0.99, as in PyTorch; Keras's is 0.9.</summary>
    public double Alpha { get; init => field = OptimizerGuard.Memory(value, "rmsprop", nameof(Alpha)); } = 0.99;

    /// <summary>ε, what keeps the division finite. Range [1e-30, 1]. Default 1e-8, as in PyTorch; Keras's is 1e-7.</summary>
    public double Epsilon { get; init => field = OptimizerGuard.InRange(value, 1e-30, 1, "rmsprop", nameof(Epsilon)); } = 1e-8;

    /// <summary>μ, how long steps remember their direction. Range [0, 1). Default 0.</summary>
    public double Momentum { get; init => field = OptimizerGuard.Memory(value, "rmsprop", nameof(Momentum)); }

    /// <summary>Whether the mean gradient is taken off, so that the root is a standard deviation. Default false.</summary>
    public bool Centered { get; init; }

    /// <summary>λ·w is added to the gradient (L2). Range [0, 1]. Default 0.</summary>
    public double WeightDecay { get; init => field = OptimizerGuard.InRange(value, 0, 1, "rmsprop", nameof(WeightDecay)); }

    /// <summary>Whose form. Default PyTorch's.</summary>
    public OptimizerForm Form { get; init; }

    // The mean square, then the momentum, then the mean: whoever wants a later one keeps room for those before it.
    int IOptimizer.Moments => Centered ? 3 : Momentum > 0 ? 2 : 1;

    void IOptimizer.Update(in WeightSlice slice, in UpdateStep step)
    {
        var numbers = new UpdateNumbers<float>
        {
            Rate = (float)step.LearningRate,
            Decay = (float)WeightDecay,
            A = (float)Alpha,
            B = (float)(1 - Alpha),
            C = (float)Momentum,
            D = Centered ? 1 : 0,
            Epsilon = (float)Epsilon,
        };
        if (Form == OptimizerForm.Keras)
        {
            UpdateKernel.Move<KerasRmsPropRule>(slice.Weights, slice.Gradient, slice.First, slice.Second, slice.Third, numbers);
        }
        else
        {
            UpdateKernel.Move<RmsPropRule>(slice.Weights, slice.Gradient, slice.First, slice.Second, slice.Third, numbers);
        }
    }
}
