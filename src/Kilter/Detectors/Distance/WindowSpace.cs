namespace Kilter.Detectors.Distance;

/// <summary>What of a window is compared with others.</summary>
public enum WindowSpace
{
    /// <summary>Its values less each channel's mean over the window.</summary>
    Shape,

    /// <summary>Its values.</summary>
    Raw,

    /// <summary>Its steps from sample to sample; the first sample counts as no step.</summary>
    Differences,
}

/// <summary>Brings windows into a <see cref="WindowSpace"/>.</summary>
internal static class WindowSpaces
{
    /// <summary>Writes the window as a point of W·C values.</summary>
    public static void Map(this WindowSpace space, ReadOnlySpan<float> window, int channels, Span<double> point)
    {
        for (var c = 0; c < channels; c++)
        {
            if (space == WindowSpace.Differences)
            {
                point[c] = 0;
                for (var i = c + channels; i < window.Length; i += channels)
                {
                    point[i] = (double)window[i] - window[i - channels];
                }

                continue;
            }

            var level = space == WindowSpace.Raw ? 0 : Mean(window, channels, c);
            for (var i = c; i < window.Length; i += channels)
            {
                point[i] = window[i] - level;
            }
        }
    }

    /// <summary>What the space takes out of the last sample of a channel: its mean, nothing, or the sample before.</summary>
    public static double Level(this WindowSpace space, ReadOnlySpan<float> window, int channels, int channel) => space switch
    {
        WindowSpace.Shape => Mean(window, channels, channel),
        WindowSpace.Differences when window.Length > channels => window[window.Length - (2 * channels) + channel],
        _ => 0,
    };

    /// <summary>The last sample of a channel, less its level.</summary>
    public static double LastAboveLevel(this WindowSpace space, ReadOnlySpan<float> window, int channels, int channel)
        => window[window.Length - channels + channel] - space.Level(window, channels, channel);

    private static double Mean(ReadOnlySpan<float> window, int channels, int channel)
    {
        var sum = 0.0;
        for (var i = channel; i < window.Length; i += channels)
        {
            sum += window[i];
        }

        return sum * channels / window.Length;
    }
}
