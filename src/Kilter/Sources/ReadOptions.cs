namespace Kilter.Sources;

/// <summary>What to do with samples that repeat a timestamp.</summary>
public enum DuplicatePolicy
{
    /// <summary>Keep the first of each (default).</summary>
    First,

    /// <summary>Keep the last of each.</summary>
    Last,

    /// <summary>Keep the mean of each channel.</summary>
    Mean,

    /// <summary>Stop with an error.</summary>
    Error,
}

/// <summary>What to do where time goes back.</summary>
public enum BackwardPolicy
{
    /// <summary>Stop with an error that says where (default).</summary>
    Error,

    /// <summary>Sort the samples by time.</summary>
    Sort,

    /// <summary>Drop every sample earlier than one already seen.</summary>
    Drop,
}

/// <summary>How a source is to be read. Whatever is not set is guessed from the data, and the guess is reported.</summary>
public sealed record ReadOptions
{
    /// <summary>Everything guessed.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>The time column by name or 1-based number; "none" for rows without time; null to guess.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The channels to keep, by name, in this order; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Keeps channels that never change, or are missing throughout, in the frame: for scoring with a model that knows them. Default false.</summary>
    public bool KeepConstant { get; init; }

    /// <summary>The label column by name or 1-based number; "none" for none; null to guess.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>Columns to leave out, by name or 1-based number.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>The separator; null to guess among comma, semicolon, tab, and runs of white space.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether the first line names the columns; null to guess.</summary>
    public bool? Header { get; init; }

    /// <summary>Further words that mean missing, beside the empty cell, NA, N/A, NaN, null, none, - and ?.</summary>
    public IReadOnlyList<string> MissingWords { get; init; } = [];

    /// <summary>The decimal comma (1,5) instead of the point. Null to guess (only where the separator is not a comma).</summary>
    public bool? DecimalComma { get; init; }

    /// <summary>The IANA name of the zone that timestamps without an offset are in. Default UTC.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The exact .NET format of timestamps; null to guess.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>Gives rows without time a regular clock that starts at 2000-01-01; null to number them.</summary>
    public TimeSpan? RowStep { get; init; }

    /// <summary>What to do with repeated timestamps.</summary>
    public DuplicatePolicy Duplicates { get; init; }

    /// <summary>What to do where time goes back.</summary>
    public BackwardPolicy Backward { get; init; }

    /// <summary>Keep only samples at or after this instant (UTC).</summary>
    public DateTime? From { get; init; }

    /// <summary>Keep only samples before this instant (UTC).</summary>
    public DateTime? Until { get; init; }

    /// <summary>Told how many bytes have been read and how many there are (0 when unknown).</summary>
    public IProgress<(long Read, long Total)>? Progress { get; init; }
}
