using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>A frame after a preparation, and where its samples and channels came from. Immutable.</summary>
public sealed class PreparedFrame
{
    private readonly int[]? _samples;
    private readonly int[] _channels;

    /// <summary>A prepared frame.</summary>
    /// <param name="frame">The T′ samples of C′ channels.</param>
    /// <param name="samples">(T′) the last sample before, strictly increasing, that each prepared sample was made from; null when they are the same samples.</param>
    /// <param name="channels">(C′) the channel before that each prepared channel stands for, or −1 for one that was made up.</param>
    /// <exception cref="ArgumentException">There is not one entry a sample and a channel.</exception>
    public PreparedFrame(Frame frame, int[]? samples, int[] channels)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(channels);
        Guard.Length(channels.Length, frame.Channels.Count, nameof(channels));
        if (samples is not null)
        {
            Guard.Length(samples.Length, frame.Count, nameof(samples));
        }

        Frame = frame;
        _samples = samples;
        _channels = channels;
    }

    /// <summary>The frame.</summary>
    public Frame Frame { get; }

    /// <summary>True when sample t came from sample t.</summary>
    public bool SameSamples => _samples is null;

    /// <summary>The last sample before that sample <paramref name="sample"/> was made from: where it is complete.</summary>
    public int SampleBefore(int sample) => _samples is null ? sample : _samples[sample];

    /// <summary>The channel before that a channel stands for, or −1.</summary>
    public int ChannelBefore(int channel) => _channels[channel];

    /// <summary>The prepared samples that were complete within <paramref name="rows"/>.</summary>
    public SampleRange RowsFrom(SampleRange rows)
        => _samples is null ? rows : new SampleRange(FirstAtOrAfter(rows.Start), FirstAtOrAfter(rows.End));

    /// <summary>A frame with the same samples and channels, each standing for itself.</summary>
    internal static PreparedFrame Same(Frame frame) => new(frame, samples: null, [.. Enumerable.Range(0, frame.Channels.Count)]);

    private int FirstAtOrAfter(int sample)
    {
        var place = Array.BinarySearch(_samples!, sample);
        return place < 0 ? ~place : place;
    }
}
