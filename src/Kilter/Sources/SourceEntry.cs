namespace Kilter.Sources;

/// <summary>One line of the source catalogue: what can be read, how it is recognised, and what to expect.</summary>
public sealed record SourceEntry
{
    /// <summary>The name, lower case with hyphens. "name:place" asks for this source whatever the content looks like.</summary>
    public required string Name { get; init; }

    /// <summary>What it reads, in a few plain words.</summary>
    public required string Reads { get; init; }

    /// <summary>How it is recognised when only a path is given.</summary>
    public required string Recognised { get; init; }

    /// <summary>What to type, after the command.</summary>
    public required string Example { get; init; }

    /// <summary>What to know: choices made, limits, cost. A sentence or two a line.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The settings it takes; empty for files.</summary>
    public IReadOnlyList<SettingSpec> Settings { get; init; } = [];

    /// <summary>Makes the source from what stands behind "name:".</summary>
    public required Func<string, ISource> Open { get; init; }
}
