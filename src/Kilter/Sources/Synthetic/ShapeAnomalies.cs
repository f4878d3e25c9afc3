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
            var first = (wanted.Start + canvas.Cycle - 1) / canvas.Cycle * canvas.Cycle;
            return first + canvas.Cycle <= wanted.End ? new SampleRange(first, first + canvas.Cycle) : new SampleRange(wanted.Start, wanted.Start);
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
