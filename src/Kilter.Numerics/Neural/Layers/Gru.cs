using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a gated recurrent unit.</summary>
/// <remarks>
/// <para>r, z = σ(W·x + U·h₋ + b); n = φ(Wₙ·x + bₙ + r∘(Uₙ·h₋ + b′ₙ)), or φ(Wₙ·x + Uₙ·(r∘h₋) + bₙ) with the reset before; h = (1 − z)∘n + z∘h₋.</para>
/// <para>
/// Shapes: (T, I) → (T, units), or (1, units) for the last step alone. State: h. Weights: kernel_rz (I, 2·units), kernel_n (I, units), recurrent_rz
/// (units, 2·units), recurrent_n (units, units), bias_rz (2·units), bias_n (units) and, where there are two biases, bias_recurrent_rz and
/// bias_recurrent_n: those beside U.
/// </para>
/// <para>
/// Order of gates: r, then z, then n. PyTorch has the same, r | z | n in one matrix, transposed. Keras has z | r | h in one matrix, h being n; its
/// bias has the row beside W and, with the reset after, a second row beside U.
/// </para>
/// <para>Cost: 6·T·units·(I + units) operations a sample forward, twice that backward.</para>
/// <para>
/// Source: K. Cho et al., "Learning phrase representations using RNN encoder-decoder", EMNLP, 2014 (reset before); the reset after is that of
/// PyTorch, cuDNN and today's Keras.
/// </para>
/// </remarks>
/// <param name="Units">H, the width of state and output, at least 1.</param>
public sealed record Gru(int Units) : IRecurrentLayer
{
    private readonly RecurrentBias? _bias;

    /// <summary>H, the width of state and output. At least 1.</summary>
    public int Units { get; init => field = LayerGuard.AtLeastOne(value, "gru", nameof(Units)); } = LayerGuard.AtLeastOne(Units, "gru", nameof(Units));

    /// <summary>Whether every step's output goes out, or the last one's alone. Default false: the last.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>Whether r multiplies Uₙ·h₋ (true, the default), or h₋ before that product (false, as in the paper and in Keras 1).</summary>
    public bool ResetAfter { get; init; } = true;

    /// <summary>φ: tanh (default) or relu.</summary>
    public ActivationFunction Activation { get; init => field = LayerGuard.Cell(value, "gru", nameof(Activation)); } = ActivationFunction.Tanh;

    /// <summary>σ: sigmoid (default) or hard sigmoid.</summary>
    public ActivationFunction RecurrentActivation { get; init => field = LayerGuard.Gate(value, "gru", nameof(RecurrentActivation)); } = ActivationFunction.Sigmoid;

    /// <summary>
    /// Biases. Default two with the reset after, one with the reset before, as in PyTorch and Keras. With the reset after, b′ₙ is there only with two.
    /// </summary>
    public RecurrentBias Bias
    {
        get => _bias ?? (ResetAfter ? RecurrentBias.Two : RecurrentBias.One);
        init => _bias = value;
    }

    /// <summary>The share of h₋ that the products do not see in training, the same units at every step of a window; z∘h₋ sees all. Range [0, 1). Default 0.</summary>
    public double RecurrentDropout { get; init => field = LayerGuard.Rate(value, "gru", nameof(RecurrentDropout)); }

    /// <summary>How weights are first drawn. Default Keras's.</summary>
    public Initializers Initializers { get; init; } = Initializers.Keras;

    /// <inheritdoc/>
    public string Kind => "gru";

    IBoundLayer ILayer.Bind(BindContext context) => new BoundGru(context, this, GruWeights.Claim(context, this));
}

/// <summary>A <see cref="Gru"/> in its place.</summary>
internal sealed class BoundGru(BindContext context, Gru settings, GruWeights weights) : IBoundLayer, IStepLayer
{
    private readonly int _steps = context.Input.Steps;
    private readonly int _units = settings.Units;
    private readonly bool _resetAfter = settings.ResetAfter;
    private readonly ActivationFunction _gate = settings.RecurrentActivation;
    private readonly FunctionKind _cell = settings.Activation.Function;
    private readonly StepOutputs _outputs = new(context.Input.Steps, settings.Units, settings.ReturnSequences);
    private readonly RecurrentMask _mask = new(context.Key, settings.RecurrentDropout);

