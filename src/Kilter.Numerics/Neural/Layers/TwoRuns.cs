using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of layers that run twice over a window on the same weights: once on their own outputs, once on the true inputs.</summary>
/// <remarks>
/// <para>
/// Shapes: (T, I) → (T, 2·I + 2·H). A step of the output holds y of the free run, y of the taught run, then h of the free and of the taught run; h is what the last
/// layer takes, H values. In the free run the first step alone sees its true input, every later one the free run's own y; in the taught run all see the true ones.
/// Made for <see cref="Losses.TwoRunsError"/>. Gradients of both runs go back through time and add up in the weights.
/// </para>
/// <para>
/// The layers inside see one step at a time, (1, I) → (1, I): recurrent and dense layers, activations, dropout; at least two, the last without a memory. Both runs
/// start from the state that came in; the taught run's goes on to the next window. Dropout draws anew at each step and run.
/// </para>
/// <para>Cost: twice that of the layers inside.</para>
/// <para>
/// Source: A. Lamb et al., "Professor forcing: a new algorithm for training recurrent networks", NIPS, 2016, for the two runs; J. Park, RNN-based time-series anomaly
/// detector (public code), 2018, for this form without a discriminator.
/// </para>
/// </remarks>
/// <param name="Layers">One after the other, at least two.</param>
public sealed record TwoRuns(params IReadOnlyList<ILayer> Layers) : ILayer
{
    /// <summary>The layers inside, one after the other. At least two; the last gives as many values as the first takes.</summary>
    public IReadOnlyList<ILayer> Layers { get; init => field = LayerGuard.Inside(value, "two_runs", nameof(Layers)); } = LayerGuard.Inside(Layers, "two_runs", nameof(Layers));

    /// <inheritdoc/>
    public string Kind => "two_runs";

    IReadOnlyList<ILayer> ILayer.Inside => Layers;

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var step = new SampleShape(1, context.Input.Width);
        var inside = context.BindInside(Layers, step);
        return inside.Layers.Count < 2 || inside.Layers[^1].StateLength(Panel.Wide) > 0
            ? throw context.Refusal("it needs at least two layers inside, the last without a memory, such as a dense one.")
            : inside.Output == step ? new BoundTwoRuns(context, inside)
            : throw context.Refusal($"its output at one step is its input at the next, but the layers inside turn {step} into {inside.Output}. End them with a dense layer of {step.Width} units.");
    }
}

/// <summary>A <see cref="TwoRuns"/> layer in its place.</summary>
internal sealed class BoundTwoRuns(BindContext context, LayerStack inside) : IBoundLayer
{
    private readonly int _steps = context.Input.Steps;
    private readonly LayerStack _core = new(context.Name, inside.Input, [.. inside.Layers.SkipLast(1)]);
    private readonly IBoundLayer _head = inside.Layers[^1];

    private enum Run
    {
        Free,
        Taught,
    }

    public string Name { get; } = context.Name;

    public SampleShape Input { get; } = context.Input;

    public SampleShape Output { get; } = new(context.Input.Steps, (2 * context.Input.Width) + (2 * inside.Layers[^1].Input.Length));

    private int Hidden => _head.Input.Length;

    public int CacheLength(int lanes, bool training) => new Layout(this, lanes, training).Length;

    // The whole gradient of one output and of one hidden row, two gradients of inputs, that of the state before the first step, two states' in turn, and the inside.
    public int ScratchLength(int lanes)
        => (((3 * Input.Width) + (2 * Hidden)) * lanes) + (3 * StateLength(lanes)) + Math.Max(_core.ScratchLength(lanes), _head.ScratchLength(lanes));

    public int StateLength(int lanes) => _core.StateLength(lanes);

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var layout = new Layout(this, pass.Lanes, pass.Training);
        for (var run = Run.Free; run <= Run.Taught; run++)
        {
            var state = pass.StateBefore;
            for (var t = 0; t < _steps; t++)
            {
                var after = layout.State(cache, run, t + 1);
                var (hidden, output) = (layout.HiddenPlace(run, t), layout.OutputPlace(run, t));
                _core.Forward(pass.AtStep(Draw(run, t), pass.Scratch, state, after), Seen(layout, run, t, x, y), y[hidden], layout.Core(cache, run, t));
                _head.Forward(pass.AtStep(Draw(run, t), pass.Scratch), y[hidden], y[output], layout.Head(cache, run, t));
                state = after;
            }

            if (run == Run.Taught && !pass.StateAfter.IsEmpty)
            {
                state.CopyTo(pass.StateAfter);
            }
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var states = StateLength(pass.Lanes);
        var first = pass.Scratch[..states];
        dx.Clear();
        for (var run = Run.Free; run <= Run.Taught; run++)
        {
            Back(pass, run, x, y, dy, dx, cache, first, pass.Scratch[states..]);
            if (!pass.StateGradient.IsEmpty && states > 0)
            {
                if (run == Run.Free)
                {
                    first.CopyTo(pass.StateGradient);
                }
                else
                {
                    PairKernel.Add(first, pass.StateGradient[..states], pass.StateGradient[..states]);
                }
            }
        }
    }

