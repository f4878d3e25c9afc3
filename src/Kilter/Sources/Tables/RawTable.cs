using Kilter.Sources.Clocks;

namespace Kilter.Sources.Tables;

/// <summary>One column as it was read, before roles are given.</summary>
/// <param name="Name">Its name, made up where the data has none.</param>
/// <param name="IsNamed">True when the data gives the name.</param>
/// <param name="Slot">Its place in the rows of the cell table; <see cref="Time"/> or <see cref="Clock"/> for a column that is read as time.</param>
internal sealed record RawColumn(string Name, bool IsNamed, int Slot)
{
    /// <summary>The slot of the time column, and of a column that holds only the times of day of its dates.</summary>
    public const int Time = -1, Clock = -2;

    /// <summary>What was odd about its cells.</summary>
    public CellIssues Issues { get; } = new();

    /// <summary>A reason, known at reading, to leave the column out ("another time column"); null for none.</summary>
    public string? Leave { get; init; }
}

/// <summary>Everything one file gave, before roles, repair and the frame.</summary>
internal sealed class RawTable
{
    /// <summary>What people call the source.</summary>
    public required string Name { get; init; }

    /// <summary>What the user typed, for the hint in errors.</summary>
    public required string File { get; init; }

    /// <summary>The layout in words.</summary>
    public required string Layout { get; init; }

    /// <summary>The columns in file order.</summary>
    public required List<RawColumn> Columns { get; init; }

    /// <summary>The numbers of all columns but time.</summary>
    public required CellTable Cells { get; init; }

    /// <summary>The times, or null when there is no time column.</summary>
    public TickColumn? Ticks { get; init; }

    /// <summary>Reads the time column; null without one.</summary>
    public TimeReader? Time { get; init; }

    /// <summary>Which line each row stood in.</summary>
    public LineMap Lines { get; } = new();

    /// <summary>What was noticed while reading.</summary>
    public List<DataNote> Notes { get; } = [];

    /// <summary>Bytes as they came.</summary>
    public long Bytes { get; set; }

    /// <summary>Their SHA-256 in lower-case hex.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>Rows after which another file begins, for data without time.</summary>
    public List<int> Joints { get; } = [];
}