    public string Name { get; } = context.Name;

    public SampleShape Input { get; } = context.Input;

    public SampleShape Output { get; } = new(settings.ReturnSequences ? context.Input.Steps : 1, settings.Units);

    public int CacheLength(int lanes, bool training) => new Layout(this, lanes, training).Length;

    // The gradient of h from the step after, that of what the products saw of h₋, zeros; sums of gates, of the candidate, of its recurrent part.
    public int ScratchLength(int lanes)
        => (3 * _units * lanes) + WaitingSums.ScratchLength(2 * _units, lanes, _steps) + (2 * WaitingSums.ScratchLength(_units, lanes, _steps));

    public int StateLength(int lanes) => _units * lanes;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (lanes, rows, inputRows) = (pass.Lanes, _units * pass.Lanes, Input.Width * pass.Lanes);
        var layout = new Layout(this, lanes, pass.Training);
        var zeros = pass.Scratch[..rows];
        zeros.Clear();
        var biasGates = weights.BiasGates.Start(pass.Weights, pass.Scratch[rows..]);
        var bias = weights.Bias.Start(pass.Weights, pass.Scratch[(rows + weights.KernelGates.Stride)..]);
        var h = pass.StateBefore;
        for (var t = 0; t < _steps; t++)
        {
            var seen = _mask.Apply(pass, h, layout.Dropped(cache, t));
            var input = x.Slice(t * inputRows, inputRows);
            var gates = layout.Gates(cache, t);
            var recurrent = seen.IsEmpty ? Factor.None : weights.RecurrentGates.Times(pass.Packed, seen);
            ProductKernel.Run(lanes, 2 * _units, weights.KernelGates.Times(pass.Packed, input), recurrent, biasGates, gates);
            _gate.Forward(gates, gates);

            var candidate = layout.Candidate(cache, t);
            var part = layout.Part(cache, t);
            Candidate(pass, input, seen, gates[..rows], bias, candidate, part);
            var output = _outputs.At(t, lanes, pass.Training, y, layout.Saved(cache));
            GruCellKernel.Forward(_cell, gates[..rows], gates[rows..], _resetAfter ? part : default, candidate, h.IsEmpty ? zeros : h, output);
            h = output;
        }

