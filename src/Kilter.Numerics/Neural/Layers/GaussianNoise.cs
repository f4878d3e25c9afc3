using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of added noise: in training y = x + deviation·n with n standard normal, one for each value.</summary>
/// <remarks>
/// Shapes: (T, I) → (T, I). The noise is a hash of step, layer, row and place in the epoch: the same seed gives the same noise, whatever the threads.
/// Outside training it does nothing, unless Monte-Carlo passes are asked for. Cost: some 40 operations a value, forward only.
/// Source: P. Vincent, H. Larochelle, Y. Bengio, P.-A. Manzagol, "Extracting and composing robust features with denoising autoencoders", ICML, 2008.
/// </remarks>
/// <param name="Deviation">The standard deviation, in [0, 1e6].</param>
public sealed record GaussianNoise(double Deviation) : ILayer
{
    /// <summary>The standard deviation of the noise, in the unit of the values. Range [0, 1e6].</summary>
    public double Deviation { get; init => field = LayerGuard.InRange(value, 0, 1e6, "gaussian_noise", nameof(Deviation)); }
        = LayerGuard.InRange(Deviation, 0, 1e6, "gaussian_noise", nameof(Deviation));

    /// <inheritdoc/>
    public string Kind => "gaussian_noise";

    IBoundLayer ILayer.Bind(BindContext context)
        => new BoundNoise<AddedNoise>(context.Name, context.Input, context.Key, (float)Deviation, passesGradient: true);
}

/// <summary>A <see cref="GaussianNoise"/> or <see cref="GaussianDropout"/> in its place.</summary>
internal sealed class BoundNoise<N>(string name, SampleShape shape, ulong key, float deviation, bool passesGradient) : IBoundLayer, IStepLayer
    where N : struct, INoise
{
    public string Name => name;

    public SampleShape Input => shape;

    public SampleShape Output => shape;

    public int StepStateLength => 0;

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => 0;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache) => Apply(pass, pass.Random, x, y);

    // The same factors again, by the same hash; a term that was added has none.
    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        if (!dx.IsEmpty)
        {
            Apply(pass, pass.Random && !passesGradient, dy, dx);
        }
    }

    public string? AddTo(OnnxGraph graph, string input) => input;

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state) => x[..y.Length].CopyTo(y);

    private void Apply(in PanelPass pass, bool random, ReadOnlySpan<float> x, Span<float> y)
    {
        x = x[..(shape.Length * pass.Lanes)];
        if (random && deviation > 0)
        {
            NoiseKernel.Apply<N>(pass.Lanes, x, y, pass.Key ^ key, pass.FirstSample, deviation);
        }
        else
        {
            x.CopyTo(y);
        }
    }
}
