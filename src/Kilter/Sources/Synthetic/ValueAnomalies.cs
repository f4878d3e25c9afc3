using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>One to three samples far above.</summary>
internal sealed class Spike : IAnomaly
{
    public AnomalyEntry Entry { get; } = new()
    {
        Kind = "spike",
        Summary = "one to three samples far above their neighbours",
        Magnitude = 12,
        MagnitudeUnit = "standard deviations of the channel's noise",
        Cycles = (0, 1),
        MostSamples = 3,
    };

    public void Plant(Canvas canvas, SampleRange range, int channel, double magnitude, Rng rng)
        => Offsets.Add(canvas, range, channel, magnitude, _ => 1);
}

/// <summary>A hollow with sloping sides.</summary>
internal sealed class Dip : IAnomaly
{
    public AnomalyEntry Entry { get; } = new()
    {
        Kind = "dip",
        Summary = "values sink, stay low and come back",
        Magnitude = 12,
        MagnitudeUnit = "standard deviations of the channel's noise",
        Cycles = (0.05, 0.25),
    };

    // A tenth of the length down and a tenth up again.
    public void Plant(Canvas canvas, SampleRange range, int channel, double magnitude, Rng rng)
        => Offsets.Add(canvas, range, channel, -magnitude, share => Math.Min(1, 10 * Math.Min(share, 1 - share)));
}

/// <summary>A sudden step and back.</summary>
internal sealed class LevelShift : IAnomaly
{
    public AnomalyEntry Entry { get; } = new()
    {
        Kind = "level-shift",
        Summary = "all values jump by the same amount for a while",
        Magnitude = 8,
        MagnitudeUnit = "standard deviations of the channel's noise",
        Cycles = (0.4, 1.2),
    };

    public void Plant(Canvas canvas, SampleRange range, int channel, double magnitude, Rng rng)
        => Offsets.Add(canvas, range, channel, magnitude, _ => 1);
}

/// <summary>A slow slope.</summary>
internal sealed class Drift : IAnomaly
{
    public AnomalyEntry Entry { get; } = new()
    {
        Kind = "drift",
        Summary = "values slide away slowly, further with every sample, then snap back",
        Magnitude = 12,
        MagnitudeUnit = "standard deviations of the channel's noise, reached at the end",
        Cycles = (0.8, 2),
    };

    public void Plant(Canvas canvas, SampleRange range, int channel, double magnitude, Rng rng)
        => Offsets.Add(canvas, range, channel, magnitude, share => share);
}

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