        if (!pass.StateAfter.IsEmpty)
        {
            h.CopyTo(pass.StateAfter);
        }
    }

    /// <summary>The candidate's sum, and the part of it that is kept: its recurrent product (reset after), or what that product saw (reset before).</summary>
    private void Candidate(
        in PanelPass pass, ReadOnlySpan<float> input, ReadOnlySpan<float> seen, ReadOnlySpan<float> reset, ReadOnlySpan<float> bias, Span<float> sum, Span<float> part)
    {
        var kernel = weights.Kernel.Times(pass.Packed, input);
        if (_resetAfter)
        {
            var product = seen.IsEmpty ? Factor.None : weights.Recurrent.Times(pass.Packed, seen);
            ProductKernel.Run(pass.Lanes, _units, kernel, Factor.None, bias, sum);
            ProductKernel.Run(pass.Lanes, _units, product, Factor.None, weights.RecurrentBias.Start(pass.Weights, default), part);
            return;
        }

        if (!seen.IsEmpty)
        {
            PairKernel.Multiply(reset, seen, part);
        }

        ProductKernel.Run(pass.Lanes, _units, kernel, seen.IsEmpty ? Factor.None : weights.Recurrent.Times(pass.Packed, part), bias, sum);
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (lanes, rows, inputRows) = (pass.Lanes, _units * pass.Lanes, Input.Width * pass.Lanes);
        var layout = new Layout(this, lanes, training: true);
        var earlier = _outputs.Earlier(y, layout.Saved(cache));
        var whole = new SeenOutputs(pass.StateBefore, earlier);
        var seen = _mask.Seen(pass, rows, layout.AllDropped(cache), earlier);
        var later = pass.Scratch[..rows];
        var through = pass.Scratch.Slice(rows, rows);
        var zeros = pass.Scratch.Slice(2 * rows, rows);
        pass.StartGradient(later);
        zeros.Clear();
        var (gateScratch, oneScratch) = (WaitingSums.ScratchLength(2 * _units, lanes, _steps), WaitingSums.ScratchLength(_units, lanes, _steps));
        var gateSums = new WaitingSums(2 * _units, lanes, _steps, pass.Scratch[(3 * rows)..]);
        var sums = new WaitingSums(_units, lanes, _steps, pass.Scratch[((3 * rows) + gateScratch)..]);
        var recurrentSums = _resetAfter ? new WaitingSums(_units, lanes, _steps, pass.Scratch[((3 * rows) + gateScratch + oneScratch)..]) : sums;
        for (var t = _steps - 1; t >= 0; t--)
        {
            var gates = layout.Gates(cache, t);
            var part = layout.Part(cache, t);
            var before = whole.At(t, rows);
            var saw = seen.At(t, rows);
            GruCellKernel.Backward(
                _cell, gates[..rows], gates[rows..], _resetAfter ? part : default, layout.Candidate(cache, t), before.IsEmpty ? zeros : before,
                _outputs.Above(t, lanes, dy), later, gateSums.Sums[..rows], gateSums.Sums[rows..], sums.Sums, recurrentSums.Sums);
            if (!_resetAfter)
            {
                ThroughReset(pass, gates[..rows], saw, sums.Sums, gateSums.Sums[..rows], through);
            }

            _gate.Backward(default, gates, gateSums.Sums, gateSums.Sums);
            if (!dx.IsEmpty)
            {
                var fromGates = weights.KernelGates.Transposed(pass.Packed, gateSums.Sums);
                ProductKernel.Run(lanes, Input.Width, fromGates, weights.Kernel.Transposed(pass.Packed, sums.Sums), default, dx.Slice(t * inputRows, inputRows));
            }

            if (!saw.IsEmpty)
            {
                ThroughProducts(pass, gateSums.Sums, recurrentSums.Sums, through);
                PairKernel.Add(later, through, later);
            }

            gateSums.Turn(t);
            if (_resetAfter)
            {
                recurrentSums.Turn(t);
            }

            if (sums.Turn(t))
            {
                AddGradients(pass.Gradient, gateSums, sums, recurrentSums, t, x, seen, layout.AllParts(cache));
            }
        }

        if (!pass.StateGradient.IsEmpty)
        {
            later.CopyTo(pass.StateGradient);
        }
    }

    /// <summary>With the reset before: from the gradient of the candidate's sum to those of r and, through r, of what was seen of h₋.</summary>
    private void ThroughReset(
        in PanelPass pass, ReadOnlySpan<float> reset, ReadOnlySpan<float> saw, ReadOnlySpan<float> sums, Span<float> resetGradient, Span<float> through)
    {
        if (saw.IsEmpty)
        {
            resetGradient.Clear();
            return;
        }

        ProductKernel.Run(pass.Lanes, _units, weights.Recurrent.Transposed(pass.Packed, sums), Factor.None, default, through);
        PairKernel.Multiply(through, saw, resetGradient);
        PairKernel.Multiply(through, reset, through);
    }

    /// <summary>The gradient of h₋ by way of the products.</summary>
    private void ThroughProducts(in PanelPass pass, ReadOnlySpan<float> gateSums, ReadOnlySpan<float> recurrentSums, Span<float> through)
    {
        var fromGates = weights.RecurrentGates.Transposed(pass.Packed, gateSums);
        if (_resetAfter)
        {
            ProductKernel.Run(pass.Lanes, _units, fromGates, weights.Recurrent.Transposed(pass.Packed, recurrentSums), default, through);
        }
        else
        {
            ProductKernel.Accumulate(pass.Lanes, _units, fromGates, Factor.None, through);
        }

        _mask.Apply(pass, through, through);
    }

    private void AddGradients(
        Span<float> gradient, in WaitingSums gateSums, in WaitingSums sums, in WaitingSums recurrentSums, int t,
        ReadOnlySpan<float> x, in SeenOutputs seen, ReadOnlySpan<float> parts)
    {
        gateSums.Add(gradient, weights.KernelGates, t, x);
        gateSums.AddRecurrent(gradient, weights.RecurrentGates, t, seen);
        weights.BiasGates.AddGradients(gradient, gateSums, t);
        sums.Add(gradient, weights.Kernel, t, x);
        weights.Bias.AddGradients(gradient, sums, t);
        weights.RecurrentBias.AddGradients(gradient, recurrentSums, t);
        if (_resetAfter)
        {
            recurrentSums.AddRecurrent(gradient, weights.Recurrent, t, seen);
        }
        else
        {
            var rows = parts.Length / _steps;
            recurrentSums.AddRecurrent(gradient, weights.Recurrent, t, new SeenOutputs(seen.Before.IsEmpty ? default : parts[..rows], parts[rows..]));
        }
    }

    public int StepStateLength => (5 * Panel.Round16(_units)) + weights.KernelGates.Stride;

    public void Step(ReadOnlySpan<float> flat, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
    {
        var width = Panel.Round16(_units);
        var h = state[..width];
        var gates = state.Slice(width, 2 * width);
        var candidate = state.Slice(3 * width, width);
        var part = state.Slice(4 * width, width);
        var sums = state.Slice(5 * width, weights.KernelGates.Stride);
        weights.BiasGates.Fill(flat, sums);
        ColumnKernel.Accumulate(x[..Input.Width], weights.KernelGates.In(flat), sums);
        ColumnKernel.Accumulate(h[.._units], weights.RecurrentGates.In(flat), sums);
        sums[.._units].CopyTo(gates);
        sums.Slice(_units, _units).CopyTo(gates[width..]);
        _gate.Forward(gates, gates);

        weights.Bias.Fill(flat, candidate);
        ColumnKernel.Accumulate(x[..Input.Width], weights.Kernel.In(flat), candidate);
        if (_resetAfter)
        {
            weights.RecurrentBias.Fill(flat, part);
            ColumnKernel.Accumulate(h[.._units], weights.Recurrent.In(flat), part);
        }
        else
        {
            PairKernel.Multiply(gates[..width], h, part);
            ColumnKernel.Accumulate(part[.._units], weights.Recurrent.In(flat), candidate);
        }

        GruCellKernel.Forward(_cell, gates[..width], gates[width..], _resetAfter ? part : default, candidate, h, y[..width]);
        y[..width].CopyTo(h);
    }

    /// <summary>
    /// Where the parts of the cache lie: gates of each step | candidates | the kept part of each candidate | outputs that y has no place for | what the
    /// products saw, where some of it is dropped. Outside training few slots take turns.
    /// </summary>
    private readonly struct Layout(BoundGru layer, int lanes, bool training)
    {
        private readonly int _rows = layer._units * lanes;
        private readonly int _slots = training ? layer._steps : 1;
        private readonly int _saved = layer._outputs.SavedLength(lanes, training);
        private readonly bool _drops = layer._mask.Drops;

        public int Length => ((_drops ? 5 : 4) * _rows * _slots) + _saved;

        public Span<float> Gates(Span<float> cache, int t) => cache.Slice(t % _slots * 2 * _rows, 2 * _rows);

        public Span<float> Candidate(Span<float> cache, int t) => cache.Slice(_rows * ((2 * _slots) + (t % _slots)), _rows);

        public Span<float> Part(Span<float> cache, int t) => AllParts(cache).Slice(t % _slots * _rows, _rows);

        public Span<float> AllParts(Span<float> cache) => cache.Slice(_rows * 3 * _slots, _rows * _slots);

        public Span<float> Saved(Span<float> cache) => cache.Slice(4 * _rows * _slots, _saved);

        public Span<float> Dropped(Span<float> cache, int t) => _drops ? AllDropped(cache).Slice(t % _slots * _rows, _rows) : default;

        public Span<float> AllDropped(Span<float> cache) => _drops ? cache.Slice((4 * _rows * _slots) + _saved, _rows * _slots) : default;
    }
}
