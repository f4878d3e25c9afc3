using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>A sine of 100 s with a little noise: the simplest thing that repeats.</summary>
internal sealed class SineSignal : ISignal
{
    public SignalEntry Entry { get; } = new()
    {
        Name = "sine",
        Summary = "one sine wave with a little noise",
        Step = TimeSpan.FromSeconds(1),
        Samples = 10_000,
        Cycle = TimeSpan.FromSeconds(100),
        Channels = [new("value", null, Noise: 0.05, Resolution: 0.0001)],
        Anomalies = [new() { Kind = "spike" }, new() { Kind = "frequency-change" }, new() { Kind = "flat-line" }],
    };

    public void Draw(Canvas canvas, Rng rng)
    {
        for (var t = 0; t < canvas.Samples; t++)
        {
            canvas.Truth(t, 0) = PortableMath.SinTurns(t * canvas.StepSeconds / Entry.Cycle.TotalSeconds);
        }
    }
}
