namespace Kilter.Scaling;

/// <summary>One line of the scaler catalogue.</summary>
public sealed record ScalerEntry
{
    /// <summary>The name on the command line, in files and in reports.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>The settings it takes.</summary>
    public IReadOnlyList<SettingSpec> Settings { get; init; } = [];

    /// <summary>Makes the scaler from settings.</summary>
    public required Func<Settings, IScaler> Create { get; init; }
}
