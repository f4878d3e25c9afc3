using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>Housekeeping of a satellite in low orbit: in sunlight two thirds of each orbit, in shadow the rest.</summary>
internal sealed class SatelliteSignal : ISignal
{
    private const double OrbitSeconds = 5676;
    private const int Panel = 0, Battery = 1, Voltage = 2, Current = 3, Wheel = 4;

    public SignalEntry Entry { get; } = new()
    {
        Name = "satellite",
        Summary = "temperatures, battery, solar current and reaction wheel of a satellite, orbit by orbit through eclipses",
        Step = TimeSpan.FromSeconds(30),
        Samples = 7 * 2880,
        Cycle = TimeSpan.FromSeconds(OrbitSeconds),
        Channels =
        [
            new("panel_temperature", "°C", Noise: 0.4, Resolution: 0.1),
            new("battery_temperature", "°C", Noise: 0.1, Resolution: 0.05),
            new("battery_voltage", "V", Noise: 0.02, Resolution: 0.01, Low: 0),
            new("solar_current", "A", Noise: 0.04, Resolution: 0.01, Low: 0),
            new("wheel_speed", "rpm", Noise: 4, Resolution: 1),
        ],
        Anomalies =
        [
            new() { Kind = "dip", Channel = "solar_current", Magnitude = 40 }, new() { Kind = "drift", Channel = "battery_temperature", Magnitude = 30 },
            new() { Kind = "variance-change", Channel = "wheel_speed" }, new() { Kind = "flat-line", Channel = "panel_temperature" },
            new() { Kind = "level-shift", Channel = "battery_voltage", Magnitude = -14 },
        ],
    };

    public void Draw(Canvas canvas, Rng rng)
    {
        var step = canvas.StepSeconds;
        var panel = new Lag(0, 8 * Patterns.Minute, step);
        var battery = new Lag(17, 50 * Patterns.Minute, step);
        var charge = new Lag(0.6, 30 * Patterns.Minute, step);
        var torque = new Wander(rng, 25, 40 * Patterns.Minute, step);
        for (var t = 0; t < canvas.Samples; t++)
        {
            var seconds = t * step;
            var orbit = seconds / OrbitSeconds;
            var phase = orbit - Math.Floor(orbit);
            // Shadow from 0.64 of the orbit on; each border is crossed in about half a minute.
            var sun = Patterns.Edge(phase * OrbitSeconds / 30) * (1 - Patterns.Edge((phase - 0.64) * OrbitSeconds / 30));
            var season = PortableMath.SinTurns(seconds / (9 * Patterns.Day));
            canvas.Truth(t, Panel) = panel.Follow((sun * (64 + (3 * season))) - 46);
            canvas.Truth(t, Battery) = battery.Follow(13 + (9 * sun) + season);
            canvas.Truth(t, Voltage) = 26.6 + (2.6 * charge.Follow(sun)) + (0.35 * sun);
            canvas.Truth(t, Current) = sun * (6.2 + (0.15 * season) + (0.4 * PortableMath.SinTurns(phase / 1.28)));
            canvas.Truth(t, Wheel) = 2400 + (260 * PortableMath.SinTurns(2 * orbit)) + (140 * PortableMath.SinTurns(seconds / Patterns.Day)) + torque.Next();
        }
    }
}
