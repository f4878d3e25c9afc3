using Kilter.Frames;

namespace Kilter.Sources;

/// <summary>What a column was taken for.</summary>
public enum ColumnRole
{
    /// <summary>A measured variable.</summary>
    Channel,

    /// <summary>When samples were taken.</summary>
    Time,

    /// <summary>0/1 truth given by people; only detectors and rules that ask for labels by name learn from it.</summary>
    Label,

    /// <summary>A number that never changes; kept in the list, left out of the frame.</summary>
    Constant,

    /// <summary>A row number, a text, or a column the user left out.</summary>
    Ignored,
}

/// <summary>One column as found.</summary>
/// <param name="Name">Its header, or a made-up name (c1, c2, …) when there is none.</param>
/// <param name="Role">What it was taken for.</param>
/// <param name="Why">The reason in a few words ("only 0 and 1", "31.9 throughout").</param>
/// <param name="Missing">How many of its cells are missing.</param>
public sealed record ColumnReading(string Name, ColumnRole Role, string Why, long Missing);

/// <summary>Something people should know about the data, for example repeated timestamps. Never hidden.</summary>
/// <param name="Kind">A stable word for programs: duplicates, backward, gaps, missing, constant, not-a-number, no-time, header, separator.</param>
/// <param name="Count">How often.</param>
/// <param name="Text">The whole sentence for people, with where and what was done.</param>
/// <param name="IsWarning">True when the result may suffer; false when it is only worth knowing.</param>
public sealed record DataNote(string Kind, long Count, string Text, bool IsWarning);

/// <summary>What a source gave: the frame, the labels if it held any, and everything that was noticed on the way.</summary>
public sealed record Reading
{
    /// <summary>What people call the source.</summary>
    public required string Name { get; init; }

    /// <summary>The measurements; constant, label and ignored columns are not in it.</summary>
    public required Frame Frame { get; init; }

    /// <summary>Labels found in the data, or null.</summary>
    public LabelSet? Labels { get; init; }

    /// <summary>The columns as found, in file order.</summary>
    public required IReadOnlyList<ColumnReading> Columns { get; init; }

    /// <summary>Rows of numbers in the source, before any was dropped.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes read from the source (compressed as they came); 0 when generated.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of those bytes in lower-case hex, or of the values when generated.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>How the data was laid out, in words: "CSV, comma, header" or "NumPy array (8,640 × 25)".</summary>
    public required string Layout { get; init; }

    /// <summary>The zone timestamps were taken to be in: "UTC (stated)", "none given, read as UTC", "Europe/Berlin".</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Everything noticed, in order of weight.</summary>
    public IReadOnlyList<DataNote> Notes { get; init; } = [];

    /// <summary>Longer-than-usual steps in time: each range holds the two samples around one gap, [before, after + 1). At most the 1,000 longest.</summary>
    public IReadOnlyList<SampleRange> Gaps { get; init; } = [];
}
