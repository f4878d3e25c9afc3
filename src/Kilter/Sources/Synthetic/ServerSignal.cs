using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>Five figures of one server that follow its load: requests first, then processor, latency and errors; memory has a saw of its own.</summary>
internal sealed class ServerSignal : ISignal
{
    private const int Cpu = 0, Memory = 1, Requests = 2, Latency = 3, Errors = 4;

    public SignalEntry Entry { get; } = new()
    {
        Name = "server",
        Summary = "processor, memory, requests, latency and errors of a server under a daily load",
        Step = TimeSpan.FromMinutes(1),
        Samples = 28 * 1440,
        Cycle = TimeSpan.FromDays(1),
        Channels =
        [
            new("cpu", "%", Noise: 1.2, Resolution: 0.1, Low: 0, High: 100),
            new("memory", "%", Noise: 0.15, Resolution: 0.01, Low: 0, High: 100),
            new("requests", "1/s", Noise: 6, Resolution: 0.1, Low: 0),
            new("latency", "ms", Noise: 0.8, Resolution: 0.01, Low: 0.5),
            new("errors", "1/s", Noise: 0.06, Resolution: 0.001, Low: 0),
        ],
        Anomalies =
        [
            new() { Kind = "spike", Channel = "latency" }, new() { Kind = "drift", Channel = "memory" },
            new() { Kind = "correlation-break", Channel = "cpu" }, new() { Kind = "level-shift", Channel = "errors", Magnitude = 10 },
            new() { Kind = "dip", Channel = "requests", Magnitude = 25 },
        ],
    };

    public void Draw(Canvas canvas, Rng rng)
    {
        var step = canvas.StepSeconds;
        var crowd = new Wander(rng.Split(1), 0.05, 20 * Patterns.Minute, step);
        var leak = new Wander(rng.Split(2), 1.2, 5 * Patterns.Hour, step);
        var failing = new Wander(rng.Split(3), 0.05, 10 * Patterns.Minute, step);
        for (var t = 0; t < canvas.Samples; t++)
        {
            var seconds = t * step;
            var load = (0.15 + (0.6 * Patterns.DayShape(seconds) * (1 - (0.3 * Patterns.Weekend(seconds))))) * PortableMath.Exp(crowd.Next());
            var saw = seconds / (47 * Patterns.Minute);
            canvas.Truth(t, Cpu) = 6 + (72 * load);
            canvas.Truth(t, Memory) = 55 + leak.Next() + (6 * load) + (3 * (saw - Math.Floor(saw)));
            canvas.Truth(t, Requests) = 420 * load;
            canvas.Truth(t, Latency) = 14 / (1.4 - Math.Min(load, 1));
            canvas.Truth(t, Errors) = Math.Max(0.02, 0.3 * load * (1 + failing.Next()));
        }
    }
}
