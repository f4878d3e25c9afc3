using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>Checks that a frame has the channels that a preparation was fitted on.</summary>
internal static class ChannelGuard
{
    /// <summary>Throws unless the frame has so many channels.</summary>
    public static void Same(Frame frame, int channels, string stage)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Channels.Count != channels)
        {
            throw new ArgumentException($"The frame has {frame.Channels.Count} channels; '{stage}' was fitted on {channels}.", nameof(frame));
        }
    }

    /// <summary>Throws unless all the rows are in the frame.</summary>
    public static void Inside(Frame frame, SampleRange rows)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.End, frame.Count, nameof(rows));
    }
}
