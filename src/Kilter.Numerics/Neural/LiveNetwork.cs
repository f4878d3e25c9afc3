using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural;

/// <summary>A network that takes a series one step at a time, with the state of its recurrent layers.</summary>
/// <remarks>
/// Each step gives the bits that the same step gives when a window is computed whole from a zero state. A step allocates nothing. Not safe for several
/// threads: go live once for each series.
/// </remarks>
public sealed class LiveNetwork
{
    private readonly Network _network;
    private readonly StepStack _layers;
    private readonly AlignedBuffer _memory;
    private readonly AlignedBuffer _input;
    private readonly AlignedBuffer _output;

    internal LiveNetwork(Network network)
    {
        _network = network;
        if (StepStack.Wrong(network.Stack.Layers) is { } wrong)
        {
            throw new InvalidOperationException($"Layer '{wrong.Name}' cannot take one step at a time: it needs the whole window. Score windows instead.");
        }

        _layers = new StepStack(network.Stack.Layers);
        _memory = new AlignedBuffer(_layers.Length);
        (_input, _output) = (new AlignedBuffer(Panel.Round16(InputWidth)), new AlignedBuffer(Panel.Round16(OutputWidth)));
    }

    /// <summary>Values of one step of input.</summary>
    public int InputWidth => _network.Input.Width;

    /// <summary>Values of one step of output.</summary>
    public int OutputWidth => _network.Output.Width;

    /// <summary>Takes one step.</summary>
    /// <param name="input"><see cref="InputWidth"/> values.</param>
    /// <param name="output"><see cref="OutputWidth"/> values. Overwritten.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Step(ReadOnlySpan<float> input, Span<float> output)
    {
        if (input.Length != InputWidth || output.Length != OutputWidth)
        {
            throw new ArgumentException($"A step takes {InputWidth} values and gives {OutputWidth}; 'input' has {input.Length}, 'output' {output.Length}.", nameof(input));
        }

        input.CopyTo(_input.Span);
        _layers.Step(_network.Weights, _input.Span, _output.Span, _memory.Span);
        _output.Span[..output.Length].CopyTo(output);
    }

    /// <summary>Forgets the series: the next step starts from zeros.</summary>
    public void Reset() => _memory.Span.Clear();

    /// <summary>Values of the state, for <see cref="SaveState"/> and <see cref="LoadState"/>.</summary>
    public int StateLength => _memory.Span.Length;

    /// <summary>Writes the state, <see cref="StateLength"/> values: a stream of the same network that loads it goes on to the same bits.</summary>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void SaveState(Span<float> state)
    {
        Panel.Check(state.Length, StateLength, nameof(state));
        _memory.Span.CopyTo(state);
    }

    /// <summary>Goes on from a saved state, <see cref="StateLength"/> values.</summary>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void LoadState(ReadOnlySpan<float> state)
    {
        Panel.Check(state.Length, StateLength, nameof(state));
        state.CopyTo(_memory.Span);
    }

    /// <summary>Goes on from where another stream of the same network stands: to look some steps ahead, say, and come back.</summary>
    /// <exception cref="ArgumentException">The other stream is one of another network.</exception>
    public void CopyState(LiveNetwork from)
    {
        ArgumentNullException.ThrowIfNull(from);
        if (!ReferenceEquals(_network, from._network))
        {
            throw new ArgumentException("The other stream is one of another network; states fit only streams of the same one.", nameof(from));
        }

        from._memory.Span.CopyTo(_memory.Span);
    }
}
