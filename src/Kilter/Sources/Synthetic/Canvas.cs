using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>A signal being made: what truly happens and what the sensors add, kept apart until the end, row-major (T, C).</summary>
internal sealed class Canvas(int samples, TimeSpan step, SignalEntry signal, double noise)
{
    private readonly double[] _truth = new double[(long)samples * signal.Channels.Count];
    private readonly double[] _noise = new double[(long)samples * signal.Channels.Count];

    /// <summary>T.</summary>
    public int Samples => samples;

    /// <summary>The time between samples.</summary>
    public double StepSeconds => step.TotalSeconds;

    /// <summary>What is being drawn.</summary>
    public SignalEntry Signal => signal;

    /// <summary>C.</summary>
    public int Channels => signal.Channels.Count;

    /// <summary>A cycle in samples, at least 1.</summary>
    public int Cycle => (int)Math.Clamp(signal.Cycle / step, 1, 1e8);

    /// <summary>Where each beat starts, for a signal whose beats are not all equally long; else empty.</summary>
    public List<int> Beats { get; } = [];

    /// <summary>What truly happens in a channel.</summary>
    public ref double Truth(int sample, int channel) => ref _truth[(sample * Channels) + channel];

    /// <summary>What the sensor adds.</summary>
    public ref double Noise(int sample, int channel) => ref _noise[(sample * Channels) + channel];

    /// <summary>What the sensor gives: truth and noise, rounded to its resolution and held inside its range.</summary>
    public double Seen(int sample, int channel)
    {
        var sensor = signal.Channels[channel];
        var value = Truth(sample, channel) + Noise(sample, channel);
        // A division by 1/resolution gives 29.53, where a product with 0.01 would give 29.530000000000001.
        var steps = Math.Round(1 / sensor.Resolution);
        // Adding 0 turns −0 into 0, so that no file ever says "-0".
        return Math.Clamp(Math.Round(value * steps) / steps, sensor.Low, sensor.High) + 0.0;
    }

    /// <summary>Gives every sensor its white noise.</summary>
    public void AddNoise(Rng rng)
    {
        for (var c = 0; c < Channels; c++)
        {
            var own = rng.Split((ulong)c);
            for (var t = 0; t < samples; t++)
            {
                Noise(t, c) = signal.Channels[c].Noise * noise * own.NextNormal();
            }
        }
    }

    /// <summary>What the sensors give in a stretch, row-major.</summary>
    public double[] Seen(SampleRange range)
    {
        var values = new double[(long)range.Length * Channels];
        for (var t = range.Start; t < range.End; t++)
        {
            for (var c = 0; c < Channels; c++)
            {
                values[((t - range.Start) * Channels) + c] = Seen(t, c);
            }
        }

        return values;
    }
}
