using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Optimizers;

/// <summary>Stochastic gradient descent, with momentum and Nesterov's look ahead.</summary>
/// <remarks>
/// <para>PyTorch: b ← μ·b + (1 − d)·g (b = g in the first step), w ← w − η·b, or with look ahead w ← w − η·(g + μ·b).</para>
/// <para>Keras: b ← μ·b − η·g, w ← w + b, or with look ahead w ← w + μ·b − η·g. The two differ when the rate changes, and in dampening, which Keras lacks.</para>
/// <para>Source: B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", USSR Comput. Math. Math. Phys., 1964; I. Sutskever, J. Martens,
/// G. Dahl, G. Hinton, "On the importance of initialization and momentum in deep learning", ICML, 2013.</para>
/// </remarks>
public sealed record Sgd : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "sgd";

    /// <summary>η. Above 0. Default 0.01.</summary>
    public double LearningRate { get; init => field = OptimizerGuard.Positive(value, "sgd", nameof(LearningRate)); } = 0.01;

    /// <summary>μ, how long steps remember their direction. Range [0, 1). Default 0: not at all.</summary>
    public double Momentum { get; init => field = OptimizerGuard.Memory(value, "sgd", nameof(Momentum)); }

    /// <summary>d, the share of a new gradient that momentum leaves out; PyTorch's form alone reads it. Range [0, 1). Default 0.</summary>
    public double Dampening { get; init => field = OptimizerGuard.Memory(value, "sgd", nameof(Dampening)); }

    /// <summary>Whether a step looks ahead along the momentum. Without momentum it changes nothing. Default false.</summary>
    public bool Nesterov { get; init; }

    /// <summary>λ·w is added to the gradient (L2). Range [0, 1]. Default 0.</summary>
    public double WeightDecay { get; init => field = OptimizerGuard.InRange(value, 0, 1, "sgd", nameof(WeightDecay)); }

    /// <summary>Whose form. Default PyTorch's.</summary>
    public OptimizerForm Form { get; init; }

    int IOptimizer.Moments => Momentum > 0 ? 1 : 0;

    void IOptimizer.Update(in WeightSlice slice, in UpdateStep step)
    {
        var (rate, decay, momentum) = ((float)step.LearningRate, (float)WeightDecay, (float)Momentum);
        if (Momentum == 0)
        {
            UpdateKernel.Move<PlainRule>(slice.Weights, slice.Gradient, default, default, default, new UpdateNumbers<float> { Rate = rate, Decay = decay });
            return;
        }

        // b of Keras is kept with its sign turned, so that one rule serves both.
        var keras = Form == OptimizerForm.Keras;
        var taken = keras ? rate : step.Number == 1 ? 1 : (float)(1 - Dampening);
        UpdateKernel.Move<MomentumRule>(slice.Weights, slice.Gradient, slice.First, default, default, new UpdateNumbers<float>
        {
            Rate = keras ? 1 : rate,
            Decay = decay,
            A = momentum,
            B = taken,
            C = Nesterov ? momentum : 1,
            D = !Nesterov ? 0 : keras ? rate : 1,
        });
    }
}
