using Kilter.Frames;

namespace Kilter.Reports;

/// <summary>Where the data came from and how good it is.</summary>
public sealed record DataSummary
{
    /// <summary>The source's name as people know it.</summary>
    public required string Name { get; init; }

    /// <summary>Rows read, before any was dropped.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes read; 0 when generated.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The layout in words.</summary>
    public required string Layout { get; init; }

    /// <summary>The time zone in words.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Samples between neighbours, in ticks (1 without time).</summary>
    public long Step { get; init; }

    /// <summary>Good, Fair or Poor.</summary>
    public required string Quality { get; init; }

    /// <summary>The checks made, those that failed first.</summary>
    public required IReadOnlyList<QualityCheck> Checks { get; init; }

    /// <summary>Warnings in full sentences, as shown on the terminal.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Channels that never change or hold nothing: listed, left out of the frame.</summary>
    public IReadOnlyList<string> ConstantChannels { get; init; } = [];

    /// <summary>Longer-than-usual steps in time, as in the reading.</summary>
    public IReadOnlyList<SampleRange> Gaps { get; init; } = [];
}
