namespace Kilter.Numerics.Neural;

/// <summary>Numbered windows of equal length, read while training or scoring.</summary>
/// <remarks>Read from several threads at once. A window is [step][value], oldest step first; windows may overlap in memory.</remarks>
public interface IWindowSource
{
    /// <summary>N, the number of windows.</summary>
    int Count { get; }

    /// <summary>Values of a window.</summary>
    int Length { get; }

    /// <summary>Window <paramref name="index"/>.</summary>
    ReadOnlySpan<float> this[int index] { get; }
}

/// <summary>Windows that lie in one block of memory, a stride apart.</summary>
public sealed class WindowArray : IWindowSource
{
    private readonly ReadOnlyMemory<float> _values;
    private readonly int _stride;

    /// <summary>All windows of <paramref name="length"/> values, one behind the other.</summary>
    public WindowArray(ReadOnlyMemory<float> values, int length)
        : this(values, length, length)
    {
    }

    /// <summary>All windows of <paramref name="length"/> values that start <paramref name="stride"/> values apart; they overlap where the stride is shorter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Length or stride is below 1.</exception>
    public WindowArray(ReadOnlyMemory<float> values, int length, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        (_values, Length, _stride) = (values, length, stride);
        Count = values.Length < length ? 0 : ((values.Length - length) / stride) + 1;
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Length { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _values.Span.Slice(index * _stride, Length);
        }
    }
}
