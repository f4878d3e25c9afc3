using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a long short-term memory.</summary>
/// <remarks>
/// <para>i, f, o = σ(W·x + U·h₋ + b), g = φ(W·x + U·h₋ + b), c = f∘c₋ + i∘g, h = o∘φ(c).</para>
/// <para>Shapes: (T, I) → (T, units), or (1, units) for the last step alone. Weights: kernel (I, 4·units), recurrent (units, 4·units), bias (4·units);
/// gates in the order i, f, g, o, which is Keras's i, f, c, o.</para>
/// <para>Cost: 8·T·units·(I + units) operations a sample forward, twice that backward.</para>
/// <para>Source: S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation, 1997.</para>
/// </remarks>
/// <param name="Units">H, the width of state and output, at least 1.</param>
public sealed record Lstm(int Units) : IRecurrentLayer
{
    /// <summary>H, the width of state and output. At least 1.</summary>
    public int Units { get; init => field = LayerGuard.AtLeastOne(value, "lstm", nameof(Units)); } = LayerGuard.AtLeastOne(Units, "lstm", nameof(Units));

    /// <summary>Whether every step's output goes out, or the last one's alone. Default false: the last.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>φ: tanh (default) or relu.</summary>
    public ActivationFunction Activation { get; init => field = LayerGuard.Cell(value, "lstm", nameof(Activation)); } = ActivationFunction.Tanh;

    /// <summary>σ: sigmoid (default) or hard sigmoid.</summary>
    public ActivationFunction RecurrentActivation { get; init => field = LayerGuard.Gate(value, "lstm", nameof(RecurrentActivation)); } = ActivationFunction.Sigmoid;

    /// <summary>Biases. Default one.</summary>
    public RecurrentBias Bias { get; init; } = RecurrentBias.One;

    /// <summary>The share of h₋ that the products do not see in training, the same units at every step of a window. Range [0, 1). Default 0.</summary>
    /// <remarks>Source: Y. Gal, Z. Ghahramani, "A theoretically grounded application of dropout in recurrent neural networks", NIPS, 2016.</remarks>
    public double RecurrentDropout { get; init => field = LayerGuard.Rate(value, "lstm", nameof(RecurrentDropout)); }

    /// <summary>How weights are first drawn. Default Keras's, with a forget bias of 1.</summary>
    public Initializers Initializers { get; init; } = Initializers.Keras with { Bias = Initializer.ForgetOne };

    /// <inheritdoc/>
    public string Kind => "lstm";

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var weights = RecurrentWeights.Claim(context, Units, gates: 4, Bias, Initializers);
        return new BoundLstm(context, this, weights);
    }
}

/// <summary>An <see cref="Lstm"/> in its place.</summary>
internal sealed class BoundLstm(BindContext context, Lstm settings, RecurrentWeights weights) : IBoundLayer, IStepLayer
{
    private readonly int _steps = context.Input.Steps;
    private readonly int _units = settings.Units;
    private readonly FunctionKind _gate = settings.RecurrentActivation.Function;
    private readonly FunctionKind _cell = settings.Activation.Function;
    private readonly StepOutputs _outputs = new(context.Input.Steps, settings.Units, settings.ReturnSequences);
    private readonly RecurrentMask _mask = new(context.Key, settings.RecurrentDropout);

    public string Name { get; } = context.Name;

    public SampleShape Input { get; } = context.Input;

    public SampleShape Output { get; } = new(settings.ReturnSequences ? context.Input.Steps : 1, settings.Units);

    public int CacheLength(int lanes, bool training) => new Layout(this, lanes, training).Length;

    // Gradients of h and c from the step after, and the waiting sums.
    public int ScratchLength(int lanes) => (2 * _units * lanes) + weights.ScratchLength(lanes, _steps);

    public int StateLength(int lanes) => 2 * _units * lanes;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (lanes, rows, inputRows) = (pass.Lanes, _units * pass.Lanes, Input.Width * pass.Lanes);
        var layout = new Layout(this, lanes, pass.Training);
        layout.Start(cache, pass.StateBefore);
        var bias = weights.Bias.Start(pass.Weights, pass.Scratch);
        var h = pass.StateBefore.IsEmpty ? default : pass.StateBefore[..rows];
        for (var t = 0; t < _steps; t++)
        {
            var seen = _mask.Apply(pass, h, layout.Dropped(cache, t));
            var recurrent = seen.IsEmpty ? Factor.None : weights.Recurrent.Times(pass.Packed, seen);
            var gates = layout.Gates(cache, t);
            var output = _outputs.At(t, lanes, pass.Training, y, layout.Saved(cache));
            ProductKernel.Run(lanes, 4 * _units, weights.Kernel.Times(pass.Packed, x.Slice(t * inputRows, inputRows)), recurrent, bias, gates);
            LstmCellKernel.Forward(_gate, _cell, gates, layout.Cell(cache, t), layout.Cell(cache, t + 1), layout.Squashed(cache, t), output);
            h = output;
        }

