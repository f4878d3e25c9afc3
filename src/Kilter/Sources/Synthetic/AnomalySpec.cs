namespace Kilter.Sources.Synthetic;

/// <summary>One anomaly to plant. What is left out is drawn from the seed.</summary>
public sealed record AnomalySpec
{
    /// <summary>The kind, by its name in <see cref="SyntheticCatalog.Anomalies"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The channel by name, "all", or null to draw one.</summary>
    public string? Channel { get; init; }

    /// <summary>How strong, in the kind's own unit; negative turns it over. Null for the kind's default. Range [−1e6, 1e6].</summary>
    public double? Magnitude { get; init => field = value is null ? null : Guard.InRange(value.Value, -1e6, 1e6); }

    /// <summary>When it begins, from the first sample; null to draw.</summary>
    public TimeSpan? Start { get; init; }

    /// <summary>How long it lasts; null to draw. Shortened where it would leave too little room for the others.</summary>
    public TimeSpan? Length { get; init; }
}
