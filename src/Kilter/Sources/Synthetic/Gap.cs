using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>No values at all.</summary>
internal sealed class Gap : IAnomaly
{
    public AnomalyEntry Entry { get; } = new()
    {
        Kind = "gap",
        Summary = "no channel has a value",
        Cycles = (0.1, 0.3),
        AllChannels = true,
    };

    public void Plant(Canvas canvas, SampleRange range, int channel, double magnitude, Rng rng)
    {
        for (var t = range.Start; t < range.End; t++)
        {
            canvas.Truth(t, channel) = double.NaN;
        }
    }
}
