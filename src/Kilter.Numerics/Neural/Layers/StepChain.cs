using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>The layers inside a layer, one step at a time: states and outputs of all of them in one span.</summary>
internal sealed class StepChain
{
    private readonly IStepLayer[] _layers;
    private readonly (int State, int Output, int Width)[] _places;

    public StepChain(LayerStack stack)
    {
        CanStep = stack.Layers.All(l => l is IStepLayer { CanStep: true });
        _layers = CanStep ? [.. stack.Layers.Cast<IStepLayer>()] : [];
        _places = new (int, int, int)[_layers.Length];
        for (var n = 0; n < _layers.Length; n++)
        {
            var (state, width) = (StateLength, Panel.Round16(stack.Layers[n].Output.Width));
            StateLength += Panel.Round16(_layers[n].StepStateLength);
            _places[n] = (state, StateLength, width);
            StateLength += width;
        }
    }

    /// <summary>True where every layer can take one step.</summary>
    public bool CanStep { get; }

    /// <summary>Floats of <see cref="Step"/>'s state.</summary>
    public int StateLength { get; }

    /// <summary>One step through all layers. The result lies in the state, or is x where there are none.</summary>
    public ReadOnlySpan<float> Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> state)
    {
        for (var n = 0; n < _layers.Length; n++)
        {
            var (start, output, width) = _places[n];
            var y = state.Slice(output, width);
            _layers[n].Step(weights, x, y, state.Slice(start, _layers[n].StepStateLength));
            x = y;
        }

        return x;
    }
}
