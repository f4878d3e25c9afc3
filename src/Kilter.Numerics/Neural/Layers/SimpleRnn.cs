using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a plain recurrent layer: h = φ(W·x + U·h₋ + b).</summary>
/// <remarks>
/// <para>
/// Shapes: (T, I) → (T, units), or (1, units) for the last step alone. Weights: kernel (I, units), recurrent (units, units), bias (units), and with
/// two biases bias_recurrent (units). State: h.
/// </para>
/// <para>Cost: 2·T·units·(I + units) operations a sample forward, twice that backward.</para>
/// <para>Source: J. L. Elman, "Finding structure in time", Cognitive Science, 1990.</para>
/// </remarks>
/// <param name="Units">H, the width of state and output, at least 1.</param>
public sealed record SimpleRnn(int Units) : IRecurrentLayer
{
    /// <summary>H, the width of state and output. At least 1.</summary>
    public int Units { get; init => field = LayerGuard.AtLeastOne(value, "rnn", nameof(Units)); } = LayerGuard.AtLeastOne(Units, "rnn", nameof(Units));

    /// <summary>Whether every step's output goes out, or the last one's alone. Default false: the last.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>φ: tanh (default) or relu.</summary>
    public ActivationFunction Activation { get; init => field = LayerGuard.Cell(value, "rnn", nameof(Activation)); } = ActivationFunction.Tanh;

    /// <summary>Biases. Default one.</summary>
    public RecurrentBias Bias { get; init; } = RecurrentBias.One;

    /// <summary>The share of h₋ that the product does not see in training, the same units at every step of a window. Range [0, 1). Default 0.</summary>
    public double RecurrentDropout { get; init => field = LayerGuard.Rate(value, "rnn", nameof(RecurrentDropout)); }

    /// <summary>How weights are first drawn. Default Keras's.</summary>
    public Initializers Initializers { get; init; } = Initializers.Keras;

    /// <inheritdoc/>
    public string Kind => "rnn";

    IBoundLayer ILayer.Bind(BindContext context) => new BoundSimpleRnn(context, this, RecurrentWeights.Claim(context, Units, gates: 1, Bias, Initializers));
}

/// <summary>A <see cref="SimpleRnn"/> in its place. Its outputs are all that backward needs.</summary>
internal sealed class BoundSimpleRnn(BindContext context, SimpleRnn settings, RecurrentWeights weights) : IBoundLayer, IStepLayer
{
    private readonly int _steps = context.Input.Steps;
    private readonly int _units = settings.Units;
    private readonly ActivationFunction _cell = settings.Activation;
    private readonly StepOutputs _outputs = new(context.Input.Steps, settings.Units, settings.ReturnSequences);
    private readonly RecurrentMask _mask = new(context.Key, settings.RecurrentDropout);

    public string Name { get; } = context.Name;

    public SampleShape Input { get; } = context.Input;

    public SampleShape Output { get; } = new(settings.ReturnSequences ? context.Input.Steps : 1, settings.Units);

    // Outputs that y has no place for | what the recurrent product saw, where some of it is dropped.
    public int CacheLength(int lanes, bool training) => _outputs.SavedLength(lanes, training) + DroppedLength(lanes, training);

    // The gradient of h from the step after, and the waiting sums.
    public int ScratchLength(int lanes) => (_units * lanes) + weights.ScratchLength(lanes, _steps);

    public int StateLength(int lanes) => _units * lanes;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (lanes, rows, inputRows) = (pass.Lanes, _units * pass.Lanes, Input.Width * pass.Lanes);
        var saved = cache[.._outputs.SavedLength(lanes, pass.Training)];
        var dropped = cache.Slice(saved.Length, DroppedLength(lanes, pass.Training));
        var bias = weights.Bias.Start(pass.Weights, pass.Scratch);
        var h = pass.StateBefore;
        for (var t = 0; t < _steps; t++)
        {
            var seen = _mask.Apply(pass, h, dropped.IsEmpty ? default : dropped.Slice(t * rows % dropped.Length, rows));
            var recurrent = seen.IsEmpty ? Factor.None : weights.Recurrent.Times(pass.Packed, seen);
            var output = _outputs.At(t, lanes, pass.Training, y, saved);
            ProductKernel.Run(lanes, _units, weights.Kernel.Times(pass.Packed, x.Slice(t * inputRows, inputRows)), recurrent, bias, output);
            _cell.Forward(output, output);
            h = output;
        }

        if (!pass.StateAfter.IsEmpty)
        {
            h.CopyTo(pass.StateAfter);
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (lanes, rows, inputRows) = (pass.Lanes, _units * pass.Lanes, Input.Width * pass.Lanes);
        var earlier = _outputs.Earlier(y, cache[.._outputs.SavedLength(lanes, training: true)]);
        var seen = _mask.Seen(pass, rows, cache.Slice(_outputs.SavedLength(lanes, training: true), DroppedLength(lanes, training: true)), earlier);
        var later = pass.Scratch[..rows];
        pass.StartGradient(later);
        var waiting = new WaitingSums(_units, lanes, _steps, pass.Scratch[rows..]);
        for (var t = _steps - 1; t >= 0; t--)
        {
            var above = _outputs.Above(t, lanes, dy);
            if (!above.IsEmpty)
            {
                PairKernel.Add(later, above, later);
            }

            var output = t < _steps - 1 ? earlier.Slice(t * rows, rows) : y.Slice((Output.Steps - 1) * rows, rows);
            _cell.Backward(default, output, later, waiting.Sums);
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
            later.CopyTo(pass.StateGradient);
        }
    }

    public int StepStateLength => Panel.Round16(_units);

    public void Step(ReadOnlySpan<float> flat, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
    {
        var h = state[..weights.Kernel.Stride];
        y = y[..h.Length];
        weights.Bias.Fill(flat, y);
        ColumnKernel.Accumulate(x[..Input.Width], weights.Kernel.In(flat), y);
        ColumnKernel.Accumulate(h[.._units], weights.Recurrent.In(flat), y);
        _cell.Forward(y, y);
        y.CopyTo(h);
    }

    private int DroppedLength(int lanes, bool training) => _mask.Drops ? _units * lanes * (training ? _steps : 1) : 0;
}
