using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>How many biases a recurrent layer trains.</summary>
public enum RecurrentBias
{
    /// <summary>None.</summary>
    None,

    /// <summary>One, as in Keras.</summary>
    One,

    /// <summary>Two that are added, as in PyTorch: each takes the full step of the optimiser, so that their sum moves twice as far.</summary>
    Two,
}

/// <summary>Settings of a long short-term memory.</summary>
/// <remarks>
/// <para>i, f, o = σ(W·x + U·h₋ + b), g = φ(W·x + U·h₋ + b), c = f∘c₋ + i∘g, h = o∘φ(c).</para>
/// <para>Shapes: (T, I) → (T, units), or (1, units) for the last step alone. Weights: kernel (I, 4·units), recurrent (units, 4·units), bias (4·units);
/// gates in the order i, f, g, o, which is Keras's i, f, c, o.</para>
/// <para>Cost: 8·T·units·(I + units) operations a sample forward, twice that backward.</para>
/// <para>Source: S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation, 1997.</para>
/// </remarks>
/// <param name="Units">H, the width of state and output, at least 1.</param>
public sealed record Lstm(int Units) : ILayer
{
    /// <summary>H, the width of state and output. At least 1.</summary>
    public int Units { get; init => field = LayerGuard.AtLeastOne(value, "lstm", nameof(Units)); } = LayerGuard.AtLeastOne(Units, "lstm", nameof(Units));

    /// <summary>Whether every step's output goes out, or the last one's alone. Default false: the last.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>φ: tanh (default) or relu.</summary>
    public ActivationFunction Activation
    {
        get;
        init => field = value == ActivationFunction.Tanh || value == ActivationFunction.Relu ? value : throw new ArgumentException($"Layer 'lstm': Activation is '{value.Name}'; it must be 'tanh' or 'relu'.", nameof(Activation));
    } = ActivationFunction.Tanh;

    /// <summary>σ: sigmoid (default) or hard sigmoid.</summary>
    public ActivationFunction RecurrentActivation
    {
        get;
        init => field = value == ActivationFunction.Sigmoid || value == ActivationFunction.HardSigmoid ? value : throw new ArgumentException($"Layer 'lstm': RecurrentActivation is '{value.Name}'; it must be 'sigmoid' or 'hard-sigmoid'.", nameof(RecurrentActivation));
    } = ActivationFunction.Sigmoid;

    /// <summary>Biases. Default one.</summary>
    public RecurrentBias Bias { get; init; } = RecurrentBias.One;

    /// <summary>The share of the recurrent input that is dropped in training, the same values at every step of a window. Range [0, 1). Default 0.</summary>
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

/// <summary>An <see cref="Lstm"/> in its place. Forward and backward side by side; the step is shared with none.</summary>
internal sealed class BoundLstm(BindContext context, Lstm settings, RecurrentWeights weights) : IBoundLayer, IStepLayer
{
    private readonly int _steps = context.Input.Steps;
    private readonly int _units = settings.Units;
    private readonly FunctionKind _gate = settings.RecurrentActivation.Function;
    private readonly FunctionKind _cell = settings.Activation.Function;
    private readonly ulong _key = context.Key;

    public string Name { get; } = context.Name;

    public SampleShape Input { get; } = context.Input;

    public SampleShape Output { get; } = new(settings.ReturnSequences ? context.Input.Steps : 1, settings.Units);

    // gates of each step | cells, one before the first step | φ(c) of each step | outputs, one before the first step | dropped outputs.
    public int CacheLength(int lanes, bool training) => new Layout(this, lanes, training).Length;

    public int ScratchLength(int lanes) => weights.ScratchLength(lanes, _steps) + (((4 * _units) + (3 * _units)) * lanes);

    public int StateLength(int lanes) => 2 * _units * lanes;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (lanes, rows, inputRows) = (pass.Lanes, _units * pass.Lanes, Input.Width * pass.Lanes);
        var layout = new Layout(this, lanes, pass.Training);
        var started = !pass.StateBefore.IsEmpty;
        layout.Start(cache, pass.StateBefore);
        var bias = weights.StartingBias(pass, pass.Scratch);
        for (var t = 0; t < _steps; t++)
        {
            var before = layout.Output(cache, t);
            if (Drops(pass))
            {
                var dropped = layout.Dropped(cache, t);
                MaskKernel.Apply(lanes, before, dropped, pass.Key ^ _key, 0, pass.FirstSample, settings.RecurrentDropout);
                before = dropped;
            }

            var gates = layout.Gates(cache, t);
            var recurrent = t > 0 || started ? weights.Recurrent.Times(pass.Packed, before) : Factor.None;
            ProductKernel.Run(lanes, 4 * _units, weights.Kernel.Times(pass.Packed, x.Slice(t * inputRows, inputRows)), recurrent, bias, gates);
            LstmCellKernel.Forward(_gate, _cell, gates, layout.Cell(cache, t), layout.Cell(cache, t + 1), layout.Squashed(cache, t), layout.Output(cache, t + 1));
            if (settings.ReturnSequences)
            {
                layout.Output(cache, t + 1).CopyTo(y[(t * rows)..]);
            }
        }

        if (!settings.ReturnSequences)
        {
            layout.Output(cache, _steps).CopyTo(y);
        }

