using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>Flow and pressure of a pump that serves a daily demand: as flow rises, pressure falls along the pump's curve.</summary>
internal sealed class PumpSignal : ISignal
{
    private const int Flow = 0, Pressure = 1;

    public SignalEntry Entry { get; } = new()
    {
        Name = "pump",
        Summary = "flow and pressure of a pump under a daily demand; the data of 'kilter demo'",
        Step = TimeSpan.FromMinutes(1),
        Samples = 30 * 1440,
        Cycle = TimeSpan.FromDays(1),
        Channels =
        [
            new("flow", "L/min", Noise: 0.30, Resolution: 0.01, Low: 0),
            new("pressure", "bar", Noise: 0.035, Resolution: 0.001, Low: 0),
        ],
        Anomalies =
        [
            new() { Kind = "dip", Channel = "pressure", Magnitude = 14, Length = TimeSpan.FromMinutes(40) },
            new() { Kind = "dip", Channel = "flow", Magnitude = 38, Length = TimeSpan.FromMinutes(310) },
            new() { Kind = "level-shift", Channel = "all", Magnitude = -8, Length = TimeSpan.FromMinutes(140) },
            new() { Kind = "flat-line", Channel = "flow", Length = TimeSpan.FromHours(26) },
        ],
    };

    public void Draw(Canvas canvas, Rng rng)
    {
        var step = canvas.StepSeconds;
        var demand = new Wander(rng.Split(1), 0.30, 15 * Patterns.Minute, step);
        var supply = new Wander(rng.Split(2), 0.03, 3 * Patterns.Hour, step);
        for (var t = 0; t < canvas.Samples; t++)
        {
            var seconds = t * step;
            var week = 0.25 * PortableMath.SinTurns(seconds / (7 * Patterns.Day));
            var flow = 29.9 + (4.2 * Patterns.DayShape(seconds)) - (0.3 * Patterns.Weekend(seconds)) + week + demand.Next();
            canvas.Truth(t, Flow) = flow;
            canvas.Truth(t, Pressure) = 4.65 - (0.13 * (flow - 31.8)) + supply.Next();
        }
    }
}
