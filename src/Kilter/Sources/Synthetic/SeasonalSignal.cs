using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>One count with a day, a week and a mood of its own.</summary>
internal sealed class SeasonalSignal : ISignal
{
    public SignalEntry Entry { get; } = new()
    {
        Name = "seasonal",
        Summary = "a daily and weekly pattern with noise, as of visitors or demand",
        Step = TimeSpan.FromMinutes(15),
        Samples = 42 * 96,
        Cycle = TimeSpan.FromDays(1),
        Channels = [new("value", null, Noise: 2, Resolution: 0.1, Low: 0)],
        Anomalies = [new() { Kind = "level-shift" }, new() { Kind = "missing-beat" }, new() { Kind = "spike" }, new() { Kind = "variance-change" }],
    };

    public void Draw(Canvas canvas, Rng rng)
    {
        var mood = new Wander(rng, 2.5, 6 * Patterns.Hour, canvas.StepSeconds);
        for (var t = 0; t < canvas.Samples; t++)
        {
            var seconds = t * canvas.StepSeconds;
            canvas.Truth(t, 0) = 40 + (60 * Patterns.DayShape(seconds) * (1 - (0.45 * Patterns.Weekend(seconds)))) + mood.Next();
        }
    }
}
