using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>A sensor that repeats its last value.</summary>
internal sealed class FlatLine : IAnomaly
{
    public AnomalyEntry Entry { get; } = new()
    {
        Kind = "flat-line",
        Summary = "the sensor repeats its last value exactly",
        Cycles = (0.5, 1.2),
    };

    public void Plant(Canvas canvas, SampleRange range, int channel, double magnitude, Rng rng)
    {
        var held = canvas.Seen(Math.Max(0, range.Start - 1), channel);
        for (var t = range.Start; t < range.End; t++)
        {
            canvas.Truth(t, channel) = held;
            canvas.Noise(t, channel) = 0;
        }
    }
}
