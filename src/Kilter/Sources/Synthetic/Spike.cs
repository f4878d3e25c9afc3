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
