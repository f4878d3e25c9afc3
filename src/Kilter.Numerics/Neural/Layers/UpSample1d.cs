using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of upsampling: (T, C) → (T·factor, C), each step several times (nearest neighbour).</summary>
/// <param name="Factor">How often each step comes out, at least 1.</param>
public sealed record UpSample1d(int Factor) : ILayer
{
    /// <summary>How often each step comes out. At least 1.</summary>
    public int Factor { get; init => field = LayerGuard.AtLeastOne(value, "upsample1d", nameof(Factor)); } = LayerGuard.AtLeastOne(Factor, "upsample1d", nameof(Factor));

    /// <inheritdoc/>
    public string Kind => "upsample1d";

    IBoundLayer ILayer.Bind(BindContext context) => new BoundUpSample1d(context.Name, context.Input, Factor);
}

/// <summary>An <see cref="UpSample1d"/> in its place.</summary>
internal sealed class BoundUpSample1d(string name, SampleShape input, int factor) : IBoundLayer
{
    public string Name => name;

    public SampleShape Input => input;

    public SampleShape Output { get; } = new(input.Steps * factor, input.Width);

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => 0;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var rows = input.Width * pass.Lanes;
        for (var t = 0; t < Output.Steps; t++)
        {
            x.Slice(t / factor * rows, rows).CopyTo(y[(t * rows)..]);
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var rows = input.Width * pass.Lanes;
        for (var t = 0; t < input.Steps && !dx.IsEmpty; t++)
        {
            UpdateKernel.Sum(dy[(t * factor * rows)..], rows, factor, dx.Slice(t * rows, rows));
        }
    }

    public string? AddTo(OnnxGraph graph, string input)
    {
        var apart = graph.Reshape(input, 0, Input.Steps, 1, Input.Width);
        return graph.Reshape(graph.Node("Tile", [apart, graph.Integers(1, 1, factor, 1)]), 0, Output.Steps, Output.Width);
    }
}
