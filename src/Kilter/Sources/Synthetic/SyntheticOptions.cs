namespace Kilter.Sources.Synthetic;

/// <summary>What to make. The same options give the same bits on every machine.</summary>
public sealed record SyntheticOptions
{
    /// <summary>The signal's name in <see cref="SyntheticCatalog.Signals"/>. Default: pump.</summary>
    public string Signal { get; init; } = "pump";

    /// <summary>How many samples; null for the signal's own number. Range [16, 1e8].</summary>
    public int? Samples { get; init => field = value is null ? null : Guard.InRange(value.Value, 16, 100_000_000); }

    /// <summary>The time between samples; null for the signal's own. Range [1 µs, 1 day].</summary>
    public TimeSpan? Step
    {
        get;
        init => field = value is null ? null : TimeSpan.FromTicks(Guard.InRange(value.Value.Ticks, 10, TimeSpan.TicksPerDay));
    }

    /// <summary>When the first sample was taken (UTC). Default 2026-01-01T00:00:00Z, a Thursday.</summary>
    public DateTime Start { get; init; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The seed of every random choice. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Times the sensors' own noise. Magnitudes keep counting in the sensors' own. Range [0, 100]. Default 1.</summary>
    public double Noise { get; init => field = Guard.InRange(value, 0, 100); } = 1;

    /// <summary>The share at the start that stays without anomalies, to learn from. Range [0.2, 0.9]. Default 0.3.</summary>
    public double Clean { get; init => field = Guard.InRange(value, 0.2, 0.9); } = 0.3;

    /// <summary>What to plant, in order of time; null for the signal's own, empty for nothing.</summary>
    public IReadOnlyList<AnomalySpec>? Anomalies { get; init; }
}
