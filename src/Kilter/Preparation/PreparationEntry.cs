using Kilter.Artifacts;

namespace Kilter.Preparation;

/// <summary>One line of the catalogue of preparations.</summary>
public sealed record PreparationEntry
{
    /// <summary>The name on the command line, in files and in reports: lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a few plain words.</summary>
    public required string Does { get; init; }

    /// <summary>When to use it, in a few plain words.</summary>
    public required string UseWhen { get; init; }

    /// <summary>What the report then shows: measured units, or prepared ones where there is no way back.</summary>
    public required string Shows { get; init; }

    /// <summary>Whether it may look ahead, in a few plain words; empty when it never does.</summary>
    public string LooksAhead { get; init; } = "";

    /// <summary>Author, title, year of the source.</summary>
    public required string Source { get; init; }

    /// <summary>A stage as one would type it.</summary>
    public required string Example { get; init; }

    /// <summary>The settings it takes.</summary>
    public IReadOnlyList<SettingSpec> Settings { get; init; } = [];

    /// <summary>Makes the preparation from settings.</summary>
    public required Func<Settings, IPreparation> Create { get; init; }

    /// <summary>Reads back what <see cref="IFittedPreparation.Write"/> wrote.</summary>
    public required Func<ArtifactReader, IFittedPreparation> Read { get; init; }
}
