using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of the dropout that keeps mean 0 and variance 1, for networks of <see cref="ActivationFunction.Selu"/>.</summary>
/// <remarks>
/// <para>In training y = a·(x or, with probability p, α′) + b, with α′ = −1.7581, a = (q + α′²·q·p)^(−½), b = −a·p·α′, q = 1 − p.</para>
/// <para>Shapes: (T, I) → (T, I). The mask is a hash, as in <see cref="Dropout"/>; outside training it does nothing, unless Monte-Carlo passes are asked for.</para>
/// <para>Source: G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter, "Self-normalizing neural networks", NIPS, 2017, section 2.</para>
/// </remarks>
/// <param name="Rate">p, in [0, 1).</param>
public sealed record AlphaDropout(double Rate) : ILayer
{
    /// <summary>p, the share replaced. Range [0, 1).</summary>
    public double Rate { get; init => field = LayerGuard.Rate(value, "alpha_dropout", nameof(Rate)); } = LayerGuard.Rate(Rate, "alpha_dropout", nameof(Rate));

    /// <inheritdoc/>
    public string Kind => "alpha_dropout";

    IBoundLayer ILayer.Bind(BindContext context) => new BoundAlphaDropout(context.Name, context.Input, context.Key, Rate);
}

/// <summary>An <see cref="AlphaDropout"/> in its place.</summary>
internal sealed class BoundAlphaDropout : IBoundLayer, IStepLayer
{
    // What selu tends to far below 0.
    private const double Saturated = -1.7580993408473766;

    private readonly ulong _key;
    private readonly double _rate;
    private readonly float _scale;
    private readonly float _shift;
    private readonly float _replaced;

    public BoundAlphaDropout(string name, SampleShape shape, ulong key, double rate)
    {
        (Name, Input, _key, _rate) = (name, shape, key, rate);
        var kept = 1 - rate;
        var scale = 1 / Math.Sqrt(kept + (Saturated * Saturated * kept * rate));
        var shift = -scale * rate * Saturated;
        (_scale, _shift, _replaced) = ((float)scale, (float)shift, (float)((scale * Saturated) + shift));
    }

    public string Name { get; }

    public SampleShape Input { get; }

    public SampleShape Output => Input;

    public int StepStateLength => 0;

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => 0;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache) => Apply(pass, x, y, _shift, _replaced);

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        if (!dx.IsEmpty)
        {
            Apply(pass, dy, dx, 0, 0);
        }
    }

    public string? AddTo(OnnxGraph graph, string input) => input;

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state) => x[..y.Length].CopyTo(y);

    private void Apply(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, float shift, float replaced)
    {
        x = x[..(Input.Length * pass.Lanes)];
        if (pass.Random && _rate > 0)
        {
            MaskKernel.KeepOrReplace(pass.Lanes, x, y, pass.Key ^ _key, pass.FirstSample, _rate, _scale, shift, replaced);
        }
        else
        {
            x.CopyTo(y);
        }
    }
}
