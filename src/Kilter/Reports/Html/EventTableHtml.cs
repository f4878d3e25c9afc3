using Kilter.Events;
using Kilter.Reports.Words;

namespace Kilter.Reports.Html;

/// <summary>The table of events: complete without a script.</summary>
internal static class EventTableHtml
{
    /// <summary>The card that holds the table, or a sentence when there is no event.</summary>
    public static string Of(Report report, IReadOnlyList<AnomalyEvent> events)
    {
        if (events.Count == 0)
        {
            return $"<div class=\"card\"><p class=\"calm\">{(report.Verdict == Verdict.CannotTell ? "No events can be given without a score." : "No event: no score passed the limit. ")}{HtmlText.Marked(VerdictWords.ClosestCall(report, Clock.Of(report)))}</p></div>";
        }

        var channels = report.Frame.Channels.Count > 1;
        var rows = string.Concat(events.Select((found, k) => Row(report, found, k, channels)));
        var left = report.Events.Count - events.Count;
        var note = left > 0 ? $"<p class=\"note\">The {events.Count} strongest of {Numbers.Count(report.Events.Count)} events. All of them are in the JSON and CSV forms of this report.</p>" : "";
        return "<div class=\"card tw\"><table class=\"ev\" id=\"events\"><caption class=\"vh\">Events, in order of time</caption><thead><tr><th scope=\"col\">Event</th><th scope=\"col\">When</th><th scope=\"col\">Peak score</th>"
            + (channels ? "<th scope=\"col\">Channels</th>" : "")
            + "<th scope=\"col\">Seen against expected</th><th scope=\"col\">How sure</th><th scope=\"col\"><span class=\"vh\">Jump</span></th></tr></thead>\n<tbody>"
            + rows + "</tbody></table>" + note + "</div>";
    }

    private static string Row(Report report, AnomalyEvent found, int index, bool channels)
    {
        var clock = Clock.Of(report);
        var lasted = clock.HasTime ? (found.OpenAtEnd ? "still open after " : "lasted ") + clock.Lasted(found.Range)
            : $"to {clock.WhenEnded(found.Range.End)} · {clock.Lasted(found.Range)}{(found.OpenAtEnd ? ", still open" : "")}";
        return $"""
            <tr tabindex="0" data-ev="{index}" aria-selected="false">
            <td><span class="sev">{HtmlText.Tag(found)}{HtmlText.SeverityMark(found.Severity)}</span></td>
            <td class="wide"><b>{clock.When(found.Range.Start)}</b><span class="sub">{lasted}</span></td>
            <td>{Meter(report, found.Score)}<span class="sub num">{Numbers.Score(found.Score)}</span></td>
            {(channels ? $"<td class=\"wide\">{Shares(found)}</td>" : "")}
            <td class="wide">{Seen(report, found, channels)}</td>
            <td class="wide sure">{HtmlText.Dots(found.Confidence)} {Certainty.Word(found.Confidence)}<span class="sub">{Certainty.Meaning(report, found)}</span></td>
            <td><button class="btn" data-jump="{index}" aria-label="Jump to {HtmlText.Escape(found.Id)} in the timeline">Jump to</button></td></tr>

            """;
    }

    private static string Meter(Report report, double score)
    {
        var highest = Math.Max(2, report.Events.Max(e => e.Score));

        // Beside a score of hundreds, the limit and all other events would share the first pixel.
        var scale = highest > 20 ? (Func<double, double>)Math.Log : v => v;
        var (full, limit, part) = highest > 20 ? (scale(1 + highest), scale(2), scale(1 + score)) : (highest, 1, score);
        return $"<span class=\"meter\" aria-hidden=\"true\"><i style=\"width:{HtmlText.Coordinate(Math.Min(100, part / full * 100))}%\"></i><b style=\"left:{HtmlText.Coordinate(limit / full * 100)}%\"></b></span>";
    }

    private static string Shares(AnomalyEvent found)
        => "<div class=\"shares\">" + string.Concat(found.Channels.Take(3).Where((p, i) => i == 0 || p.Share >= 0.005).Select(p =>
            $"<div><span title=\"{HtmlText.Escape(p.Name)}\">{HtmlText.Escape(p.Name)}</span><u><i style=\"width:{HtmlText.Coordinate(Math.Clamp(p.Share, 0, 1) * 100)}%\"></i></u><em>{Numbers.Share(p.Share)}</em></div>")) + "</div>";

    private static string Seen(Report report, AnomalyEvent found, bool channels)
    {
        if (found.Channels.Count == 0)
        {
            return Numbers.Missing;
        }

        var part = found.Channels[0];
        var seen = double.IsFinite(part.Seen) ? Numbers.Value(part.Seen, EventWords.UnitOf(report, part)) : "silent";
        var range = EventWords.Expected(part);
        return RangeMark(part)
            + $"<span class=\"sub\">{(channels ? HtmlText.Escape(part.Name) + ": " : "")}<b>{HtmlText.Escape(seen)}</b>{(range == Numbers.Missing ? "" : ", expected " + range)}</span>";
    }

    // The expected range as a bar, what was seen as a dot; nothing when one of them is not there.
    private static string RangeMark(ChannelPart part)
    {
        if (!double.IsFinite(part.Seen) || !double.IsFinite(part.ExpectedLow) || !double.IsFinite(part.ExpectedHigh))
        {
            return "";
        }

        var low = Math.Min(part.ExpectedLow, part.Seen);
        var span = Math.Max(part.ExpectedHigh, part.Seen) - low;
        var label = HtmlText.Escape($"seen {Numbers.Value(part.Seen)}, expected {EventWords.Expected(part)}");
        return $"<svg class=\"range\" viewBox=\"0 0 150 16\" preserveAspectRatio=\"xMinYMid\" role=\"img\" aria-label=\"{label}\"><line x1=\"4\" x2=\"146\" y1=\"8\" y2=\"8\" stroke=\"var(--line-strong)\"/>"
            + $"<rect x=\"{X(part.ExpectedLow)}\" width=\"{HtmlText.Coordinate(Math.Max(3, (part.ExpectedHigh - part.ExpectedLow) / (span > 0 ? span : 1) * 138))}\" y=\"3.5\" height=\"9\" rx=\"2\" fill=\"var(--band)\"/>"
            + (double.IsFinite(part.Expected) ? $"<line x1=\"{X(part.Expected)}\" x2=\"{X(part.Expected)}\" y1=\"2\" y2=\"14\" stroke=\"var(--band-mid)\" stroke-width=\"1.5\"/>" : "")
            + $"<circle cx=\"{X(part.Seen)}\" cy=\"8\" r=\"4.6\" fill=\"var(--event)\" stroke=\"var(--surface)\" stroke-width=\"1.5\"/></svg>";

        string X(double value) => HtmlText.Coordinate(6 + ((value - low) / (span > 0 ? span : 1) * 138));
    }
}
