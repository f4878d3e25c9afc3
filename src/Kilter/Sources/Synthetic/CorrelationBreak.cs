using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>A channel that keeps its own look and loses its relation to the others.</summary>
internal sealed class CorrelationBreak : IAnomaly
{
    public AnomalyEntry Entry { get; } = new()
    {
        Kind = "correlation-break",
        Summary = "a channel shows its own values of half a cycle later (or earlier): normal alone, wrong beside the others",
        Cycles = (0.4, 1),
        NeedsTwoChannels = true,
    };

    public void Plant(Canvas canvas, SampleRange range, int channel, double magnitude, Rng rng)
    {
        var shift = Math.Max(canvas.Cycle / 2, range.Length);
        shift = range.End + shift <= canvas.Samples ? shift : -Math.Min(shift, range.Start);
        var other = new double[range.Length];
        for (var i = 0; i < other.Length; i++)
        {
            other[i] = canvas.Truth(range.Start + shift + i, channel);
        }

        for (var i = 0; i < other.Length; i++)
        {
            canvas.Truth(range.Start + i, channel) = other[i];
        }
    }
}
