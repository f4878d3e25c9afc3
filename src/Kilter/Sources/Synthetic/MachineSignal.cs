using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>A rotating machine with five sensors that all follow its load, each in its own time.</summary>
internal sealed class MachineSignal : ISignal
{
    private const int Vibration = 0, Temperature = 1, Current = 2, Pressure = 3, Flow = 4;

    public SignalEntry Entry { get; } = new()
    {
        Name = "machine",
        Summary = "vibration, temperature, current, pressure and flow of a rotating machine in two shifts",
        Step = TimeSpan.FromMinutes(1),
        Samples = 28 * 1440,
        Cycle = TimeSpan.FromDays(1),
        Channels =
        [
            new("vibration", "mm/s", Noise: 0.08, Resolution: 0.01, Low: 0),
            new("temperature", "°C", Noise: 0.25, Resolution: 0.1),
            new("current", "A", Noise: 0.5, Resolution: 0.1, Low: 0),
            new("pressure", "bar", Noise: 0.03, Resolution: 0.01, Low: 0),
            new("flow", "L/min", Noise: 0.6, Resolution: 0.1, Low: 0),
        ],
        Anomalies =
        [
            new() { Kind = "drift", Channel = "vibration", Magnitude = 12 }, new() { Kind = "correlation-break", Channel = "flow" },
            new() { Kind = "level-shift", Channel = "temperature", Magnitude = 14 }, new() { Kind = "flat-line", Channel = "pressure" },
            new() { Kind = "variance-change", Channel = "current" },
        ],
    };

    public void Draw(Canvas canvas, Rng rng)
    {
        var step = canvas.StepSeconds;
        var job = new Wander(rng.Split(1), 0.07, 2 * Patterns.Hour, step);
        var hall = new Wander(rng.Split(2), 1.0, 8 * Patterns.Hour, step);
        var load = new Lag(0.2, 3 * Patterns.Minute, step);
        var heat = new Lag(0.2, 45 * Patterns.Minute, step);
        for (var t = 0; t < canvas.Samples; t++)
        {
            var hour = t * step / Patterns.Hour % 24;
            var shifts = Patterns.Edge((hour - 6) * 4) * (1 - Patterns.Edge((hour - 22) * 4));
            var handover = 0.35 * Patterns.Bump(hour - 14, 0.3);
            var now = load.Follow(Math.Clamp(0.2 + (shifts * (0.55 - handover)) + job.Next(), 0.05, 1));
            canvas.Truth(t, Vibration) = 0.8 + (2.6 * now * now);
            canvas.Truth(t, Temperature) = 34 + (34 * heat.Follow(now)) + hall.Next();
            canvas.Truth(t, Current) = 12 + (46 * now);
            canvas.Truth(t, Pressure) = 3.2 + (1.8 * now);
            canvas.Truth(t, Flow) = 20 + (65 * now);
        }
    }
}
