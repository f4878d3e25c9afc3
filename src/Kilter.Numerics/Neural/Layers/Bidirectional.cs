using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a recurrent layer that reads the window twice, forwards and backwards, with weights of its own for each direction.</summary>
/// <remarks>
/// <para>
/// Shapes: (T, I) → (T, 2H): at each step first the output of the forward reading, then that of the backward one, put back in the order of time. Where
/// the inner layer gives its last step alone, (T, I) → (1, 2H): the final output of each reading, which for the backward one is that at step 0.
/// </para>
/// <para>
/// Weights: those of the inner layer, under forward and under backward. State: that of the forward reading, then that of the backward one, each before
/// its first step. It looks ahead, so it cannot take a series one step at a time.
/// </para>
/// <para>Cost: twice the inner layer's. Source: M. Schuster, K. K. Paliwal, "Bidirectional recurrent neural networks", IEEE Trans. Signal Processing, 1997.</para>
/// </remarks>
/// <param name="Layer">An LSTM, GRU or plain recurrent layer.</param>
public sealed record Bidirectional(IRecurrentLayer Layer) : ILayer
{
    /// <summary>An LSTM, GRU or plain recurrent layer, the settings of both directions.</summary>
    public IRecurrentLayer Layer { get; init => field = LayerGuard.Given(value, "bidirectional", nameof(Layer)); } = LayerGuard.Given(Layer, "bidirectional", nameof(Layer));

    /// <summary>The share of input values that a reading does not see in training; each direction drops others. Range [0, 1). Default 0.</summary>
    /// <remarks>Keras's "dropout" of the layer inside, as TensorFlow 2 computes it: other values at each step.</remarks>
    public double InputDropout { get; init => field = LayerGuard.Rate(value, "bidirectional", nameof(InputDropout)); }

    /// <summary>Whether what is dropped at one step is dropped at every step of the window. Default false.</summary>
    /// <remarks>Source: Y. Gal, Z. Ghahramani, "A theoretically grounded application of dropout in recurrent neural networks", NIPS, 2016.</remarks>
    public bool SameAtEveryStep { get; init; }

    /// <inheritdoc/>
    public string Kind => "bidirectional";

    IBoundLayer ILayer.Bind(BindContext context)
        => new BoundBidirectional(context.Name, context.Key, InputDropout, SameAtEveryStep, context.BindPart(Layer, context.Input, "forward"), context.BindPart(Layer, context.Input, "backward"));
}

/// <summary>A <see cref="Bidirectional"/> layer in its place: the inner layer runs over the window, and its twin over a copy with the steps turned round.</summary>
internal sealed class BoundBidirectional(string name, ulong key, double inputDropout, bool same, IBoundLayer ahead, IBoundLayer back) : IBoundLayer
{
    private readonly RecurrentMask _aheadMask = new(key, inputDropout);
    private readonly RecurrentMask _backMask = new(~key, inputDropout);

    public string Name => name;

    public SampleShape Input => ahead.Input;

    public SampleShape Output { get; } = new(ahead.Output.Steps, 2 * ahead.Output.Width);

    // The window turned round | outputs of both readings | caches of both | what the forward reading sees, where some of it is dropped.
    public int CacheLength(int lanes, bool training) => new Layout(this, lanes, training).Length;

    // Gradients of both outputs, of the window turned round, and scratch of one reading.
    public int ScratchLength(int lanes) => ((Output.Length + Input.Length) * lanes) + Panel.Round16(ahead.ScratchLength(lanes));

    public int StateLength(int lanes) => 2 * ahead.StateLength(lanes);

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (lanes, state) = (pass.Lanes, ahead.StateLength(pass.Lanes));
        var layout = new Layout(this, lanes, pass.Training);
        TurnRound(x[..(Input.Length * lanes)], Input.Width * lanes, layout.Turned(cache));
        if (_backMask.Drops)
        {
            Hide(_aheadMask, pass, x[..(Input.Length * lanes)], layout.Seen(cache));
            Hide(_backMask, pass, layout.Turned(cache), layout.Turned(cache));
            x = layout.Seen(cache);
        }

