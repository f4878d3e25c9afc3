using Kilter.Numerics.Neural;

namespace Kilter.Windows;

/// <summary>One long series cut into B stretches that lie side by side, and these into windows one after the other: what a network is trained on that carries its state.</summary>
/// <remarks>
/// Window n·B + i is the n-th of stretch i, so that a batch of B windows goes on where the batch before it ended. Samples at the end that fill no stretch, and those
/// at the end of each stretch that fill no window, are left out. Nothing is copied. Immutable.
/// </remarks>
public sealed class SideBySide : IWindowSource
{
    private readonly ReadOnlyMemory<float> _values;
    private readonly int _width;
    private readonly int _steps;
    private readonly int _offset;

    /// <summary>The windows of a series.</summary>
    /// <param name="values">(T, width), row-major.</param>
    /// <param name="width">Values of a sample.</param>
    /// <param name="stretches">B, at least 1.</param>
    /// <param name="steps">W, samples of a window.</param>
    /// <param name="offset">By how many samples all windows are moved: 1 for the targets of a forecast of the next sample. The room for <paramref name="reach"/> is kept free.</param>
    /// <param name="reach">The greatest offset of the sources that go with this one: 1 for inputs whose targets are moved by 1.</param>
    /// <exception cref="ArgumentException">There are not whole samples, or the offset lies beyond the reach.</exception>
    public SideBySide(ReadOnlyMemory<float> values, int width, int stretches, int steps, int offset = 0, int reach = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stretches, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        Guard.Length(values.Length % width, 0, nameof(values));
        Guard.InRange(offset, 0, reach, nameof(offset));
        (_values, _width, _steps, _offset, Stretches) = (values, width, steps, offset, stretches);
        StretchLength = values.Length / width / stretches;
        Count = Math.Max(0, (StretchLength - reach) / steps) * stretches;
    }

    /// <summary>B.</summary>
    public int Stretches { get; }

    /// <summary>Samples of a stretch.</summary>
    public int StretchLength { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Length => _steps * _width;

    /// <inheritdoc/>
    public ReadOnlySpan<float> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _values.Span.Slice(((index % Stretches * StretchLength) + (index / Stretches * _steps) + _offset) * _width, Length);
        }
    }
}
