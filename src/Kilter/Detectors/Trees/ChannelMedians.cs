using Kilter.Windows;

namespace Kilter.Detectors.Trees;

/// <summary>What is usual for each channel.</summary>
internal static class ChannelMedians
{
    private const int MostWindows = 20_000;

    /// <summary>The median of each channel's last sample over the windows (over evenly spread ones where there are many), (C).</summary>
    public static double[] Of(WindowSet windows, Func<int, bool>? counts = null)
    {
        var stride = PrimeStride.For(windows.Count, MostWindows);
        var values = new List<float>();
        var medians = new double[windows.Channels];
        for (var c = 0; c < medians.Length; c++)
        {
            values.Clear();
            for (var n = 0; n < windows.Count; n += stride)
            {
                if (counts is null || counts(n))
                {
                    values.Add(windows[n][^(windows.Channels - c)]);
                }
            }

            values.Sort();
            medians[c] = values.Count == 0 ? 0 : values[values.Count / 2];
        }

        return medians;
    }
}