        ahead.Forward(pass.For(pass.Scratch, 0, state), x, layout.Output(cache, 0), layout.Cache(cache, 0));
        back.Forward(pass.For(pass.Scratch, state, state), layout.Turned(cache), layout.Output(cache, 1), layout.Cache(cache, 1));
        var (rows, last) = (ahead.Output.Width * lanes, Output.Steps - 1);
        for (var t = 0; t <= last; t++)
        {
            layout.Output(cache, 0).Slice(t * rows, rows).CopyTo(y[(2 * t * rows)..]);
            layout.Output(cache, 1).Slice((last - t) * rows, rows).CopyTo(y[(((2 * t) + 1) * rows)..]);
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (lanes, state) = (pass.Lanes, ahead.StateLength(pass.Lanes));
        var (rows, last, length) = (ahead.Output.Width * lanes, Output.Steps - 1, ahead.Output.Length * lanes);
        var layout = new Layout(this, lanes, training: true);
        var outputs = pass.Scratch[..(2 * length)];
        for (var t = 0; t <= last; t++)
        {
            dy.Slice(2 * t * rows, rows).CopyTo(outputs[(t * rows)..]);
            dy.Slice(((2 * t) + 1) * rows, rows).CopyTo(outputs[(length + ((last - t) * rows))..]);
        }

        var input = Input.Length * lanes;
        var turned = dx.IsEmpty ? default : pass.Scratch.Slice(2 * length, input);
        var scratch = pass.Scratch[((2 * length) + input)..];
        x = _aheadMask.Drops ? layout.Seen(cache) : x;
        ahead.Backward(pass.For(scratch, 0, state), x, layout.Output(cache, 0), outputs[..length], dx, layout.Cache(cache, 0));
        back.Backward(pass.For(scratch, state, state), layout.Turned(cache), layout.Output(cache, 1), outputs[length..], turned, layout.Cache(cache, 1));
        var step = Input.Width * lanes;
        if (_aheadMask.Drops && !dx.IsEmpty)
        {
            Hide(_aheadMask, pass, dx[..input], dx[..input]);
            Hide(_backMask, pass, turned, turned);
        }

        for (var t = 0; !dx.IsEmpty && t < Input.Steps; t++)
        {
            var place = dx.Slice(t * step, step);
            PairKernel.Add(place, turned.Slice((Input.Steps - 1 - t) * step, step), place);
        }
    }

    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout)
        => [.. ahead.Modules(layout).Zip(back.Modules(layout), (forward, backward) => ForeignModule.Both(name, forward, backward))];

    public string? AddTo(OnnxGraph graph, string input)
    {
        var forward = graph.Add(ahead, input);
        var backward = graph.Add(back, graph.Backwards(input));
        return graph.Concat(forward, Output.Steps == 1 ? backward : graph.Backwards(backward));
    }

    private void Hide(RecurrentMask mask, in PanelPass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        if (same)
        {
            mask.ApplyToSteps(pass, x, y, Input.Width * pass.Lanes);
        }
        else
        {
            mask.ApplyToAll(pass, x, y);
        }
    }

    private static void TurnRound(ReadOnlySpan<float> from, int step, Span<float> to)
    {
        for (var at = 0; at < from.Length; at += step)
        {
            from.Slice(at, step).CopyTo(to[(from.Length - at - step)..]);
        }
    }

    private readonly struct Layout(BoundBidirectional layer, int lanes, bool training)
    {
        private readonly int _input = layer.Input.Length * lanes;
        private readonly int _output = layer.Output.Length * lanes / 2;
        private readonly int _cache = Panel.Round16(layer.InnerCacheLength(lanes, training));

        private readonly int _seen = layer._aheadMask.Drops ? layer.Input.Length * lanes : 0;

        public int Length => _input + (2 * _output) + (2 * _cache) + _seen;

        public Span<float> Seen(Span<float> cache) => cache.Slice(_input + (2 * _output) + (2 * _cache), _seen);

        public Span<float> Turned(Span<float> cache) => cache[.._input];

        public Span<float> Output(Span<float> cache, int direction) => cache.Slice(_input + (direction * _output), _output);

        public Span<float> Cache(Span<float> cache, int direction) => cache.Slice(_input + (2 * _output) + (direction * _cache), _cache);
    }

    private int InnerCacheLength(int lanes, bool training) => ahead.CacheLength(lanes, training);
}
