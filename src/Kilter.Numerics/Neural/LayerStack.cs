using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural;

/// <summary>Layers one after the other, which together are a layer: a network, or what lies inside a residual or per-step layer.</summary>
/// <remarks>
/// In training the cache holds every layer's output and cache, since backward reads them. Otherwise two buffers take turns, so that a panel
/// stays in the processor's cache from layer to layer.
/// </remarks>
internal sealed class LayerStack : IBoundLayer
{
    private readonly IBoundLayer[] _layers;
    private readonly StackPlan _wide;
    private readonly StackPlan _narrow;

    public LayerStack(string name, SampleShape input, IReadOnlyList<IBoundLayer> layers)
    {
        (Name, Input, _layers) = (name, input, [.. layers]);
        Output = _layers.Length == 0 ? input : _layers[^1].Output;
        (_wide, _narrow) = (new StackPlan(_layers, Panel.Wide), new StackPlan(_layers, Panel.Narrow));
    }

    public string Name { get; }

    public SampleShape Input { get; }

    public SampleShape Output { get; }

    public IReadOnlyList<IBoundLayer> Layers => _layers;

    public int CacheLength(int lanes, bool training) => training ? Plan(lanes).TrainingCache : Plan(lanes).ScoringCache;

    public int ScratchLength(int lanes) => Plan(lanes).Scratch;

    public int StateLength(int lanes) => Plan(lanes).State;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        if (_layers.Length == 0)
        {
            x[..(Output.Length * pass.Lanes)].CopyTo(y);
            return;
        }

        var plan = Plan(pass.Lanes);
        var input = x;
        for (var n = 0; n < _layers.Length; n++)
        {
            var (layer, place) = (_layers[n], plan.Places[n]);
            var output = n == _layers.Length - 1 ? y : cache.Slice(pass.Training ? place.Output : n % 2 * plan.Widest, place.OutputLength);
            var own = pass.Training ? cache.Slice(place.Cache, place.CacheLength) : cache[(2 * plan.Widest)..];
            layer.Forward(pass.For(pass.Scratch, place.State, place.StateLength), input, output, own);
            input = output;
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        if (_layers.Length == 0)
        {
            dy[..Math.Min(dx.Length, Output.Length * pass.Lanes)].CopyTo(dx);
            return;
        }

        var plan = Plan(pass.Lanes);
        var scratch = pass.Scratch[(2 * plan.Widest)..];
        var output = y;
        var gradient = dy;
        for (var n = _layers.Length - 1; n >= 0; n--)
        {
            var (layer, place) = (_layers[n], plan.Places[n]);
            ReadOnlySpan<float> input = n == 0 ? x : cache.Slice(plan.Places[n - 1].Output, plan.Places[n - 1].OutputLength);
            var target = n == 0 ? dx : pass.Scratch.Slice(n % 2 * plan.Widest, input.Length);
            layer.Backward(pass.For(scratch, place.State, place.StateLength), input, output, gradient, target, cache.Slice(place.Cache, place.CacheLength));
            output = input;
            gradient = target;
        }
    }

    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout) => [.. _layers.SelectMany(l => l.Modules(layout))];

    public string? AddTo(OnnxGraph graph, string input)
    {
        foreach (var layer in _layers)
        {
            input = graph.Add(layer, input);
        }

        return input;
    }

    private StackPlan Plan(int lanes) => lanes == Panel.Wide ? _wide : _narrow;
}

/// <summary>Where the parts of a stack's cache, scratch and state lie for one panel width. Made once, so that a pass allocates nothing.</summary>
internal sealed class StackPlan
{
    public StackPlan(IBoundLayer[] layers, int lanes)
    {
        Places = new StackPlace[layers.Length];
        for (var n = 0; n < layers.Length; n++)
        {
            var layer = layers[n];
            var (cache, output) = (Panel.Round16(layer.CacheLength(lanes, training: true)), layer.Output.Length * lanes);
            var state = layer.StateLength(lanes);
            Places[n] = new StackPlace(TrainingCache, cache, TrainingCache + cache, output, State, state);
            var hidden = n == layers.Length - 1 ? 0 : PanelLength(layer.Output, lanes);
            TrainingCache += cache + hidden;
            State += state;
            Widest = Math.Max(Widest, hidden);
            ScoringCache = Math.Max(ScoringCache, Panel.Round16(layer.CacheLength(lanes, training: false)));
            Scratch = Math.Max(Scratch, Panel.Round16(layer.ScratchLength(lanes)));
        }

        ScoringCache += 2 * Widest;
        Scratch += 2 * Widest;
    }

    public StackPlace[] Places { get; }

    /// <summary>Floats of the largest activation between two layers.</summary>
    public int Widest { get; }

    public int TrainingCache { get; }

    public int ScoringCache { get; }

    public int Scratch { get; }

    public int State { get; }

    /// <summary>Floats of one activation of a panel: its rows, to whole multiples of 16, so that it can be turned back into samples.</summary>
    public static int PanelLength(SampleShape shape, int lanes) => Panel.Round16(shape.Length) * lanes;
}

/// <summary>Where one layer's parts begin, and how long they are.</summary>
internal readonly record struct StackPlace(int Cache, int CacheLength, int Output, int OutputLength, int State, int StateLength);