        if (!pass.StateAfter.IsEmpty)
        {
            layout.Output(cache, _steps).CopyTo(pass.StateAfter);
            layout.Cell(cache, _steps).CopyTo(pass.StateAfter[rows..]);
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (lanes, rows, inputRows) = (pass.Lanes, _units * pass.Lanes, Input.Width * pass.Lanes);
        var layout = new Layout(this, lanes, training: true);
        var later = pass.Scratch[..rows];
        var memory = pass.Scratch.Slice(rows, rows);
        if (pass.StateAfterGradient.IsEmpty)
        {
            later.Clear();
            memory.Clear();
        }
        else
        {
            pass.StateAfterGradient[..rows].CopyTo(later);
            pass.StateAfterGradient.Slice(rows, rows).CopyTo(memory);
        }

        var started = !pass.StateBefore.IsEmpty;
        var waiting = weights.Gather(pass, pass.Scratch[(2 * rows)..], _steps);
        for (var t = _steps - 1; t >= 0; t--)
        {
            ReadOnlySpan<float> above = settings.ReturnSequences ? dy.Slice(t * rows, rows) : t == _steps - 1 ? dy[..rows] : default;
            LstmCellKernel.Backward(_gate, _cell, layout.Gates(cache, t), layout.Cell(cache, t), layout.Squashed(cache, t), above, later, memory, waiting.Sums);
            if (!dx.IsEmpty)
            {
                ProductKernel.Run(lanes, Input.Width, weights.Kernel.Transposed(pass.Packed, waiting.Sums), Factor.None, default, dx.Slice(t * inputRows, inputRows));
            }

            if (t > 0 || started)
            {
                ProductKernel.Run(lanes, _units, weights.Recurrent.Transposed(pass.Packed, waiting.Sums), Factor.None, default, later);
                if (Drops(pass))
                {
                    MaskKernel.Apply(lanes, later, later, pass.Key ^ _key, 0, pass.FirstSample, settings.RecurrentDropout);
                }
            }

            var recurrent = Drops(pass) ? layout.AllDropped(cache) : layout.AllOutputs(cache);
            waiting.Add(pass, t, x, inputRows, recurrent, rows, started);
        }

        if (!pass.StateGradient.IsEmpty)
        {
            later.CopyTo(pass.StateGradient);
            memory.CopyTo(pass.StateGradient[rows..]);
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
        weights.StartSums(flat, sums);
        ColumnKernel.Accumulate(x[..Input.Width], weights.Kernel.In(flat), sums);
        ColumnKernel.Accumulate(h[.._units], weights.Recurrent.In(flat), sums);
        for (var g = 0; g < 4; g++)
        {
            sums.Slice(g * _units, _units).CopyTo(gates[(g * width)..]);
        }

        LstmCellKernel.Forward(_gate, _cell, gates, c, c, y[..width], h);
        h.CopyTo(y);
    }

    // Ours i, f, g, o; so both libraries'.
    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout) => [weights.Module(Name, layout, gates: [0, 1, 2, 3])];

    // ONNX has i, o, f, c.
    public string? AddTo(OnnxGraph graph, string input) => OnnxRecurrent.Add(
        graph, "LSTM", input, weights, gates: [0, 3, 1, 2], [settings.RecurrentActivation, settings.Activation, settings.Activation], Output);

    private bool Drops(in PanelPass pass) => pass.Random && settings.RecurrentDropout > 0;

    /// <summary>Where the parts of the cache lie. Outside training two slots take turns, so that the step stays in the fastest cache.</summary>
    private readonly struct Layout(BoundLstm layer, int lanes, bool training)
    {
        private readonly int _rows = layer._units * lanes;
        private readonly int _slots = training ? layer._steps : 1;
        private readonly int _turns = training ? layer._steps + 1 : 2;
        private readonly bool _drops = layer._drops;

        public int Length => (5 * _rows * _slots) + (2 * _rows * _turns) + (_drops ? _rows * _slots : 0);

        public Span<float> Gates(Span<float> cache, int t) => cache.Slice(t % _slots * 4 * _rows, 4 * _rows);

        public Span<float> Squashed(Span<float> cache, int t) => cache.Slice((4 * _rows * _slots) + (t % _slots * _rows), _rows);

        public Span<float> Cell(Span<float> cache, int t) => cache.Slice((5 * _rows * _slots) + (t % _turns * _rows), _rows);

        public Span<float> Output(Span<float> cache, int t) => AllOutputs(cache).Slice(t % _turns * _rows, _rows);

        public Span<float> AllOutputs(Span<float> cache) => cache.Slice((5 * _rows * _slots) + (_rows * _turns), _rows * _turns);

        public Span<float> Dropped(Span<float> cache, int t) => AllDropped(cache).Slice(t % _slots * _rows, _rows);

        public Span<float> AllDropped(Span<float> cache) => cache.Slice((5 * _rows * _slots) + (2 * _rows * _turns), _rows * _slots);

        public void Start(Span<float> cache, ReadOnlySpan<float> state)
        {
            var h = Output(cache, 0);
            var c = Cell(cache, 0);
            if (state.IsEmpty)
            {
                h.Clear();
                c.Clear();
            }
            else
            {
                state[.._rows].CopyTo(h);
                state.Slice(_rows, _rows).CopyTo(c);
            }
        }
    }

    private readonly bool _drops = settings.RecurrentDropout > 0;
}
