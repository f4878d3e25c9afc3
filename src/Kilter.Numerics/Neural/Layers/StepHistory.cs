using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>The last steps of a stream that a causal window sees, in a ring inside the state of the stream.</summary>
/// <param name="windows">Causal windows of stride 1.</param>
/// <param name="width">Values a step.</param>
internal sealed class StepHistory(StepWindows windows, int width)
{
    // The state begins with the place of the newest step and the number of steps seen, both at most the span.
    private const int Head = 16;
    private readonly int _row = Panel.Round16(width);

    /// <summary>Floats of state.</summary>
    public int Length => Head + (windows.Span * _row);

    /// <summary>Takes the next step.</summary>
    public void Add(ReadOnlySpan<float> x, Span<float> state)
    {
        var place = ((int)state[0] + 1) % windows.Span;
        x[..width].CopyTo(state.Slice(Head + (place * _row), _row));
        (state[0], state[1]) = (place, Math.Min(windows.Span, state[1] + 1));
    }

    /// <summary>The first tap that the stream has reached; those before would see steps before its start.</summary>
    public int FirstTap(ReadOnlySpan<float> state)
    {
        var missing = windows.Span - (int)state[1];
        return (missing + windows.Dilation - 1) / windows.Dilation;
    }

    /// <summary>What a tap sees; the last tap sees the newest step.</summary>
    public ReadOnlySpan<float> At(int tap, ReadOnlySpan<float> state)
    {
        var back = (windows.Size - 1 - tap) * windows.Dilation;
        var place = ((int)state[0] - back + windows.Span) % windows.Span;
        return state.Slice(Head + (place * _row), width);
    }
}
