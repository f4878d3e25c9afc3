using Kilter.Frames;

namespace Kilter.Sources.Synthetic;

/// <summary>One line of the catalogue of made-up signals.</summary>
public sealed record SignalEntry
{
    /// <summary>The name in <c>synth:NAME</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it looks like, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>The time between samples unless another is asked for.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>The samples made unless another number is asked for.</summary>
    public required int Samples { get; init; }

    /// <summary>How long until it looks alike again: a beat, an orbit, a day.</summary>
    public required TimeSpan Cycle { get; init; }

    /// <summary>Its channels with their sensors.</summary>
    public required IReadOnlyList<SignalChannel> Channels { get; init; }

    /// <summary>The anomalies planted unless others are asked for, in order of time.</summary>
    public required IReadOnlyList<AnomalySpec> Anomalies { get; init; }
}

/// <summary>A channel of a made-up signal and the sensor that reads it.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Unit">Its unit, or null for a bare number.</param>
/// <param name="Noise">The standard deviation of the sensor's noise, in the channel's unit: the measure of magnitudes.</param>
/// <param name="Resolution">The sensor's smallest step; values are rounded to it.</param>
/// <param name="Low">The least value the sensor can give.</param>
/// <param name="High">The greatest value the sensor can give.</param>
public sealed record SignalChannel(
    string Name, string? Unit, double Noise, double Resolution, double Low = double.NegativeInfinity, double High = double.PositiveInfinity)
{
    internal Channel Channel => new(Name, Unit);
}
