using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of values that are carried past layers: y = (f(x), the last values of x), where f are layers of their own.</summary>
/// <remarks>
/// Shapes: (1, I) → (1, O + last), where f turns (1, I), carried values included, into (1, O). A condition that encoder and decoder both see is carried past the code: this is
/// the conditional autoencoder's skip. Batch normalisation cannot stand inside. Cost: that of the layers.
/// Source: K. Sohn, H. Lee, X. Yan, "Learning structured output representation using deep conditional generative models", NIPS, 2015.
/// </remarks>
/// <param name="Last">How many values at the end are carried, at least 1.</param>
/// <param name="Layers">f, layers one after the other, at least one.</param>
public sealed record Carry(int Last, params IReadOnlyList<ILayer> Layers) : ILayer
{
    /// <summary>How many values at the end are carried. At least 1.</summary>
    public int Last { get; init => field = LayerGuard.AtLeastOne(value, "carry", nameof(Last)); } = LayerGuard.AtLeastOne(Last, "carry", nameof(Last));

    /// <summary>f, layers one after the other. At least one.</summary>
    public IReadOnlyList<ILayer> Layers { get; init => field = LayerGuard.Inside(value, "carry", nameof(Layers)); } = LayerGuard.Inside(Layers, "carry", nameof(Layers));

    /// <inheritdoc/>
    public string Kind => "carry";

    IReadOnlyList<ILayer> ILayer.Inside => Layers;

    IBoundLayer ILayer.Bind(BindContext context)
    {
        if (context.Input.Steps != 1 || context.Input.Width < Last)
        {
            throw context.Refusal($"it carries the last {Last} values of one step, and gets {context.Input}. Flatten before it, and carry at most what comes in.");
        }

        var inner = context.BindInside(Layers, context.Input);
        return inner.Output.Steps == 1
            ? new BoundCarry(context.Name, inner, Last)
            : throw context.Refusal($"its layers give {inner.Output}, and the carried values stand behind one step. Let them end in one step, or flatten.");
    }
}

/// <summary>A <see cref="Carry"/> in its place: rows of a panel lie one behind the other, so the output of f and the carried rows do too.</summary>
internal sealed class BoundCarry(string name, LayerStack inner, int last) : IBoundLayer
{
    public string Name => name;

    public SampleShape Input => inner.Input;

    public SampleShape Output { get; } = new(1, inner.Output.Width + last);

    public int CacheLength(int lanes, bool training) => inner.CacheLength(lanes, training);

    public int ScratchLength(int lanes) => inner.ScratchLength(lanes);

    public int StateLength(int lanes) => inner.StateLength(lanes);

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (made, length) = (inner.Output.Length * pass.Lanes, last * pass.Lanes);
        inner.Forward(pass, x[..(Input.Length * pass.Lanes)], y[..made], cache);
        x.Slice(Carried(pass), length).CopyTo(y[made..]);
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (made, length) = (inner.Output.Length * pass.Lanes, last * pass.Lanes);
        inner.Backward(pass, x[..(Input.Length * pass.Lanes)], y[..made], dy[..made], dx.IsEmpty ? dx : dx[..(Input.Length * pass.Lanes)], cache);
        if (!dx.IsEmpty)
        {
            var carried = dx.Slice(Carried(pass), length);
            RowKernel.Add(dy.Slice(made, length), carried, carried);
        }
    }

    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout) => inner.Modules(layout);

    public string? AddTo(OnnxGraph graph, string input)
        => graph.Concat(inner.AddTo(graph, input)!, graph.Node("Slice", [input, graph.Integers(Input.Width - last), graph.Integers(Input.Width), graph.Integers(2)]));

    private int Carried(in PanelPass pass) => (Input.Width - last) * pass.Lanes;
}
