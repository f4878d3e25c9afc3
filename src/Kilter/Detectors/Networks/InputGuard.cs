using Kilter.Artifacts;
using Kilter.Windows;

namespace Kilter.Detectors.Networks;

/// <summary>Stands between a detector's windows and its network, so that any finite input is safe.</summary>
/// <remarks>
/// <para>
/// Each channel is brought to mean 0 and deviation 1, learned in fit from its central 99 %, and held within ±farthest before the network sees it. What the network gives back
/// is held inside the range of the training values. A residual is the value as it came less that: so what lies far out, where no network can be trusted, still has the larger
/// residual the further out it lies, and constant, tiny and huge channels need no care of their own.
/// </para>
/// <para>All statistics in float64. Draws no random numbers. Cost: O(T·C), without a copy of any window: the series is copied once, windows share it.</para>
/// </remarks>
internal sealed class InputGuard(double farthest, double[] middle, double[] spread, double[] low, double[] high)
{
    // A float32 holds 24 bits: below this share of the middle, differences are rounding.
    private const double Resolution = 1.2e-7;

    // The share of values at each end that says nothing about the spread: a few wild ones must not make everything else look flat.
    private const double Tail = 0.005;

    /// <summary>C.</summary>
    public int Channels => middle.Length;

    /// <summary>Each channel's mean in training.</summary>
    public ReadOnlySpan<double> Middle => middle;

    /// <summary>Each channel's deviation in training.</summary>
    public ReadOnlySpan<double> Spread => spread;

    /// <summary>Learns means, deviations and ranges of the channels.</summary>
    public static InputGuard Of(WindowSet train, double farthest)
    {
        var values = train.Covered;
        var channels = train.Channels;
        var samples = values.Length / channels;
        var stride = RobustSpread.StrideOf(samples);
        var (middle, spread, low, high) = (new double[channels], new double[channels], new double[channels], new double[channels]);
        var column = new double[(samples + stride - 1) / stride];
        for (var c = 0; c < channels; c++)
        {
            for (var r = 0; r < column.Length; r++)
            {
                column[r] = values[(r * stride * channels) + c];
            }

            column.AsSpan().Sort();
            (middle[c], spread[c]) = Central(column);
            (low[c], high[c]) = (column[0], column[^1]);
        }

        for (var i = 0; i < values.Length; i++)
        {
            var c = i % channels;
            (low[c], high[c]) = (Math.Min(low[c], values[i]), Math.Max(high[c], values[i]));
        }

        for (var c = 0; c < channels; c++)
        {
            (low[c], high[c]) = (Math.Max(low[c], middle[c] - (farthest * spread[c])), Math.Min(high[c], middle[c] + (farthest * spread[c])));
        }

        return new(farthest, middle, spread, low, high);
    }

    public static InputGuard Read(ArtifactReader artifact)
    {
        var middle = artifact.Numbers("middle");
        return new(artifact.Number("farthest"), middle, artifact.Numbers("spread", middle.Length), artifact.Numbers("low", middle.Length), artifact.Numbers("high", middle.Length));
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("farthest", farthest);
        artifact.Set("middle", middle);
        artifact.Set("spread", spread);
        artifact.Set("low", low);
        artifact.Set("high", high);
    }

    /// <summary>The same windows as the network sees them.</summary>
    public WindowSet Apply(WindowSet windows)
    {
        var values = windows.Covered;
        var safe = new float[values.Length];
        var channels = middle.Length;
        for (var i = 0; i < values.Length; i += channels)
        {
            for (var c = 0; c < channels; c++)
            {
                safe[i + c] = Held(c, values[i + c]);
            }
        }

        return windows.Over(safe);
    }

    /// <summary>One value as the network sees it.</summary>
    public float Held(int channel, float value) => (float)Math.Clamp((value - middle[channel]) / spread[channel], -farthest, farthest);

    /// <summary>An output of the network in the units of the windows, inside the training range; the channel's middle where it is not a number.</summary>
    public double Expected(int channel, float output)
        => float.IsNaN(output) ? middle[channel] : Math.Clamp(middle[channel] + (spread[channel] * output), low[channel], high[channel]);

    /// <summary>A value as the network sees it, back in the units of the windows, within ±farthest; the channel's middle where it is not a number.</summary>
    public double Level(int channel, float safe) => float.IsNaN(safe) ? middle[channel] : middle[channel] + (spread[channel] * Math.Clamp(safe, -farthest, farthest));

    /// <summary>A deviation that the network gave out (a standard deviation, a width), in the units of the windows.</summary>
    public double Width(int channel, float output) => spread[channel] * output;

    /// <summary>How far beyond what the network sees a value lies, in deviations; 0 inside.</summary>
    public double Beyond(int channel, float value) => Math.Max(0, Math.Abs((value - middle[channel]) / spread[channel]) - farthest);

    /// <summary>Mean and deviation of sorted numbers, each held to their central 99 %; of all of them where that part is constant, and 1 where all are.</summary>
    private static (double Middle, double Spread) Central(double[] sorted)
    {
        var cut = (int)(Tail * sorted.Length);
        foreach (var (low, high) in (ReadOnlySpan<(double, double)>)[(sorted[cut], sorted[^(cut + 1)]), (sorted[0], sorted[^1])])
        {
            var (mean, squares) = (0.0, 0.0);
            foreach (var value in sorted)
            {
                mean += Math.Clamp(value, low, high) / sorted.Length;
            }

            foreach (var value in sorted)
            {
                var from = Math.Clamp(value, low, high) - mean;
                squares += from * from / sorted.Length;
            }

            var deviation = Math.Sqrt(squares);
            if (deviation > Resolution * Math.Abs(mean))
            {
                return (mean, deviation);
            }
        }

        return (sorted[sorted.Length / 2], Math.Max(1, Resolution * Math.Abs(sorted[0])));
    }
}
