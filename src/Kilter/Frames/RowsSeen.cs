namespace Kilter.Frames;

/// <summary>The rows of a record that something was fitted on: enough to tell people, and to refuse to judge the fitted thing on the same rows.</summary>
/// <remarks>Rows are counted as their record counts them: UTC ticks where it has time, else row numbers. Immutable; equal when everything in it is equal.</remarks>
public sealed class RowsSeen : IEquatable<RowsSeen>
{
    private readonly (long First, long End)[] _spans;

    private RowsSeen(string record, bool hasTime, bool usedLabels, (long First, long End)[] spans, long count, string text)
    {
        (Record, HasTime, UsedLabels, _spans, Count, Text) = (record, hasTime, usedLabels, spans, count, text);
    }

    /// <summary>Nothing is known of the rows: what was fitted cannot vouch for any.</summary>
    public static RowsSeen Unknown { get; } = new("", hasTime: false, usedLabels: false, [], 0, "unknown rows");

    /// <summary>Some rows of a record.</summary>
    /// <param name="time">The record's axis.</param>
    /// <param name="rows">The rows, in any order; those that touch or overlap are merged.</param>
    /// <param name="record">What tells the record from others, best its fingerprint; empty when there is only one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row is not on the axis.</exception>
    public static RowsSeen Of(TimeAxis time, IEnumerable<SampleRange> rows, string record = "")
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(record);
        var ranges = new LabelSet(rows).Ranges;
        if (ranges.Count == 0)
        {
            return new(record, time.HasTime, usedLabels: false, [], 0, "no rows");
        }

        var spans = ranges.Select(r => (time[r.Start], time[r.End - 1] + 1)).ToArray();
        var count = ranges.Sum(r => (long)r.Length);
        var (first, last) = (spans[0].Item1, spans[^1].Item2 - 1);
        var between = time.HasTime
            ? FormattableString.Invariant($"{new DateTime(first):d MMM yyyy} to {new DateTime(last):d MMM yyyy}")
            : FormattableString.Invariant($"rows {first:N0}–{last:N0}");
        var parts = spans.Length == 1 ? "" : FormattableString.Invariant($" in {spans.Length:N0} stretches");
        return new(record, time.HasTime, usedLabels: false, spans, count, FormattableString.Invariant($"{between}, {count:N0} samples{parts}"));
    }

    /// <summary>One stretch of a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row is not on the axis.</exception>
    public static RowsSeen Of(TimeAxis time, SampleRange rows, string record = "") => Of(time, [rows], record);

    /// <summary>What was saved before: the same parts in the same order.</summary>
    internal static RowsSeen Restore(string record, bool hasTime, bool usedLabels, (long First, long End)[] spans, long count, string text)
        => new(record, hasTime, usedLabels, spans, count, text);

    /// <summary>What tells the record from others; empty when that was not said.</summary>
    public string Record { get; }

    /// <summary>True when rows are counted in UTC ticks, false when in row numbers.</summary>
    public bool HasTime { get; }

    /// <summary>True when the labels of these rows were used too: then judging on them is not a test at all.</summary>
    public bool UsedLabels { get; }

    /// <summary>The stretches [First, End), in order and disjoint, in ticks or row numbers.</summary>
    public IReadOnlyList<(long First, long End)> Spans => _spans;

    /// <summary>How many rows there were.</summary>
    public long Count { get; }

    /// <summary>The rows in words ("2 Dec 2013 to 14 Dec 2013, 3,404 samples").</summary>
    public string Text { get; }

    /// <summary>True when it is known which rows these were.</summary>
    public bool IsKnown => Count > 0;

    /// <summary>The same rows, with or without their labels.</summary>
    public RowsSeen WithLabels(bool used = true) => used == UsedLabels ? this : new(Record, HasTime, used, _spans, Count, Text);

    /// <summary>The same rows of the record told by <paramref name="record"/>.</summary>
    internal RowsSeen Named(string record) => IsKnown ? new(record, HasTime, UsedLabels, _spans, Count, Text) : this;

    /// <summary>True when both are known, may be of one record, and have a row in common. Cost: O(stretches).</summary>
    /// <remarks>Records that were not named may be the same one; records of different names never are.</remarks>
    public bool SharesRowsWith(RowsSeen other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!IsKnown || !other.IsKnown || HasTime != other.HasTime || (Record.Length > 0 && other.Record.Length > 0 && Record != other.Record))
        {
            return false;
        }

        for (var (i, j) = (0, 0); i < _spans.Length && j < other._spans.Length;)
        {
            if (_spans[i].First < other._spans[j].End && other._spans[j].First < _spans[i].End)
            {
                return true;
            }

            if (_spans[i].End <= other._spans[j].First)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(RowsSeen? other)
        => other is not null && Record == other.Record && HasTime == other.HasTime && UsedLabels == other.UsedLabels && Count == other.Count
            && Text == other.Text && _spans.AsSpan().SequenceEqual(other._spans);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RowsSeen);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Record, HasTime, UsedLabels, Count, Text);

    /// <summary>The rows in words.</summary>
    public override string ToString() => Text;
}
