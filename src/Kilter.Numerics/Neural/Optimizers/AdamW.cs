namespace Kilter.Numerics.Neural.Optimizers;

/// <summary>Adam whose weight decay is a step of its own: w ← (1 − η·λ)·w, then <see cref="Adam"/> in PyTorch's form without it.</summary>
/// <remarks>The decay does not pass through the running means, so all weights shrink alike. Source: I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR, 2019, algorithm 2.</remarks>
public sealed record AdamW : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "adamw";

    /// <summary>η. Above 0. Default 0.001.</summary>
    public double LearningRate { get; init => field = OptimizerGuard.Positive(value, "adamw", nameof(LearningRate)); } = 0.001;

    /// <summary>β₁, how long the mean of the gradient remembers. Range [0, 1). Default 0.9.</summary>
    public double Beta1 { get; init => field = OptimizerGuard.Memory(value, "adamw", nameof(Beta1)); } = 0.9;

    /// <summary>β₂, how long the mean of its square remembers. Range [0, 1). Default 0.999.</summary>
    public double Beta2 { get; init => field = OptimizerGuard.Memory(value, "adamw", nameof(Beta2)); } = 0.999;

    /// <summary>ε, what keeps the division finite. Range [1e-30, 1]. Default 1e-8.</summary>
    public double Epsilon { get; init => field = OptimizerGuard.InRange(value, 1e-30, 1, "adamw", nameof(Epsilon)); } = 1e-8;

    /// <summary>λ, the share of a weight that a step takes, times η. Range [0, 1]. Default 0.01.</summary>
    public double WeightDecay { get; init => field = OptimizerGuard.InRange(value, 0, 1, "adamw", nameof(WeightDecay)); } = 0.01;

    /// <summary>Whether the largest v so far stands under the root (AMSGrad). Default false.</summary>
    public bool AmsGrad { get; init; }

    int IOptimizer.Moments => AmsGrad ? 3 : 2;

    void IOptimizer.Update(in WeightSlice slice, in UpdateStep step)
        => AdamStep.Run(slice, step, (Beta1, Beta2, Epsilon), decay: 0, 1 - (step.LearningRate * WeightDecay), AmsGrad, OptimizerForm.PyTorch);
}
