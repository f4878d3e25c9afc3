using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>An ECG-like trace: five bumps a beat, beats of uneven length, a baseline that breathes.</summary>
/// <remarks>Source: the shape after P. E. McSharry et al., "A dynamical model for generating synthetic electrocardiogram signals", IEEE Trans. Biomed. Eng., 2003, table I.</remarks>
internal sealed class EcgSignal : ISignal
{
    private const double BeatSeconds = 0.82;

    // P, Q, R, S, T: seconds from the start of a beat of mean length, height in mV, width in seconds.
    private static readonly (double At, double Height, double Width)[] Waves =
        [(0.20, 0.14, 0.024), (0.335, -0.12, 0.010), (0.36, 1.15, 0.011), (0.385, -0.26, 0.011), (0.60, 0.30, 0.045)];

    public SignalEntry Entry { get; } = new()
    {
        Name = "ecg",
        Summary = "an ECG-like trace of uneven beats, 125 samples a second",
        Step = TimeSpan.FromMilliseconds(8),
        Samples = 30_000,
        Cycle = TimeSpan.FromSeconds(BeatSeconds),
        Channels = [new("ecg", "mV", Noise: 0.012, Resolution: 0.001)],
        Anomalies = [new() { Kind = "missing-beat" }, new() { Kind = "frequency-change" }, new() { Kind = "missing-beat" }, new() { Kind = "variance-change" }],
    };

    public void Draw(Canvas canvas, Rng rng)
    {
        var uneven = new Wander(rng.Split(1), 0.03, 4 * BeatSeconds, BeatSeconds);
        var baseline = new Wander(rng.Split(2), 0.02, 3, canvas.StepSeconds);
        var (start, length) = (0.0, BeatSeconds);
        canvas.Beats.Add(0);
        for (var t = 0; t < canvas.Samples; t++)
        {
            var seconds = t * canvas.StepSeconds;
            if (seconds >= start + length)
            {
                start += length;
                length = BeatSeconds * Math.Clamp(1 + uneven.Next() + (0.03 * PortableMath.SinTurns(seconds / 4.3)), 0.7, 1.3);
                canvas.Beats.Add(t);
            }

            var value = (0.05 * PortableMath.SinTurns(seconds / 4.3)) + baseline.Next();
            // Only the pause before the next P wave stretches with the beat's length, as in a heart.
            foreach (var (at, height, width) in Waves)
            {
                value += height * Patterns.Bump(seconds - start - (at * (0.7 + (0.3 * length / BeatSeconds))), width);
            }

            canvas.Truth(t, 0) = value;
        }
    }
}
