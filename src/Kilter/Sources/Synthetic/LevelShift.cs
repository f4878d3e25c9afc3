using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

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
