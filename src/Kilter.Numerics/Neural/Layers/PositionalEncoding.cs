using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a positional encoding: y[t] = x[t] + e[t], so that a layer that knows no order, as attention, can tell steps apart.</summary>
/// <remarks>
/// e[t][2i] = sin(t / base^(2i/C)), e[t][2i + 1] = cos(t / base^(2i/C)), computed in float64 once. Shapes: (T, C) → (T, C). No weights; the gradient
/// passes unchanged. t counts from the start of the window, so a stream, which has no start, cannot be followed.
/// Source: A. Vaswani et al., "Attention is all you need", NeurIPS, 2017, section 3.5.
/// </remarks>
public sealed record PositionalEncoding : ILayer
{
    /// <summary>The base of the wavelengths. Range [2, 1e6]. Default 10,000, the paper's.</summary>
    public double Base { get; init => field = LayerGuard.InRange(value, 2, 1e6, "positional_encoding", nameof(Base)); } = 10_000;

    /// <inheritdoc/>
    public string Kind => "positional_encoding";

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var (steps, width) = (context.Input.Steps, context.Input.Width);
        var encoding = new float[context.Input.Length];
        for (var c = 0; c < width; c++)
        {
            var frequency = PortableMath.Exp(-(c / 2 * 2) / (double)width * PortableMath.Log(Base)) / (2 * Math.PI);
            for (var t = 0; t < steps; t++)
            {
                encoding[(t * width) + c] = (float)PortableMath.SinTurns((t * frequency) + (c % 2 * 0.25));
            }
        }

        return new BoundPositionalEncoding(context.Name, context.Input, encoding);
    }
}

/// <summary>A <see cref="PositionalEncoding"/> in its place.</summary>
internal sealed class BoundPositionalEncoding(string name, SampleShape shape, float[] encoding) : IBoundLayer
{
    public string Name => name;

    public SampleShape Input => shape;

    public SampleShape Output => shape;

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => 0;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache) => RowKernel.Shift(pass.Lanes, encoding, x, y);

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        if (!dx.IsEmpty)
        {
            dy[..(shape.Length * pass.Lanes)].CopyTo(dx);
        }
    }

    public string? AddTo(OnnxGraph graph, string input) => graph.Node("Add", [input, graph.Tensor("encoding", encoding, shape.Steps, shape.Width)]);
}
