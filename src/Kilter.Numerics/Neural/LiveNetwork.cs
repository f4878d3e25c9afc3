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
    private readonly IStepLayer[] _layers;
    private readonly AlignedBuffer[] _states;
    private readonly AlignedBuffer[] _values;

    internal LiveNetwork(Network network)
    {
        _network = network;
        var bound = network.Stack.Layers;
        var wrong = bound.FirstOrDefault(l => l is not IStepLayer { CanStep: true });
        if (wrong is not null)
        {
            throw new InvalidOperationException($"Layer '{wrong.Name}' cannot take one step at a time: it needs the whole window. Score windows instead.");
        }

        _layers = [.. bound.Cast<IStepLayer>()];
        _states = [.. _layers.Select(l => new AlignedBuffer(l.StepStateLength))];
        _values = [new AlignedBuffer(Panel.Round16(bound[0].Input.Width)), .. bound.Select(l => new AlignedBuffer(Panel.Round16(l.Output.Width)))];
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

        input.CopyTo(_values[0].Span);
        for (var n = 0; n < _layers.Length; n++)
        {
            _layers[n].Step(_network.Weights, _values[n].Span, _values[n + 1].Span, _states[n].Span);
        }

        _values[^1].Span[..output.Length].CopyTo(output);
    }

    /// <summary>Forgets the series: the next step starts from zeros.</summary>
    public void Reset()
    {
        foreach (var state in _states)
        {
            state.Span.Clear();
        }
    }
}
