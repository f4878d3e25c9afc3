using Kilter.Reports.Words;

namespace Kilter.Reports.Html;

/// <summary>The short lines beside section titles, and the legend.</summary>
internal static class PageWords
{
    /// <summary>Beside "When it happened".</summary>
    public static string TimelineLead(Report report)
    {
        var channels = report.Frame.Channels.Count;
        return report.Verdict == Verdict.CannotTell ? "The values as they came; no score could be given."
            : channels == 1 ? "The value with its expected range, and the score beneath on the same clock."
            : channels > 12 ? "Every channel is a row; the stronger the colour, the further beyond its own limit. Lines show the eight that matter for the chosen event."
            : "Channels in order of involvement, most involved on top; the score beneath on the same clock.";
    }

    /// <summary>What a screen reader says of the timeline.</summary>
    public static string TimelineLabel(Report report)
        => $"{Numbers.Count(report.Frame.Channels.Count, "channel")} and the score over {Clock.Of(report).WholeRecord()}, {Numbers.Count(report.Events.Count, "event")} shaded; the table below lists them";

    /// <summary>Beside "What went wrong".</summary>
    public static string EventsLead(Report report)
        => report.Events.Count == 0 ? "Nothing passed the alarm limit."
            : report.Frame.Channels.Count == 1 ? "In order of time. Choose a row to see it close up."
            : "In order of time. Channel bars say where each event showed, as a share of its score. Choose a row to see it close up.";

    /// <summary>The timeline's legend, one line.</summary>
    public static string Legend(Report report)
    {
        var items = new List<string> { "<span class=\"in-lines\"><i style=\"color:var(--seen)\"></i>seen</span>" };
        if (report.Expected is not null)
        {
            items.Add("<span class=\"in-lines\"><i class=\"box\" style=\"background:var(--band)\"></i>expected, 99 %</span>");
        }

        if (report.Events.Count > 0)
        {
            items.Add("<span class=\"in-lines\"><i style=\"color:var(--event)\"></i>in an event</span>");
        }

        if (report.Verdict != Verdict.CannotTell)
        {
            items.Add("<span><i class=\"dash\" style=\"color:var(--limit)\"></i>alarm limit</span>");
        }

        if (report.Method.TrainedOn is not null && report.Verdict != Verdict.CannotTell)
        {
            items.Add("<span><i class=\"box low\" style=\"background:var(--normal)\"></i>taken as normal</span>");
        }

        if (report.Labels is not null)
        {
            items.Add("<span class=\"only-labels\"><i class=\"box low\" style=\"background:var(--label)\"></i>known incident (label)</span>");
        }

        if (report.Departures is not null && report.Frame.Channels.Count > 1)
        {
            items.Add("<span class=\"in-heat\"><i class=\"box heat\"></i>channel, up to and beyond its own limit</span>");
        }

        return string.Concat(items);
    }
}
