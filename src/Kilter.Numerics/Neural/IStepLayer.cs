namespace Kilter.Numerics.Neural;

/// <summary>A layer that can take a series one step at a time, with the bits it gives when it sees the series whole.</summary>
internal interface IStepLayer
{
    /// <summary>False where this layer's settings make it need more than the current step and its state.</summary>
    bool CanStep => true;

    /// <summary>Floats carried from one step to the next.</summary>
    int StepStateLength { get; }

    /// <summary>One step of one sample, as in scoring. Allocates nothing.</summary>
    /// <param name="weights">The flat vector of all weights.</param>
    /// <param name="x">The step's input, padded to whole multiples of 16.</param>
    /// <param name="y">The step's output, padded likewise. Overwritten.</param>
    /// <param name="state"><see cref="StepStateLength"/> floats; zeros at the start of a series.</param>
    void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state);
}
