using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a residual connection: y = s(x) + f(x), where f and s are layers of their own and s is the identity unless given.</summary>
/// <remarks>
/// Shapes: that of f, which must be that of s. Batch normalisation cannot stand inside. Follows a stream where all its layers do. Cost: that of the
/// layers, and one addition a value.
/// Source: K. He, X. Zhang, S. Ren, J. Sun, "Deep residual learning for image recognition", CVPR, 2016.
/// </remarks>
/// <param name="Layers">f, layers one after the other, at least one.</param>
public sealed record Residual(params IReadOnlyList<ILayer> Layers) : ILayer
{
    /// <summary>f, layers one after the other. At least one.</summary>
    public IReadOnlyList<ILayer> Layers { get; init => field = AtLeastOne(value); } = AtLeastOne(Layers);

    /// <summary>s, layers one after the other: a dense layer, say, where f changes the width. Default none: s(x) = x.</summary>
    public IReadOnlyList<ILayer> Shortcut { get; init; } = [];

    /// <inheritdoc/>
    public string Kind => "residual";

    IReadOnlyList<ILayer> ILayer.Inside => [.. Layers, .. Shortcut];

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var inner = context.BindInside(Layers, context.Input);
        var shortcut = context.BindInside(Shortcut, context.Input);
        return inner.Output == shortcut.Output
            ? new BoundResidual(context.Name, inner, shortcut)
            : throw context.Refusal($"its layers turn {context.Input} into {inner.Output}, to which {shortcut.Output} cannot be added. "
                + $"Keep the shape (StepPadding.Same or Causal, as many outputs as inputs), or give a Shortcut that ends in {inner.Output}.");
    }

    private static IReadOnlyList<ILayer> AtLeastOne(IReadOnlyList<ILayer> layers)
        => layers is { Count: > 0 } ? layers : throw new ArgumentException("Layer 'residual': it holds no layers; give at least one.", nameof(layers));
}

/// <summary>A <see cref="Residual"/> in its place.</summary>
internal sealed class BoundResidual(string name, LayerStack inner, LayerStack shortcut) : IBoundLayer, IStepLayer
{
    private readonly StepStack? _innerSteps = StepStack.Wrong(inner.Layers) is null ? new StepStack(inner.Layers) : null;
    private readonly StepStack? _shortcutSteps = StepStack.Wrong(shortcut.Layers) is null ? new StepStack(shortcut.Layers) : null;

    public string Name => name;

    public SampleShape Input => inner.Input;

    public SampleShape Output => inner.Output;

    // What f gave, what s gave (unless it is the identity), and the caches of both.
    public int CacheLength(int lanes, bool training) => InnerCache(lanes, training) + shortcut.CacheLength(lanes, training);

    // In backward the gradient from the shortcut waits while that of f is made.
    public int ScratchLength(int lanes) => Panel.Round16(Input.Length) * lanes + Math.Max(inner.ScratchLength(lanes), shortcut.ScratchLength(lanes));

    public int StateLength(int lanes) => inner.StateLength(lanes) + shortcut.StateLength(lanes);

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (lanes, length) = (pass.Lanes, Output.Length * pass.Lanes);
        x = x[..(Input.Length * lanes)];
        y = y[..length];
        var places = Places(cache, lanes, pass.Training);
        inner.Forward(Inner(pass, pass.Scratch), x, places.Output, places.Cache);
        if (shortcut.Layers.Count == 0)
        {
            RowKernel.Add(x, places.Output, y);
            return;
        }

        shortcut.Forward(Shortcut(pass, pass.Scratch), x, places.ShortcutOutput, places.ShortcutCache);
        RowKernel.Add(places.ShortcutOutput, places.Output, y);
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (lanes, length, inputLength) = (pass.Lanes, Output.Length * pass.Lanes, Input.Length * pass.Lanes);
        x = x[..inputLength];
        dy = dy[..length];
        var places = Places(cache, lanes, training: true);
        var waiting = pass.Scratch[..(dx.IsEmpty ? 0 : inputLength)];
        var scratch = pass.Scratch[(Panel.Round16(Input.Length) * lanes)..];
        if (shortcut.Layers.Count > 0)
        {
            shortcut.Backward(Shortcut(pass, scratch), x, places.ShortcutOutput, dy, waiting, places.ShortcutCache);
        }

        inner.Backward(Inner(pass, scratch), x, places.Output, dy, dx.IsEmpty ? dx : dx[..inputLength], places.Cache);
        if (!dx.IsEmpty)
        {
            RowKernel.Add(shortcut.Layers.Count > 0 ? waiting : dy, dx[..inputLength], dx);
        }
    }

    public bool CanStep => _innerSteps is not null && _shortcutSteps is not null;

    // What f and s remember, and what they gave.
    public int StepStateLength => CanStep ? _innerSteps!.Length + _shortcutSteps!.Length + (2 * Panel.Round16(Output.Width)) : 0;

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
    {
        var width = Panel.Round16(Output.Width);
        var one = state[^width..];
        var two = state[^(2 * width)..^width];
        _innerSteps!.Step(weights, x, one, state[.._innerSteps.Length]);
        if (shortcut.Layers.Count == 0)
        {
            RowKernel.Add(x[..width], one, y);
            return;
        }

        _shortcutSteps!.Step(weights, x, two, state.Slice(_innerSteps.Length, _shortcutSteps.Length));
        RowKernel.Add(two, one, y);
    }

    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout) => [.. inner.Modules(layout), .. shortcut.Modules(layout)];

    public string? AddTo(OnnxGraph graph, string input) => graph.Node("Add", [inner.AddTo(graph, input)!, shortcut.AddTo(graph, input)!]);

    private int InnerCache(int lanes, bool training) => (2 * StackPlan.PanelLength(Output, lanes)) + Panel.Round16(inner.CacheLength(lanes, training));

    private Parts Places(Span<float> cache, int lanes, bool training)
    {
        var (length, room) = (Output.Length * lanes, StackPlan.PanelLength(Output, lanes));
        return new Parts
        {
            Output = cache[..length],
            ShortcutOutput = cache.Slice(room, length),
            Cache = cache.Slice(2 * room, inner.CacheLength(lanes, training)),
            ShortcutCache = cache[InnerCache(lanes, training)..],
        };
    }

    private PanelPass Inner(in PanelPass pass, Span<float> scratch) => pass.For(scratch, 0, inner.StateLength(pass.Lanes));

    private PanelPass Shortcut(in PanelPass pass, Span<float> scratch) => pass.For(scratch, inner.StateLength(pass.Lanes), shortcut.StateLength(pass.Lanes));

    /// <summary>Where the parts of the cache lie.</summary>
    private readonly ref struct Parts
    {
        public required Span<float> Output { get; init; }

        public required Span<float> ShortcutOutput { get; init; }

        public required Span<float> Cache { get; init; }

        public required Span<float> ShortcutCache { get; init; }
    }
}
