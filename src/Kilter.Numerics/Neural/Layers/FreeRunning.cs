using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of layers that feed on their own output: after some first steps, what came out at one step goes in at the next.</summary>
/// <remarks>
/// <para>
/// Shapes: (T, I) → (T, I). The layers inside see one step at a time, (1, I) → (1, I), and carry their states along: recurrent and dense layers,
/// activations, dropout. Step t sees the true input x[t] for t below <see cref="TeacherSteps"/>, then y[t − 1]; so with targets y[t] = x[t + 1] it
/// forecasts T − TeacherSteps + 1 steps from the last true one. The gradient goes back along the outputs that were fed back too. x[t] that nobody sees
/// may be anything finite.
/// </para>
/// <para>
/// With <see cref="TeacherForcing"/>, each later step of each window sees in training the true input with that chance instead; in scoring never.
/// Dropout draws anew at each step; recurrent dropout stays over the window. State: that of the layers inside.
/// </para>
/// <para>Cost: that of the layers inside, a little more in training, since weight gradients are added step by step.</para>
/// <para>
/// Source: R. J. Williams, D. Zipser, "A learning algorithm for continually running fully recurrent neural networks", Neural Computation, 1989; S. Bengio,
/// O. Vinyals, N. Jaitly, N. Shazeer, "Scheduled sampling for sequence prediction with recurrent neural networks", NIPS, 2015.
/// </para>
/// </remarks>
/// <param name="Layers">One after the other, at least one.</param>
public sealed record FreeRunning(params IReadOnlyList<ILayer> Layers) : ILayer
{
    /// <summary>The layers inside, one after the other. At least one; the last gives as many values as the first takes.</summary>
    public IReadOnlyList<ILayer> Layers { get; init => field = LayerGuard.Inside(value, "free_running", nameof(Layers)); } = LayerGuard.Inside(Layers, "free_running", nameof(Layers));

    /// <summary>First steps that see the true input: the warm-up. At least 1; T or more for teacher forcing throughout. Default 1.</summary>
    public int TeacherSteps { get; init => field = LayerGuard.AtLeastOne(value, "free_running", nameof(TeacherSteps)); } = 1;

    /// <summary>In training, the chance of each later step to see the true input after all, 1 − the sampling rate of the paper. Range [0, 1). Default 0.</summary>
    public double TeacherForcing { get; init => field = LayerGuard.Rate(value, "free_running", nameof(TeacherForcing)); }

    /// <inheritdoc/>
    public string Kind => "free_running";

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var step = new SampleShape(1, context.Input.Width);
        var inside = context.BindInside(Layers, step);
        return inside.Output == step
            ? new BoundFreeRunning(context, this, inside)
            : throw context.Refusal($"its output at one step is its input at the next, but the layers inside turn {step} into {inside.Output}. End them with a dense layer of {step.Width} units.");
    }
}

/// <summary>A <see cref="FreeRunning"/> layer in its place.</summary>
internal sealed class BoundFreeRunning(BindContext context, FreeRunning settings, LayerStack inside) : IBoundLayer, IStepLayer
{
    private readonly int _steps = context.Input.Steps;
    private readonly int _taught = settings.TeacherSteps;
    private readonly double _chance = settings.TeacherForcing;
    private readonly ulong _key = context.Key;
    private readonly StepStack? _live = StepStack.Wrong(inside.Layers) is null ? new StepStack(inside.Layers) : null;

    public string Name { get; } = context.Name;

    public SampleShape Input { get; } = context.Input;

    public SampleShape Output => Input;

    public int CacheLength(int lanes, bool training) => new Layout(this, lanes, training).Length;

    // The whole gradient of one output, that of one input, its part that was fed back, two states' gradients in turn, and what the inside needs.
    public int ScratchLength(int lanes) => (3 * Input.Width * lanes) + (2 * StateLength(lanes)) + inside.ScratchLength(lanes);

    public int StateLength(int lanes) => inside.StateLength(lanes);

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (lanes, rows) = (pass.Lanes, Input.Width * pass.Lanes);
        var layout = new Layout(this, lanes, pass.Training);
        var state = pass.StateBefore;
        for (var t = 0; t < _steps; t++)
        {
            if (Mixes(pass, t))
            {
                MaskKernel.Choose(lanes, x.Slice(t * rows, rows), y.Slice((t - 1) * rows, rows), layout.Mixed(cache, t), pass.Key ^ _key, t, pass.FirstSample, _chance);
            }

            var after = layout.State(cache, t + 1);
            inside.Forward(pass.AtStep(t, pass.Scratch, state, after), Seen(pass, t, x, y, layout.Mixed(cache, t)), y.Slice(t * rows, rows), layout.Inside(cache, t));
            state = after;
        }

