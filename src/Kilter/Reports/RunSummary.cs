namespace Kilter.Reports;

/// <summary>The program and the run.</summary>
public sealed record RunSummary
{
    /// <summary>A short id made from data, settings and version: the same run has the same id.</summary>
    public required string Id { get; init; }

    /// <summary>The command that repeats it.</summary>
    public required string Command { get; init; }

    /// <summary>The whole configuration as JSON.</summary>
    public required string ConfigurationJson { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The version of Kilter.</summary>
    public required string Version { get; init; }

    /// <summary>The version of .NET.</summary>
    public required string Runtime { get; init; }

    /// <summary>When it ran (UTC); null where bits must repeat.</summary>
    public DateTime? Made { get; init; }

    /// <summary>How long fitting and scoring took; null where bits must repeat.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Threads used.</summary>
    public int Threads { get; init; }
}
