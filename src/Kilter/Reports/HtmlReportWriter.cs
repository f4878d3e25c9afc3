using System.IO.Compression;
using System.Text;
using Kilter.Events;
using Kilter.Reports.Html;

namespace Kilter.Reports;

/// <summary>Writes a report as one HTML file that carries everything it needs, charts included, and asks nothing of a network.</summary>
/// <remarks>
/// <para>Verdict, facts, ribbon and tables are plain HTML; only the charts and the close-up need the script.</para>
/// <para>Records of any length: what cannot be seen is left out, extremes and the surroundings of events never. The same report gives the same bytes.</para>
/// <para>All text from the data is escaped, in markup and in the script's data. Cost: O(T·C) time, one pass; memory below a few megabytes.</para>
/// </remarks>
public static class HtmlReportWriter
{
    /// <summary>The most events a page shows; beyond, the strongest so many, and the page says so.</summary>
    public const int MostEvents = 200;

    // In this order they make one script.
    private static readonly string[] Scripts = ["data.js", "words.js", "draw.js", "paint.js", "timeline.js", "closeup.js", "trust.js", "page.js"];

    /// <summary>Writes UTF-8 without a byte order mark. The stream stays open.</summary>
    public static void Write(Report report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var events = Shown(report);
        var template = PageAssets.Text("report.html");
        for (var at = 0; ;)
        {
            var open = template.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
            {
                Text(output, template[at..]);
                return;
            }

            var close = template.IndexOf("}}", open, StringComparison.Ordinal);
            Text(output, template[at..open]);
            Fill(output, template[(open + 2)..close], report, events);
            at = close + 2;
        }
    }

    // The strongest events, in order of time.
    private static IReadOnlyList<AnomalyEvent> Shown(Report report)
        => report.Events.Count <= MostEvents ? report.Events
            : [.. report.Events.OrderByDescending(e => e.Score).ThenBy(e => e.Range.Start).Take(MostEvents).OrderBy(e => e.Range.Start)];

    private static void Fill(Stream output, string slot, Report report, IReadOnlyList<AnomalyEvent> events)
    {
        switch (slot)
        {
            case "payload":
                Payload.Write(output, report, events);
                break;
            case "charts":
                using (var packed = PageAssets.Open("echarts.min.js.gz"))
                using (var plain = new GZipStream(packed, CompressionMode.Decompress))
                {
                    plain.CopyTo(output);
                }

                break;
            default:
                Text(output, Slot(slot, report, events));
                break;
        }
    }

    private static string Slot(string slot, Report report, IReadOnlyList<AnomalyEvent> events) => slot switch
    {
        "title" => HtmlText.Escape(report.Data.Name),
        "body-class" => string.Join(' ', Classes(report, events)),
        "style" => PageAssets.Flushed("report.css") + (report.Figures.Count > 0 ? FigureHtml.Style() : ""),
        "script" => string.Concat(Scripts.Select(s => PageAssets.Flushed(s))),
        "source" => HeroHtml.Source(report),
        "verdict" => HeroHtml.Verdict(report),
        "ribbon" => RibbonSvg.Of(report, events),
        "facts" => HeroHtml.Facts(report),
        "timeline-lead" => PageWords.TimelineLead(report),
        "timeline-label" => HtmlText.Escape(PageWords.TimelineLabel(report)),
        "legend" => PageWords.Legend(report),
        "events-lead" => PageWords.EventsLead(report),
        "events" => EventTableHtml.Of(report, events),
        "trust-lead" => TrustHtml.Lead(report),
        "cost" => HtmlText.Escape(Words.TrustWords.Cost(report)),
        "checks" => TrustHtml.Checks(report),
        "availability" => TrustHtml.Availability(report),
        "rules" => TrustHtml.Rules(report),
        "figures-link" => report.Figures.Count > 0 ? "<a href=\"#figures\">Figures</a>" : "",
        "figures" => FigureHtml.Section(report.Figures),
        "command" => MadeHtml.Command(report),
        "made" => MadeHtml.Lists(report),
        "configuration" => MadeHtml.Configuration(report),
        "limits" => MadeHtml.Limits(report),
        "footer" => HtmlText.Escape($"kilter {report.Run.Version} · run {report.Run.Id} · this page holds everything it shows and asks nothing of a network"),
        _ => throw new InvalidOperationException($"The page template has an unknown slot '{slot}'."),
    };

    // What the page has: parts that would be empty are hidden by these.
    private static IEnumerable<string> Classes(Report report, IReadOnlyList<AnomalyEvent> events)
    {
        yield return report.Frame.Channels.Count == 1 ? "one" : "many";
        if (events.Count == 0)
        {
            yield return "no-events";
        }

        if (report.Labels is null)
        {
            yield return "no-labels";
        }

        if (report.Verdict == Verdict.CannotTell)
        {
            yield return "cannot-tell";
        }

        if (report.Method.Threshold.Tail is null)
        {
            yield return "no-tail";
        }

        if (report.Departures is null || report.Frame.Channels.Count == 1)
        {
            yield return "no-heat";
        }
    }

    private static void Text(Stream output, string text) => output.Write(Encoding.UTF8.GetBytes(text));
}
