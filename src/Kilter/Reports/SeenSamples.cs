using Kilter.Frames;

namespace Kilter.Reports;

/// <summary>What each sample of a report was used for before it was judged. Numbers in the <c>seen</c> column of score files.</summary>
[Flags]
public enum SeenFor
{
    /// <summary>Nothing: judging on it is a test.</summary>
    None = 0,

    /// <summary>The scaler and the detector were fitted on it.</summary>
    Fit = 1,

    /// <summary>The limit was set by its score.</summary>
    Limit = 2,
}

/// <summary>Finds the samples of a report that fitting or the limit saw.</summary>
public static class SeenSamples
{
    /// <summary>What each sample was used for, (T).</summary>
    public static SeenFor[] Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var seen = new SeenFor[report.Frame.Count];
        Mark(seen, report, report.Method.FittedOn, SeenFor.Fit);
        Mark(seen, report, report.Method.Threshold.FittedOn, SeenFor.Limit);
        if (report.Method.TrainedOn is { } rows)
        {
            for (var t = rows.Start; t < rows.End; t++)
            {
                seen[t] |= SeenFor.Fit;
            }
        }

        return seen;
    }

    private static void Mark(SeenFor[] seen, Report report, RowsSeen rows, SeenFor use)
    {
        var time = report.Frame.Time;
        if (!rows.IsKnown || rows.HasTime != time.HasTime || (rows.Record.Length > 0 && rows.Record != report.Data.Fingerprint))
        {
            return;
        }

        var span = 0;
        for (var t = 0; t < seen.Length; t++)
        {
            while (span < rows.Spans.Count && rows.Spans[span].End <= time[t])
            {
                span++;
            }

            seen[t] |= span < rows.Spans.Count && rows.Spans[span].First <= time[t] ? use : SeenFor.None;
        }
    }
}
