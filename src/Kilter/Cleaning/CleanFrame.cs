using Kilter.Frames;

namespace Kilter.Cleaning;

/// <summary>A frame after <see cref="MissingValues.Fill"/>: what could be filled is filled, and every sample knows whether it may be used.</summary>
/// <remarks>Immutable.</remarks>
public sealed class CleanFrame
{
    private readonly bool[] _usable;

    internal CleanFrame(Frame frame, bool[] usable, long filled)
    {
        Frame = frame;
        _usable = usable;
        Filled = filled;
    }

    /// <summary>The frame, with the same samples and channels; NaN where nothing could stand in. The very frame that went in when nothing was filled.</summary>
    public Frame Frame { get; }

    /// <summary>For each of the T samples, true when every channel has a finite value.</summary>
    public ReadOnlySpan<bool> Usable => _usable;

    /// <summary>How many values were filled, over all channels.</summary>
    public long Filled { get; }
}