        if (!pass.StateAfter.IsEmpty)
        {
            state.CopyTo(pass.StateAfter);
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (lanes, rows, states) = (pass.Lanes, Input.Width * pass.Lanes, StateLength(pass.Lanes));
        var layout = new Layout(this, lanes, training: true);
        var whole = pass.Scratch[..rows];
        var input = pass.Scratch.Slice(rows, rows);
        var back = pass.Scratch.Slice(2 * rows, rows);
        var turns = pass.Scratch.Slice(3 * rows, 2 * states);
        var scratch = pass.Scratch[((3 * rows) + (2 * states))..];
        for (var t = _steps - 1; t >= 0; t--)
        {
            var place = new Range(t * rows, (t + 1) * rows);
            var above = dy[place];
            if (t + 1 < _steps && t + 1 >= _taught)
            {
                PairKernel.Add(above, back, whole);
                above = whole;
            }

            var before = t == 0 ? pass.StateBefore : layout.State(cache, t);
            var afterGradient = t == _steps - 1 ? pass.StateAfterGradient : turns.Slice((t + 1) % 2 * states, states);
            var gradient = t == 0 ? pass.StateGradient : turns.Slice(t % 2 * states, states);
            var step = pass.AtStep(t, scratch, before, default, afterGradient, gradient);
            inside.Backward(step, Seen(pass, t, x, y, layout.Mixed(cache, t)), y[place], above, input, layout.Inside(cache, t));
            Part(pass, t, input, dx.IsEmpty ? dx : dx[place], back);
        }
    }

    /// <summary>Parts the gradient of what a step saw into those of the true input and of the output that was fed back.</summary>
    private void Part(in PanelPass pass, int t, ReadOnlySpan<float> input, Span<float> truth, Span<float> back)
    {
        if (Mixes(pass, t))
        {
            MaskKernel.Choose(pass.Lanes, default, input, back, pass.Key ^ _key, t, pass.FirstSample, _chance);
            if (!truth.IsEmpty)
            {
                MaskKernel.Choose(pass.Lanes, input, default, truth, pass.Key ^ _key, t, pass.FirstSample, _chance);
            }
        }
        else if (t >= _taught)
        {
            input.CopyTo(back);
            truth.Clear();
        }
        else if (!truth.IsEmpty)
        {
            input.CopyTo(truth);
        }
    }

    private bool Mixes(in PanelPass pass, int t) => pass.Random && _chance > 0 && t >= _taught;

    private ReadOnlySpan<float> Seen(in PanelPass pass, int t, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> mixed)
    {
        var rows = Input.Width * pass.Lanes;
        return Mixes(pass, t) ? mixed : t < _taught ? x.Slice(t * rows, rows) : y.Slice((t - 1) * rows, rows);
    }

    public bool CanStep => _live is not null;

    // Steps so far, as far as they matter | the last output | the layers inside.
    public int StepStateLength => 16 + Panel.Round16(Input.Width) + (_live?.Length ?? 0);

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
    {
        var last = state.Slice(16, Panel.Round16(Input.Width));
        var taught = state[0] < _taught;
        y = y[..last.Length];
        _live!.Step(weights, taught ? x : last, y, state[(16 + last.Length)..]);
        y.CopyTo(last);
        state[0] += taught ? 1 : 0;
    }

    /// <summary>Where the parts of the cache lie: states after each step | caches of the inside at each step | inputs that are part true, part fed back.</summary>
    private readonly struct Layout(BoundFreeRunning layer, int lanes, bool training)
    {
        private readonly int _slots = training ? layer._steps : 1;
        private readonly int _turns = training ? layer._steps : 2;
        private readonly int _state = layer.StateLength(lanes);
        private readonly int _inside = Panel.Round16(layer.InsideCacheLength(lanes, training));
        private readonly int _mixed = layer._chance > 0 ? layer.Input.Width * lanes : 0;

        public int Length => (_turns * _state) + (_slots * (_inside + _mixed));

        // The state after step t − 1.
        public Span<float> State(Span<float> cache, int t) => cache.Slice((t - 1) % _turns * _state, _state);

        public Span<float> Inside(Span<float> cache, int t) => cache.Slice((_turns * _state) + (t % _slots * _inside), _inside);

        public Span<float> Mixed(Span<float> cache, int t) => cache.Slice((_turns * _state) + (_slots * _inside) + (t % _slots * _mixed), _mixed);
    }

    private int InsideCacheLength(int lanes, bool training) => inside.CacheLength(lanes, training);
}
