using Kilter.Sources.Clocks;

namespace Kilter.Sources.Tables;

/// <summary>Gives each column its role, by what the user said, else by name and by every value of the column.</summary>
/// <remarks>
/// A label needs a telling name and nothing but 0 and 1; of several the first in file order is taken and none is ever a channel. A constant needs one value
/// throughout. A first column that counts 0, 1, 2, … or 1, 2, 3, … is a row number; one that rises evenly and has no name, or a name that says time or index,
/// is a clock of unknown unit. Both are left out, unless nothing else would remain.
/// </remarks>
internal sealed class RoleGuess
{
    /// <summary>The names that make a column of 0 and 1 a label, in lower case.</summary>
    public static readonly string[] LabelNames =
    [
        "anomaly", "anomalies", "is_anomaly", "isanomaly", "anomalous", "label", "labels", "is_label", "class", "y", "target", "outlier", "outliers", "is_outlier",
        "changepoint", "change_point", "fault", "is_fault", "failure", "attack", "ground_truth", "gt",
    ];

    private static readonly string[] CounterNames = ["index", "idx", "row", "id", "no", "nr", "n", "sample", "step", "t", "sec", "seconds", "elapsed", "elapsed_time", "time"];

    /// <summary>Why a column of times of day is no channel.</summary>
    public const string JoinedClock = "time of day, read with the date";

    // Fewer rows than this may rise by chance.
    private const int FewestCounted = 10;

    private readonly RawTable _table;
    private readonly ReadOptions _options;
    private readonly SlotStatistics[] _statistics;
    private readonly (ColumnRole Role, string Why)[] _roles;

    private RoleGuess(RawTable table, ReadOptions options)
    {
        _table = table;
        _options = options;
        _statistics = SlotStatistics.Of(table.Cells, table.Joints);
        _roles = new (ColumnRole, string)[table.Columns.Count];
    }

    /// <summary>The columns with their roles, in file order.</summary>
    public ColumnReading[] Columns { get; private set; } = [];

    /// <summary>The positions of the channels among the columns, in the order they are wanted.</summary>
    public int[] Channels { get; private set; } = [];

    /// <summary>The position of the label column, or −1.</summary>
    public int Label { get; private set; } = -1;

    /// <summary>Gives roles to the columns of a table.</summary>
    /// <exception cref="DataException">A column named by the user is not there, a column of numbers holds words, or no channel is left.</exception>
    public static RoleGuess Of(RawTable table, ReadOptions options)
    {
        var guess = new RoleGuess(table, options);
        guess.Assign();
        guess.KeepSomething();
        guess.Finish();
        return guess;
    }

    private void Assign()
    {
        var names = _table.Columns.Select(column => column.Name).ToList();
        var ignored = _options.Ignore.Select(name => Demand(names, name, "column", "--ignore")).ToHashSet();
        var wanted = _options.Channels.Select(name => Demand(names, name, "channel", "--channels")).ToList();
        var said = _options.LabelColumn is { } label && !label.Equals("none", StringComparison.OrdinalIgnoreCase) ? Demand(names, label, "column", "--label-col") : -1;
        for (var c = 0; c < _roles.Length; c++)
        {
            _roles[c] = _table.Columns[c] switch
            {
                { Slot: RawColumn.Time } => (ColumnRole.Time, _table.Time!.Words),
                { Slot: RawColumn.Clock } => (ColumnRole.Ignored, JoinedClock),
                _ when ignored.Contains(c) => (ColumnRole.Ignored, "left out by request"),
                _ when c == said => (ColumnRole.Label, "named by request"),
                var column => ByContent(column, c, wanted),
            };
        }

        Label = said >= 0 ? said : Array.FindIndex(_roles, role => role.Role == ColumnRole.Label);
        Channels = wanted.Count > 0 ? [.. wanted.Distinct().Where(c => _roles[c].Role == ColumnRole.Channel)] : [];
    }

    private int Demand(List<string> names, string name, string what, string option)
    {
        List<string>? shown = what == "channel" ? [.. _table.Columns.Where(column => column.Slot >= 0).Select(column => column.Name)] : null;
        return ColumnNames.Demand(names, name, what, option, _table.Name, _table.File, shown);
    }

