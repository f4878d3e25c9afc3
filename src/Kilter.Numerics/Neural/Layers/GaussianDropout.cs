using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of multiplied noise: in training y = x·(1 + √(p/(1 − p))·n) with n standard normal, one for each value.</summary>
/// <remarks>
/// Shapes: (T, I) → (T, I). Mean and variance of the factor are those of dropout with rate p. The noise is a hash, as in <see cref="GaussianNoise"/>; outside training
/// it does nothing, unless Monte-Carlo passes are asked for. Cost: some 40 operations a value, forward and backward.
/// Source: N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, "Dropout", JMLR, 2014, section 10.
/// </remarks>
/// <param name="Rate">p, in [0, 1).</param>
public sealed record GaussianDropout(double Rate) : ILayer
{
    /// <summary>p, the rate of the dropout whose variance the factor has. Range [0, 1).</summary>
    public double Rate { get; init => field = LayerGuard.Rate(value, "gaussian_dropout", nameof(Rate)); } = LayerGuard.Rate(Rate, "gaussian_dropout", nameof(Rate));

    /// <inheritdoc/>
    public string Kind => "gaussian_dropout";

    IBoundLayer ILayer.Bind(BindContext context)
        => new BoundNoise<MultipliedNoise>(context.Name, context.Input, context.Key, (float)Math.Sqrt(Rate / (1 - Rate)), passesGradient: false);
}
