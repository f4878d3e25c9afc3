using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of the latent of a variational autoencoder: a mean and a log-variance come in, a normal sample goes out.</summary>
/// <remarks>
/// <para>Shapes: (T, 2·L) → (T, L); the first L values of a step are μ, the last L are v = ln σ². In training z = μ + e^(v/2)·ε with ε standard normal; outside,
/// unless Monte-Carlo passes are asked for, z = μ.</para>
/// <para>
/// In training it adds weight·½·Σ(μ² + eᵛ − 1 − v) to the loss of each sample, the Kullback-Leibler divergence from the standard normal. With a
/// reconstruction loss summed over values (<see cref="Losses.Reduction.Sum"/>) the loss is then the negative evidence lower bound, with weight as
/// the β of a β-VAE. A v above 88 makes the loss infinite: bound it, or let the layer before start small.
/// </para>
/// <para>The noise is a hash of step, layer, row and place in the epoch: the same seed gives the same noise, whatever the threads.</para>
/// <para>Source: D. P. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR, 2014, section 2.4 and appendix B; I. Higgins et al., "beta-VAE", ICLR, 2017.</para>
/// </remarks>
public sealed record GaussianLatent : ILayer
{
    /// <summary>β, the weight of the divergence in the loss. Range [0, 1e6]. Default 1.</summary>
    public double Weight { get; init => field = LayerGuard.InRange(value, 0, 1e6, "gaussian_latent", nameof(Weight)); } = 1;

    /// <inheritdoc/>
    public string Kind => "gaussian_latent";

    IBoundLayer ILayer.Bind(BindContext context)
    {
        if (context.Input.Width % 2 != 0)
        {
            throw context.Refusal($"it splits a step into means and log-variances, and gets {context.Input.Width} values. Let the layer before give an even number: twice the latent width.");
        }

        return new BoundGaussianLatent(context.Name, context.Input, context.Key, Weight);
    }
}

/// <summary>A <see cref="GaussianLatent"/> in its place.</summary>
internal sealed class BoundGaussianLatent(string name, SampleShape input, ulong key, double weight) : IBoundLayer
{
    public string Name => name;

    public SampleShape Input => input;

    public SampleShape Output { get; } = new(input.Steps, input.Width / 2);

    // The means alone.
    public string? AddTo(OnnxGraph graph, string input)
        => graph.Node("Slice", [input, graph.Integers(0), graph.Integers(Output.Width), graph.Integers(2)]);

    public int CacheLength(int lanes, bool training) => Output.Length * lanes;

    public int ScratchLength(int lanes) => lanes;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var noise = cache[..(Output.Length * pass.Lanes)];
        if (pass.Random)
        {
            NoiseKernel.Apply<BareNoise>(pass.Lanes, noise, noise, pass.Key ^ key, pass.FirstSample, 1);
        }

        GaussianSplit.Forward(pass, input, x, y, pass.Random ? noise : default, weight);
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        if (!dx.IsEmpty)
        {
            GaussianSplit.Backward(pass, input, x, dy, dx, pass.Random ? cache[..(Output.Length * pass.Lanes)] : default, weight);
        }
    }
}

/// <summary>The arithmetic of <see cref="GaussianLatent"/> for noise that is given.</summary>
internal static class GaussianSplit
{
    /// <summary>Samples, and adds the divergence to the penalty.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">The shape of x.</param>
    /// <param name="x">Means and log-variances.</param>
    /// <param name="y">z.</param>
    /// <param name="noise">ε, like y; empty for zeros.</param>
    /// <param name="weight">β.</param>
    public static void Forward(in PanelPass pass, SampleShape input, ReadOnlySpan<float> x, Span<float> y, ReadOnlySpan<float> noise, double weight)
    {
        var half = input.Width / 2 * pass.Lanes;
        for (var t = 0; t < input.Steps; t++)
        {
            var mean = x.Slice(2 * t * half, half);
            var logVariance = x.Slice(((2 * t) + 1) * half, half);
            PenaltyKernel.Sample(mean, logVariance, noise.IsEmpty ? noise : noise.Slice(t * half, half), y.Slice(t * half, half));
            if (!pass.Penalty.IsEmpty && weight > 0)
            {
                pass.Penalty[0] += weight * PenaltyKernel.Divergence(pass.Lanes, pass.Valid, mean, logVariance);
            }
        }
    }

    /// <summary>The gradient of both, from dz.</summary>
    public static void Backward(in PanelPass pass, SampleShape input, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, ReadOnlySpan<float> noise, double weight)
    {
        var half = input.Width / 2 * pass.Lanes;
        var factors = PenaltyFactors.For(pass, weight);
        for (var t = 0; t < input.Steps; t++)
        {
            var (first, second) = (2 * t * half, ((2 * t) + 1) * half);
            PenaltyKernel.SampleBackward(
                pass.Lanes, x.Slice(first, half), x.Slice(second, half), noise.IsEmpty ? noise : noise.Slice(t * half, half), factors,
                dy.Slice(t * half, half), dx.Slice(first, half), dx.Slice(second, half));
        }
    }
}

/// <summary>The factor of a penalty in the gradient, sample by sample: its weight over the samples of the batch, 0 for places without a sample.</summary>
internal static class PenaltyFactors
{
    /// <summary>Fills the first values of the pass's scratch.</summary>
    public static ReadOnlySpan<float> For(in PanelPass pass, double weight)
    {
        var factors = pass.Scratch[..pass.Lanes];
        factors.Clear();
        factors[..pass.Valid].Fill((float)(weight * pass.SampleWeight));
        return factors;
    }
}
