using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>The same shape, faster or slower.</summary>
internal sealed class FrequencyChange : IAnomaly
{
    public AnomalyEntry Entry { get; } = new()
    {
        Kind = "frequency-change",
        Summary = "the same shape runs faster (or slower) for a few cycles",
        Magnitude = 2,
        MagnitudeUnit = "times the speed",
        Cycles = (2, 4),
    };

    public void Plant(Canvas canvas, SampleRange range, int channel, double magnitude, Rng rng)
    {
        var speed = Math.Clamp(Math.Abs(magnitude), 0.05, 20);
        // Near the end of the record there is nothing left to run ahead into: run slower instead.
        speed = range.Start + (range.Length * speed) < canvas.Samples - 1 ? speed : Math.Min(speed, 1 / speed);
        var truth = new double[canvas.Samples];
        for (var t = 0; t < truth.Length; t++)
        {
            truth[t] = canvas.Truth(t, channel);
        }

        for (var t = range.Start; t < range.End; t++)
        {
            var at = Math.Max(0, range.Start - 1 + ((t - range.Start + 1) * speed));
            var whole = (int)at;
            canvas.Truth(t, channel) = truth[whole] + ((at - whole) * (truth[Math.Min(whole + 1, truth.Length - 1)] - truth[whole]));
        }
    }
}
