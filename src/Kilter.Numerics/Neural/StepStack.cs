using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural;

/// <summary>Layers one after the other that take a series one step at a time; their states and the values between them lie in one span.</summary>
internal sealed class StepStack
{
    private readonly IStepLayer[] _layers;
    private readonly int[] _states;
    private readonly int[] _values;
    private readonly int _widest;

    /// <param name="layers">All of them step layers (see <see cref="Wrong"/>).</param>
    public StepStack(IReadOnlyList<IBoundLayer> layers)
    {
        _layers = [.. layers.Cast<IStepLayer>()];
        (_states, _values) = (new int[_layers.Length + 1], new int[_layers.Length]);
        for (var n = 0; n < _layers.Length; n++)
        {
            _states[n + 1] = _states[n] + Panel.Round16(_layers[n].StepStateLength);
            _values[n] = Panel.Round16(layers[n].Output.Width);
            _widest = Math.Max(_widest, _values[n]);
        }
    }

    /// <summary>Floats of all states and of the values between two layers.</summary>
    public int Length => _states[^1] + (2 * _widest);

    /// <summary>The first layer that cannot take one step at a time, or null.</summary>
    public static IBoundLayer? Wrong(IReadOnlyList<IBoundLayer> layers) => layers.FirstOrDefault(l => l is not IStepLayer { CanStep: true });

    /// <summary>One step.</summary>
    /// <param name="weights">The flat vector of all weights.</param>
    /// <param name="x">The step's input, padded to whole multiples of 16.</param>
    /// <param name="y">The step's output, padded likewise. Overwritten.</param>
    /// <param name="memory"><see cref="Length"/> floats; zeros at the start of a series.</param>
    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> memory)
    {
        var input = x;
        for (var n = 0; n < _layers.Length; n++)
        {
            var output = n == _layers.Length - 1 ? y : memory.Slice(_states[^1] + (n % 2 * _widest), _values[n]);
            _layers[n].Step(weights, input, output, memory[_states[n].._states[n + 1]]);
            input = output;
        }
    }
}