    /// <summary>One run backward; <paramref name="first"/> gets the gradient of the state before its first step.</summary>
    private void Back(in PanelPass pass, Run run, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache, Span<float> first, Span<float> scratch)
    {
        var (lanes, states) = (pass.Lanes, StateLength(pass.Lanes));
        var (rows, hiddenRows) = (Input.Width * lanes, Hidden * lanes);
        var layout = new Layout(this, lanes, training: true);
        var whole = scratch[..rows];
        var input = scratch.Slice(rows, rows);
        var back = scratch.Slice(2 * rows, rows);
        var above = scratch.Slice(3 * rows, hiddenRows);
        var sum = scratch.Slice((3 * rows) + hiddenRows, hiddenRows);
        var turns = scratch.Slice((3 * rows) + (2 * hiddenRows), 2 * states);
        scratch = scratch[((3 * rows) + (2 * hiddenRows) + (2 * states))..];
        for (var t = _steps - 1; t >= 0; t--)
        {
            var (hidden, output) = (layout.HiddenPlace(run, t), layout.OutputPlace(run, t));
            var slope = dy[output];
            if (run == Run.Free && t + 1 < _steps)
            {
                PairKernel.Add(slope, back, whole);
                slope = whole;
            }

            _head.Backward(pass.AtStep(Draw(run, t), scratch), y[hidden], y[output], slope, above, layout.Head(cache, run, t));
            PairKernel.Add(above, dy[hidden], sum);
            var before = t == 0 ? pass.StateBefore : layout.State(cache, run, t);
            var afterGradient = t < _steps - 1 ? turns.Slice((t + 1) % 2 * states, states) : run == Run.Taught ? pass.StateAfterGradient : default;
            var step = pass.AtStep(Draw(run, t), scratch, before, default, afterGradient, t == 0 ? first : turns.Slice(t % 2 * states, states));
            _core.Backward(step, Seen(layout, run, t, x, y), y[hidden], sum, input, layout.Core(cache, run, t));
            if (run == Run.Free && t > 0)
            {
                input.CopyTo(back);
            }
            else if (!dx.IsEmpty)
            {
                PairKernel.Add(input, dx.Slice(t * rows, rows), dx.Slice(t * rows, rows));
            }
        }
    }

    // Each step of each run draws its own masks.
    private int Draw(Run run, int t) => ((int)run * _steps) + t;

    private static ReadOnlySpan<float> Seen(in Layout layout, Run run, int t, ReadOnlySpan<float> x, ReadOnlySpan<float> y)
        => run == Run.Free && t > 0 ? y[layout.OutputPlace(Run.Free, t - 1)] : x[layout.InputPlace(t)];

    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout) => inside.Modules(layout);

    /// <summary>Where the parts lie. Cache, for each run: states after each step | caches of the core at each step | caches of the head at each step.</summary>
    private readonly struct Layout(BoundTwoRuns layer, int lanes, bool training)
    {
        private readonly int _slots = training ? layer._steps : 1;
        private readonly int _turns = training ? layer._steps : 2;
        private readonly int _state = layer.StateLength(lanes);
        private readonly int _core = Panel.Round16(layer._core.CacheLength(lanes, training));
        private readonly int _head = Panel.Round16(layer._head.CacheLength(lanes, training));

        private int RunLength => (_turns * _state) + (_slots * (_core + _head));

        public int Length => 2 * RunLength;

        // The state after step t − 1.
        public Span<float> State(Span<float> cache, Run run, int t) => cache.Slice(((int)run * RunLength) + ((t - 1) % _turns * _state), _state);

        public Span<float> Core(Span<float> cache, Run run, int t) => cache.Slice(((int)run * RunLength) + (_turns * _state) + (t % _slots * _core), _core);

        public Span<float> Head(Span<float> cache, Run run, int t) => cache.Slice(((int)run * RunLength) + (_turns * _state) + (_slots * _core) + (t % _slots * _head), _head);

        public Range InputPlace(int t) => Place(t * layer.Input.Width, layer.Input.Width);

        public Range OutputPlace(Run run, int t) => Place((t * layer.Output.Width) + ((int)run * layer.Input.Width), layer.Input.Width);

        public Range HiddenPlace(Run run, int t) => Place((t * layer.Output.Width) + (2 * layer.Input.Width) + ((int)run * layer.Hidden), layer.Hidden);

        private Range Place(int row, int rows) => new(row * lanes, (row + rows) * lanes);
    }
}
