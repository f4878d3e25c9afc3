using Kilter.Frames;

namespace Kilter.Events;

/// <summary>Works out each channel's part in an event.</summary>
internal static class ChannelParts
{
    /// <summary>The parts of all channels, largest share first, equal shares in column order.</summary>
    /// <remarks>
    /// A share is the channel's part of all contributions over the event. Seen and expected are taken where the channel was furthest from
    /// expected, in widths of its own range on that side; where nothing was expected, at <paramref name="peak"/>.
    /// </remarks>
    public static ChannelPart[] Of(EventEvidence evidence, SampleRange range, int peak)
    {
        var shares = Shares(evidence, range);
        var parts = new ChannelPart[shares.Length];
        for (var c = 0; c < parts.Length; c++)
        {
            parts[c] = Part(evidence, range, peak, c, shares[c]);
        }

        // A stable order: OrderBy keeps column order among equals.
        return [.. parts.OrderByDescending(p => p.Share)];
    }

    private static double[] Shares(EventEvidence evidence, SampleRange range)
    {
        var shares = new double[evidence.Frame.Channels.Count];
        if (evidence.Contributions is { } contributions)
        {
            for (var t = range.Start; t < range.End; t++)
            {
                for (var c = 0; c < shares.Length; c++)
                {
                    var part = contributions[((long)t * shares.Length) + c];
                    shares[c] += part > 0 ? part : 0;
                }
            }
        }

        var sum = shares.Sum();
        for (var c = 0; c < shares.Length; c++)
        {
            shares[c] = sum > 0 && double.IsFinite(sum) ? shares[c] / sum : 1.0 / shares.Length;
        }

        return shares;
    }

    private static ChannelPart Part(EventEvidence evidence, SampleRange range, int peak, int channel, double share)
    {
        var name = evidence.Frame.Channels[channel].Name;
        if (evidence.Expected is not { } expected)
        {
            return new(channel, name, share, evidence.Frame[peak, channel], double.NaN, double.NaN, double.NaN, peak);
        }

        var channels = evidence.Frame.Channels.Count;
        var (below, above) = (evidence.Below[channel], evidence.Above[channel]);
        var (at, furthest) = (peak, -1.0);
        for (var t = range.Start; t < range.End; t++)
        {
            var off = evidence.Frame[t, channel] - expected[((long)t * channels) + channel];
            var widths = Math.Abs(off) / Math.Max(off < 0 ? below : above, double.Epsilon);
            if (widths > furthest)
            {
                (at, furthest) = (t, widths);
            }
        }

        double middle = expected[((long)at * channels) + channel];
        return new(channel, name, share, evidence.Frame[at, channel], middle - below, middle, middle + above, at);
    }
}
