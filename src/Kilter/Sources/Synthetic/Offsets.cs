using Kilter.Frames;

namespace Kilter.Sources.Synthetic;

/// <summary>Adds to the truth in units of the sensor's noise.</summary>
internal static class Offsets
{
    /// <summary>Adds magnitude × shape(share), with share = (i + ½)/length at the i-th sample of the range.</summary>
    internal static void Add(Canvas canvas, SampleRange range, int channel, double magnitude, Func<double, double> shape)
    {
        var unit = canvas.Signal.Channels[channel].Noise;
        for (var t = range.Start; t < range.End; t++)
        {
            canvas.Truth(t, channel) += magnitude * unit * shape((t - range.Start + 0.5) / range.Length);
        }
    }
}
