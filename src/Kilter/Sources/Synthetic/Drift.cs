using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

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
