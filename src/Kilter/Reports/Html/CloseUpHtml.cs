using System.Text.Json;
using Kilter.Events;
using Kilter.Reports.Words;

namespace Kilter.Reports.Html;

/// <summary>The words of one event's close-up, as markup the page puts in place when the event is chosen.</summary>
internal static class CloseUpHtml
{
    /// <summary>Writes "head", "story", "kv", "quiet" and "caption".</summary>
    public static void Write(Utf8JsonWriter json, Report report, AnomalyEvent found)
    {
        var clock = Clock.Of(report);
        json.WriteString("when", clock.When(found.Range.Start));
        json.WriteString("head", $"<span class=\"sev\">{HtmlText.Tag(found)}{HtmlText.SeverityMark(found.Severity)}<span class=\"muted\">{Certainty.Word(found.Confidence).ToLowerInvariant()}</span></span>");
        json.WriteString("story", Story(report, found));
        json.WriteString("kv", HtmlText.Terms(Terms(report, found, clock)));
        json.WriteString("quiet", Quiet(report, found));
        json.WriteString("caption", Caption(report, found, clock));
    }

    private static string Story(Report report, AnomalyEvent found)
    {
        if (found.Channels.Count == 0)
        {
            return "The detector does not say which channel it showed in.";
        }

        var beside = EventWords.Beside(found);
        return Capital(HtmlText.Marked(EventWords.Departure(report, found.Channels[0]))) + "." + (beside.Length == 0 ? "" : " " + HtmlText.Escape(beside));
    }

    // "the value" begins the sentence; a channel's own name keeps its letters.
    private static string Capital(string html)
        => html.StartsWith("<b>the value", StringComparison.Ordinal) || html.StartsWith("the value", StringComparison.Ordinal)
            ? html.Replace("the value", "The value", StringComparison.Ordinal)
            : html;

    private static IEnumerable<(string Term, string Html)> Terms(Report report, AnomalyEvent found, Clock clock)
    {
        yield return ("Started", clock.When(found.Range.Start, year: true));
        yield return ("Ended", found.OpenAtEnd ? "still open at the end of the record" : clock.WhenEnded(found.Range.End, year: true));
        yield return ("Lasted", clock.Lasted(found.Range));
        yield return ("Peak score", $"{Numbers.Score(found.Score)}, {clock.When(found.Peak)}");
        if (found.Channels.Count > 0 && found.Channels[0].At != found.Peak)
        {
            yield return ("Furthest from expected", clock.When(found.Channels[0].At));
        }

        yield return ("How sure", Certainty.Word(found.Confidence) + ": " + Certainty.Meaning(report, found));
        if (report.Labels is { } labels)
        {
            yield return ("Known incident", labels.Overlaps(found.Range) ? "yes, overlaps a label" : "no label here");
        }
    }

    private static string Quiet(Report report, AnomalyEvent found)
    {
        var quiet = EventWords.Quiet(report, found);
        var learn = "If this is how it should be, let Kilter learn from a record that holds such stretches: <code>--train FILE</code>.";
        return quiet.Length == 0 ? learn : $"<b>What would have kept it quiet?</b> {Capital(HtmlText.Escape(quiet))} {learn}";
    }

    private static string Caption(Report report, AnomalyEvent found, Clock clock)
    {
        var normal = found.NearestNormal is { } near
            ? $"Green: the nearest stretch of normal running, from {clock.When(near.Start, year: true)}."
            : "No stretch of normal running of this length was found to lay beside it.";
        var range = report.Expected is null ? "" : " Blue-grey: expected range.";
        return $"Orange: the event. {normal}{range} {(clock.HasTime ? "Time" : "Rows")} counted from the event's start.";
    }
}
