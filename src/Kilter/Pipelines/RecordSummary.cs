using Kilter.Reports;
using Kilter.Reports.Words;
using Kilter.Sources;

namespace Kilter.Pipelines;

/// <summary>How good the data is, from what the source noticed and what preparing it took.</summary>
internal static class RecordSummary
{
    // Beyond this share of missing values the data is poor.
    private const double PoorShare = 0.2;

    /// <summary>The summary, failed checks first.</summary>
    public static DataSummary Of(Reading data, PreparedRecord record, IReadOnlyList<string> warnings)
    {
        var constant = data.Columns.Where(c => c.Role == ColumnRole.Constant).Select(c => c.Name).ToList();
        var checks = Checks(data, record, constant);
        var failed = checks.Count(c => !c.Passed);
        var values = (double)data.Frame.Count * data.Frame.Channels.Count;
        var missing = data.Columns.Where(c => c.Role == ColumnRole.Channel).Sum(c => c.Missing);
        return new DataSummary
        {
            Name = data.Name,
            Rows = data.Rows,
            Bytes = data.Bytes,
            Fingerprint = data.Fingerprint,
            Layout = data.Layout,
            TimeZone = data.TimeZone,
            Step = record.Step,
            Quality = missing > PoorShare * values ? "Poor" : failed == 0 ? "Good" : data.Notes.Any(n => n.IsWarning) || failed > 1 ? "Fair" : "Good",
            Checks = [.. checks.OrderBy(c => c.Passed)],
            Warnings = [.. data.Notes.Where(n => n.IsWarning).Select(n => n.Text), .. warnings],
            ConstantChannels = constant,
            Gaps = data.Gaps,
        };
    }

    private static List<QualityCheck> Checks(Reading data, PreparedRecord record, List<string> constant)
    {
        var frame = data.Frame;
        var checks = new List<QualityCheck>();
        if (frame.Time.HasTime)
        {
            checks.Add(FromNotes(data, "Repeated time stamps", "duplicates"));
            checks.Add(FromNotes(data, "Time going back", "backward"));
            checks.Add(FromNotes(data, "Gaps in time", "gaps"));
            checks.Add(new QualityCheck("Sampling", Passed: true, $"every {Durations.Exact(TimeSpan.FromTicks(record.Step))}{(frame.Time.IsRegular ? ", steady" : "")}", ""));
        }
        else
        {
            checks.Add(new QualityCheck("Time stamps", Passed: false, "none", "rows are numbered; give --row-step 1min to see times and rates per week"));
        }

        var missing = data.Columns.Where(c => c.Role == ColumnRole.Channel).Sum(c => c.Missing);
        var values = (long)frame.Count * frame.Channels.Count;
        checks.Add(new QualityCheck(
            "Missing values", missing == 0, FormattableString.Invariant($"{missing:N0} of {values:N0}"), missing == 0 ? "" : Filled(record)));
        checks.Add(FromNotes(data, "Values that are not numbers", "not-a-number"));
        if (data.Columns.Count > 1)
        {
            var total = frame.Channels.Count + constant.Count;
            checks.Add(new QualityCheck(
                "Constant channels", constant.Count == 0, constant.Count == 0 ? "none" : $"{constant.Count} of {total}", constant.Count == 0 ? "" : $"{Listed(constant)}: left out"));
        }

        if (record.Preparations.Stages.Count > 0)
        {
            checks.Add(new QualityCheck(
                "Preparation",
                Passed: true,
                string.Join(", then ", record.Preparations.Stages),
                record.Data.ShowsMeasured ? "what is shown is measured; the detector saw the prepared values" : "what is shown is prepared: there is no way back to measured values"));
        }

        return checks;
    }

    private static QualityCheck FromNotes(Reading data, string name, string kind)
    {
        var notes = data.Notes.Where(n => string.Equals(n.Kind, kind, StringComparison.Ordinal)).ToList();
        var count = notes.Sum(n => n.Count);
        return new QualityCheck(name, count == 0, count == 0 ? "none" : FormattableString.Invariant($"{count:N0}"), string.Join(" ", notes.Select(n => n.Text)));
    }

    private static string Filled(PreparedRecord record)
        => record.Filled == 0 ? "left as they are: samples without a value get no score"
            : FormattableString.Invariant($"{record.Filled:N0} filled from neighbours; what is longer gets no score");

    private static string Listed(List<string> names)
        => names.Count <= 8 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(7))} and {names.Count - 7} more";
}
