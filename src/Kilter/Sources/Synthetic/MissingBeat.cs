using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>A whole cycle that does not come.</summary>
internal sealed class MissingBeat : IAnomaly
{
    public AnomalyEntry Entry { get; } = new()
    {
        Kind = "missing-beat",
        Summary = "one whole cycle does not come: a straight line in its place",
        Cycles = (2, 2),
    };

    public SampleRange Fit(Canvas canvas, SampleRange wanted)
    {
        if (canvas.Beats.Count == 0)
        {
            return new SampleRange(wanted.Start, canvas.Cycle <= wanted.Length ? wanted.Start + canvas.Cycle : wanted.Start);
        }

        var beat = canvas.Beats.BinarySearch(wanted.Start);
        beat = beat < 0 ? ~beat : beat;
        return beat + 1 < canvas.Beats.Count && canvas.Beats[beat + 1] <= wanted.End
            ? new SampleRange(canvas.Beats[beat], canvas.Beats[beat + 1])
            : new SampleRange(wanted.Start, wanted.Start);
    }

    public void Plant(Canvas canvas, SampleRange range, int channel, double magnitude, Rng rng)
    {
        var from = canvas.Truth(range.Start, channel);
        var to = canvas.Truth(Math.Min(range.End, canvas.Samples - 1), channel);
        for (var t = range.Start; t < range.End; t++)
        {
            canvas.Truth(t, channel) = from + ((to - from) * (t - range.Start) / range.Length);
        }
    }
}
