using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>More noise.</summary>
internal sealed class VarianceChange : IAnomaly
{
    public AnomalyEntry Entry { get; } = new()
    {
        Kind = "variance-change",
        Summary = "the same level with stronger noise",
        Magnitude = 5,
        MagnitudeUnit = "times the channel's noise",
        Cycles = (0.3, 1),
    };

    public void Plant(Canvas canvas, SampleRange range, int channel, double magnitude, Rng rng)
    {
        for (var t = range.Start; t < range.End; t++)
        {
            canvas.Noise(t, channel) = magnitude * canvas.Signal.Channels[channel].Noise * rng.NextNormal();
        }
    }
}
