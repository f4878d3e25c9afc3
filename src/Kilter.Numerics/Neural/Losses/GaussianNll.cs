using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>What the second half of an output means to <see cref="GaussianNll"/>.</summary>
public enum SpreadForm
{
    /// <summary>v = ln σ²: any number will do, so a linear layer may give it.</summary>
    LogVariance,

    /// <summary>σ², above 0: behind a softplus, say. Held at <see cref="GaussianNll.Epsilon"/> from below.</summary>
    Variance,
}

/// <summary>The negative log-likelihood of the target under a normal distribution whose mean and spread the network gives: ½·(ln σ² + (t − μ)²/σ²).</summary>
/// <remarks>
/// <para>Output: 2·C values a step, C means and then C spreads. Target: C values a step. The mean is over the C values and steps.</para>
/// <para>In the variance form the slope passes through the clamp as if it were not there, as in PyTorch.</para>
/// <para>Source: D. A. Nix, A. S. Weigend, "Estimating the mean and variance of the target probability distribution", ICNN, 1994.</para>
/// </remarks>
public sealed record GaussianNll : ILoss
{
    /// <inheritdoc/>
    public string Name => "gaussian-nll";

    /// <summary>What the second half of a step's values means. Default log-variance.</summary>
    public SpreadForm Spread { get; init; }

    /// <summary>The smallest variance, in the variance form alone. Range [1e-12, 1]. Default 1e-6.</summary>
    public double Epsilon { get; init => field = PointLoss.InRange(value, 1e-12, 1, "gaussian-nll", nameof(Epsilon)); } = 1e-6;

    /// <summary>Whether the constant ½·ln 2π is added, so that the number is a likelihood. Changes no gradient. Default false.</summary>
    public bool Constant { get; init; }

    /// <summary>Mean (default) or sum over a sample's values.</summary>
    public Reduction Reduction { get; init; }

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Width % 2 == 0
        ? output.Length / 2
        : throw new ArgumentException($"Loss 'gaussian-nll': it splits a step into means and spreads, and a step has {output.Width} values. Let the last layer give an even number.", nameof(output));

    double ILoss.Evaluate(in LossPanel panel)
    {
        const double HalfLogTwoPi = 0.91893853320467274;
        var (rows, values) = (panel.Shape.Width / 2 * panel.Lanes, panel.Shape.Length / 2);
        var weight = Reduction == Reduction.Mean ? 1.0 / values : 1;
        var sum = 0.0;
        for (var t = 0; t < panel.Shape.Steps; t++)
        {
            sum += GaussianLossKernel.Evaluate(
                panel.Lanes, panel.Valid, panel.Output.Slice(2 * t * rows, 2 * rows), panel.Target.Slice(t * rows, rows),
                panel.Gradient.IsEmpty ? default : panel.Gradient.Slice(2 * t * rows, 2 * rows),
                (float)(panel.SampleWeight * weight), Spread == SpreadForm.Variance ? (float)Epsilon : 0);
        }

        return weight * (sum + (Constant ? HalfLogTwoPi * values * panel.Valid : 0));
    }
}