    private (ColumnRole Role, string Why) ByContent(RawColumn column, int position, List<int> wanted)
    {
        var s = _statistics[column.Slot];
        var numbers = _table.Cells.Rows - s.Missing;
        if (IsLabel(column, s) && !wanted.Contains(position))
        {
            return (ColumnRole.Label, "only 0 and 1 under a telling name");
        }

        if (wanted.Count > 0 && !wanted.Contains(position))
        {
            return (ColumnRole.Ignored, "not asked for");
        }

        if (column.Leave is { } reason)
        {
            return (ColumnRole.Ignored, reason);
        }

        if (column.Issues.Bad > 0)
        {
            return column.Issues.Bad > numbers && !wanted.Contains(position) ? (ColumnRole.Ignored, "text") : throw RoleErrors.NotNumber(_table, position, wanted.Count > 0);
        }

        var still = _options.KeepConstant ? ColumnRole.Channel : ColumnRole.Constant;
        return numbers == 0 ? (_options.KeepConstant ? ColumnRole.Channel : ColumnRole.Ignored, "every value missing")
            : s.Least == s.Greatest ? (still, $"{Words.Value(s.Least)} throughout")
            : !wanted.Contains(position) && Counter(column, position, s) is { } why ? (ColumnRole.Ignored, why)
            : (ColumnRole.Channel, "numbers");
    }

    private bool IsLabel(RawColumn column, SlotStatistics s)
        => _options.LabelColumn is null && column.Issues.Bad == 0 && s.IsBinary && s.Missing < _table.Cells.Rows && s.Least == 0
            && LabelNames.Contains(column.Name.ToLowerInvariant().Replace(' ', '_'));

    private string? Counter(RawColumn column, int position, SlotStatistics s)
    {
        if (position > 0 || !s.IsRising || _table.Cells.Rows < FewestCounted)
        {
            return null;
        }

        if (s.LeastStep == 1 && s.GreatestStep == 1 && s.First is 0 or 1)
        {
            return "row numbers";
        }

        var named = column.IsNamed && !CounterNames.Contains(column.Name.ToLowerInvariant()) && !TimeGuess.IsTelling(column.Name);

        // Printed clocks round their steps: 0.003, 0.006, 0.008 is a clock of 1/360.
        return named || s.GreatestStep > 2.5 * s.LeastStep ? null : "rises evenly: a clock of unknown unit";
    }

    // A file of nothing but a counter or a 0/1 column under a telling name still is a series.
    private void KeepSomething()
    {
        if (_roles.Any(role => role.Role is ColumnRole.Channel or ColumnRole.Constant))
        {
            return;
        }

        var c = Array.FindIndex(_roles, role => role.Why == "row numbers" || role.Why.StartsWith("rises", StringComparison.Ordinal));
        c = c >= 0 ? c : Array.FindIndex(_roles, role => role.Role == ColumnRole.Label && role.Why != "named by request");
        if (c >= 0)
        {
            _roles[c] = (ColumnRole.Channel, "the only numbers");
            Label = Array.FindIndex(_roles, role => role.Role == ColumnRole.Label);
        }
    }

    private void Finish()
    {
        for (var c = 0; c < _roles.Length; c++)
        {
            if (_roles[c].Role == ColumnRole.Label && c != Label)
            {
                _roles[c].Why = $"another label column: '{_table.Columns[Label].Name}' was taken";
            }
        }

        Columns = [.. _table.Columns.Select((column, c) => new ColumnReading(column.Name, _roles[c].Role, _roles[c].Why, column.Slot < 0 ? 0 : _statistics[column.Slot].Missing))];
        Channels = Channels.Length > 0 ? Channels : [.. Enumerable.Range(0, _roles.Length).Where(c => _roles[c].Role == ColumnRole.Channel)];
        if (Channels.Length == 0)
        {
            throw RoleErrors.NoChannel(_table, Columns, [.. _table.Columns.Select(column => column.Slot < 0 ? double.NaN : _statistics[column.Slot].Least)]);
        }
    }
}
