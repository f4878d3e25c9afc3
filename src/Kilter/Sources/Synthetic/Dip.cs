using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

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
