namespace Kilter.Frames;

/// <summary>A half-open stretch of samples, [<see cref="Start"/>, <see cref="End"/>), counted from the first sample of a frame.</summary>
/// <remarks>Empty when start and end are equal. The default value is the empty range at 0.</remarks>
public readonly record struct SampleRange
{
    /// <summary>Makes the range [<paramref name="start"/>, <paramref name="end"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The start is negative or lies after the end.</exception>
    public SampleRange(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        Start = start;
        End = end;
    }

    /// <summary>The first sample inside.</summary>
    public int Start { get; }

    /// <summary>The first sample after.</summary>
    public int End { get; }

    /// <summary>How many samples lie inside.</summary>
    public int Length => End - Start;

    /// <summary>True when the sample lies inside.</summary>
    public bool Contains(int sample) => sample >= Start && sample < End;

    /// <summary>True when the two ranges share at least one sample.</summary>
    public bool Overlaps(SampleRange other) => Start < other.End && other.Start < End;
}