        if (!pass.StateAfter.IsEmpty)
        {
            h.CopyTo(pass.StateAfter);
            layout.Cell(cache, _steps).CopyTo(pass.StateAfter[rows..]);
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (lanes, rows, inputRows) = (pass.Lanes, _units * pass.Lanes, Input.Width * pass.Lanes);
        var layout = new Layout(this, lanes, training: true);
        var both = pass.Scratch[..(2 * rows)];
        var later = both[..rows];
        var memory = both[rows..];
        pass.StartGradient(both);
        var seen = _mask.Seen(pass, rows, layout.AllDropped(cache), _outputs.Earlier(y, layout.Saved(cache)));
        var waiting = new WaitingSums(4 * _units, lanes, _steps, pass.Scratch[(2 * rows)..]);
        for (var t = _steps - 1; t >= 0; t--)
        {
            LstmCellKernel.Backward(
                _gate, _cell, layout.Gates(cache, t), layout.Cell(cache, t), layout.Squashed(cache, t), _outputs.Above(t, lanes, dy), later, memory, waiting.Sums);
            if (!dx.IsEmpty)
            {
                ProductKernel.Run(lanes, Input.Width, weights.Kernel.Transposed(pass.Packed, waiting.Sums), Factor.None, default, dx.Slice(t * inputRows, inputRows));
            }

            if (t > 0 || !seen.Before.IsEmpty)
            {
                ProductKernel.Run(lanes, _units, weights.Recurrent.Transposed(pass.Packed, waiting.Sums), Factor.None, default, later);
                _mask.Apply(pass, later, later);
            }

            if (waiting.Turn(t))
            {
                weights.AddGradients(pass.Gradient, waiting, t, x, seen);
            }
        }

        if (!pass.StateGradient.IsEmpty)
        {
            both.CopyTo(pass.StateGradient);
        }
    }

    public int StepStateLength => (2 * Panel.Round16(_units)) + weights.Kernel.Stride + (4 * Panel.Round16(_units));

    public void Step(ReadOnlySpan<float> flat, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
    {
        var width = Panel.Round16(_units);
        var h = state[..width];
        var c = state.Slice(width, width);
        var sums = state.Slice(2 * width, weights.Kernel.Stride);
        var gates = state.Slice((2 * width) + sums.Length, 4 * width);
        weights.Bias.Fill(flat, sums);
        ColumnKernel.Accumulate(x[..Input.Width], weights.Kernel.In(flat), sums);
        ColumnKernel.Accumulate(h[.._units], weights.Recurrent.In(flat), sums);
        for (var g = 0; g < 4; g++)
        {
            sums.Slice(g * _units, _units).CopyTo(gates[(g * width)..]);
        }

        LstmCellKernel.Forward(_gate, _cell, gates, c, c, y[..width], h);
        h.CopyTo(y);
    }

    /// <summary>
    /// Where the parts of the cache lie: gates of each step | φ(c) of each step | cells, one before the first step | outputs that y has no place for |
    /// what the recurrent product saw, where some of it is dropped. Outside training few slots take turns, so that the step stays in the fastest cache.
    /// </summary>
    private readonly struct Layout(BoundLstm layer, int lanes, bool training)
    {
        private readonly int _rows = layer._units * lanes;
        private readonly int _slots = training ? layer._steps : 1;
        private readonly int _turns = training ? layer._steps + 1 : 2;
        private readonly int _saved = layer._outputs.SavedLength(lanes, training);
        private readonly bool _drops = layer._mask.Drops;

        public int Length => (5 * _rows * _slots) + (_rows * _turns) + _saved + (_drops ? _rows * _slots : 0);

        public Span<float> Gates(Span<float> cache, int t) => cache.Slice(t % _slots * 4 * _rows, 4 * _rows);

        public Span<float> Squashed(Span<float> cache, int t) => cache.Slice((4 * _rows * _slots) + (t % _slots * _rows), _rows);

        public Span<float> Cell(Span<float> cache, int t) => cache.Slice((5 * _rows * _slots) + (t % _turns * _rows), _rows);

        public Span<float> Saved(Span<float> cache) => cache.Slice((5 * _rows * _slots) + (_rows * _turns), _saved);

        public Span<float> Dropped(Span<float> cache, int t) => _drops ? AllDropped(cache).Slice(t % _slots * _rows, _rows) : default;

        public Span<float> AllDropped(Span<float> cache) => _drops ? cache.Slice((5 * _rows * _slots) + (_rows * _turns) + _saved, _rows * _slots) : default;

        public void Start(Span<float> cache, ReadOnlySpan<float> state)
        {
            if (state.IsEmpty)
            {
                Cell(cache, 0).Clear();
            }
            else
            {
                state.Slice(_rows, _rows).CopyTo(Cell(cache, 0));
            }
        }
    }
}
