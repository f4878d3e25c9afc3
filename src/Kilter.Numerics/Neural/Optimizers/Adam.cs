using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Optimizers;

/// <summary>Adam: steps scaled by running means of the gradient and of its square.</summary>
/// <remarks>
/// <para>m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², then</para>
/// <para>PyTorch: w ← w − η/(1 − β₁ᵗ)·m / (√v/√(1 − β₂ᵗ) + ε). Keras: w ← w − η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m / (√v + ε): ε counts more in the first steps.</para>
/// <para>Source: D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR, 2015, algorithm 1; Keras's form is that of its section 2. AMSGrad:
/// S. J. Reddi, S. Kale, S. Kumar, "On the convergence of Adam and beyond", ICLR, 2018, algorithm 2, on the uncorrected v.</para>
/// </remarks>
public sealed record Adam : IOptimizer
{
    /// <summary>Keras's form with Keras's numbers: ε = 1e-7.</summary>
    public static Adam Keras { get; } = new() { Form = OptimizerForm.Keras, Epsilon = 1e-7 };

    /// <inheritdoc/>
    public string Name => "adam";

    /// <summary>η. Above 0. Default 0.001.</summary>
    public double LearningRate { get; init => field = OptimizerGuard.Positive(value, "adam", nameof(LearningRate)); } = 0.001;

    /// <summary>β₁, how long the mean of the gradient remembers. Range [0, 1). Default 0.9.</summary>
    public double Beta1 { get; init => field = OptimizerGuard.Memory(value, "adam", nameof(Beta1)); } = 0.9;

    /// <summary>β₂, how long the mean of its square remembers. Range [0, 1). Default 0.999.</summary>
    public double Beta2 { get; init => field = OptimizerGuard.Memory(value, "adam", nameof(Beta2)); } = 0.999;

    /// <summary>ε, what keeps the division finite. Range [1e-30, 1]. Default 1e-8, as in PyTorch; Keras's is 1e-7.</summary>
    public double Epsilon { get; init => field = OptimizerGuard.InRange(value, 1e-30, 1, "adam", nameof(Epsilon)); } = 1e-8;

    /// <summary>λ·w is added to the gradient (L2). Range [0, 1]. Default 0.</summary>
    public double WeightDecay { get; init => field = OptimizerGuard.InRange(value, 0, 1, "adam", nameof(WeightDecay)); }

    /// <summary>Whether the largest v so far stands under the root (AMSGrad), at the price of one more number a weight. Default false.</summary>
    public bool AmsGrad { get; init; }

    /// <summary>Whose form. Default PyTorch's.</summary>
    public OptimizerForm Form { get; init; }

    int IOptimizer.Moments => AmsGrad ? 3 : 2;

    void IOptimizer.Update(in WeightSlice slice, in UpdateStep step)
        => AdamStep.Run(slice, step, (Beta1, Beta2, Epsilon), WeightDecay, shrink: 1, AmsGrad, Form);
}

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share.</summary>
internal static class AdamStep
{
    public static void Run(
        in WeightSlice slice, in UpdateStep step, (double Beta1, double Beta2, double Epsilon) settings, double decay, double shrink, bool amsGrad, OptimizerForm form)
    {
        var (beta1, beta2, epsilon) = settings;

        // η'·m / (√v/r + ε) = η'·r·m / (√v + r·ε), with r = √(1 − β₂ᵗ): one kernel for both forms, which differ in ε alone.
        var root = Math.Sqrt(1 - OptimizerGuard.Power(beta2, step.Number));
        var rate = step.LearningRate * root / (1 - OptimizerGuard.Power(beta1, step.Number));
        var least = form == OptimizerForm.Keras ? epsilon : epsilon * root;
        var numbers = new UpdateNumbers<float>(
            (float)rate, (float)decay, (float)beta1, (float)(1 - beta1), (float)beta2, (float)(1 - beta2), (float)least, (float)shrink);
        if (amsGrad)
        {
            UpdateKernel.Move<AmsGradRule>(slice.Weights, slice.Gradient, slice.First, slice.Second, slice.Third, numbers);
        }
        else
        {
            UpdateKernel.Move<AdamRule>(slice.Weights, slice.Gradient, slice.First, slice.Second, default, numbers);
        }
    }
}
