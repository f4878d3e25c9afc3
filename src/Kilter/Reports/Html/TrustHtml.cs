using System.Text;
using Kilter.Reports.Words;

namespace Kilter.Reports.Html;

/// <summary>The cards under "Can I trust it?" that are words: data checks, availability, simple rules.</summary>
internal static class TrustHtml
{
    private const int Columns = 400;
    private const int MostStrips = 12;

    /// <summary>The sentence beside the section's title.</summary>
    public static string Lead(Report report)
    {
        var caution = TrustWords.Caution(report);
        return HtmlText.Escape(report.Verdict == Verdict.CannotTell ? "What is known of the data."
            : caution.Length > 0 ? caution
            : "What the limit rests on, what it costs in false alarms, how sound the data is, and whether something simpler would do.");
    }

    /// <summary>The data checks.</summary>
    public static string Checks(Report report)
    {
        var items = string.Concat(report.Data.Checks.Select(c =>
            $"<li{(c.Passed ? "" : " class=\"w\"")}><span class=\"ic\" aria-hidden=\"true\">{(c.Passed ? "✓" : "!")}</span><span>{HtmlText.Escape(c.Name)}{(c.Detail.Length > 0 ? $"<span class=\"sub\">{HtmlText.Escape(c.Detail)}</span>" : "")}</span><b>{HtmlText.Escape(c.Value)}</b></li>"));
        var pill = report.Data.Quality == "Good" ? "pill" : "pill w";
        return $"<h3>Data quality <span class=\"{pill}\">{HtmlText.Escape(report.Data.Quality)}</span></h3><ul class=\"checks\">{items}</ul>";
    }

    /// <summary>One strip a channel that misses something, one for all that miss nothing, and the constant ones by name.</summary>
    public static string Availability(Report report)
    {
        if (report.Frame.Count == 0)
        {
            return "";
        }

        var bad = Missing(report);
        var strips = new StringBuilder();
        var complete = new List<string>();
        var more = 0;
        for (var c = 0; c < bad.Length; c++)
        {
            if (!bad[c].Contains(true))
            {
                complete.Add(report.Frame.Channels[c].Name);
            }
            else if (++more <= MostStrips)
            {
                strips.Append(Strip(report.Frame.Channels[c].Name, bad[c], "normal"));
            }
        }

        if (more > MostStrips)
        {
            strips.Append(System.Globalization.CultureInfo.InvariantCulture, $"<p class=\"sub\">{more - MostStrips} more channels miss something.</p>");
        }

        if (complete.Count > 0)
        {
            strips.Append(Strip(complete.Count == 1 ? complete[0] : Numbers.Count(complete.Count, more > 0 ? "other" : "channel", more > 0 ? "others" : "channels"), new bool[Columns], "normal"));
        }

        if (report.Data.ConstantChannels.Count > 0)
        {
            strips.Append(Strip(Numbers.Count(report.Data.ConstantChannels.Count) + " constant", new bool[Columns], "line"));
        }

        return $"<h3 class=\"small\">Usable data over the record</h3><div class=\"avail\">{strips}</div>";
    }

    /// <summary>The table of simple rules, or a sentence when none was tried.</summary>
    public static string Rules(Report report)
    {
        var (heading, text) = TrustWords.AgainstRules(report);
        if (heading.Length == 0)
        {
            return "<h3>Against simple rules</h3><p class=\"lead\">No simple rule was tried beside this run.</p>";
        }

        if (report.Events.Count == 0 && report.SimpleRules[0].Hits is null)
        {
            return $"<h3>Against simple rules</h3><p class=\"lead\">{HtmlText.Escape(text)}</p>";
        }

        var labelled = report.SimpleRules[0].Hits is not null;
        var most = Math.Max(1, report.SimpleRules.Max(r => r.OtherAlarms));
        var rows = string.Concat(report.SimpleRules.Select((rule, k) =>
        {
            var (met, of) = labelled ? (rule.Hits ?? 0, rule.Of ?? 0) : (rule.Agrees, report.Events.Count);
            return $"<tr><td><b{(k == 0 ? " class=\"own\"" : "")}>{HtmlText.Escape(rule.Name)}</b><span class=\"sub\">{HtmlText.Escape(rule.Why)}</span></td>"
                + $"<td class=\"num\">{met} of {of}{Bar(of == 0 ? 0 : (double)met / of, "normal")}</td><td class=\"num\">{rule.OtherAlarms}{Bar((double)rule.OtherAlarms / most, "band-mid")}</td></tr>";
        }));
        return "<h3>Against simple rules</h3><p class=\"lead\">Each rule was allowed as many alarms as this report raised. If a simple rule did as well, use the simple rule.</p>"
            + $"<div class=\"tw\"><table id=\"rules\"><caption class=\"vh\">Simple rules with the same number of alarms</caption><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">{(labelled ? "Known incidents met" : "Of this run's events")}</th><th scope=\"col\">Other alarms</th></tr></thead><tbody>{rows}</tbody></table></div>"
            + $"<p class=\"note\"><b>{HtmlText.Escape(heading)}</b> {HtmlText.Escape(text)}</p>";
    }

    private static string Bar(double share, string token)
        => $"<span class=\"sub\"><span class=\"meter thin\" aria-hidden=\"true\"><i style=\"width:{HtmlText.Coordinate(share * 100)}%;background:var(--{token})\"></i></span></span>";

    private static bool[][] Missing(Report report)
    {
        var (frame, time) = (report.Frame, report.Frame.Time);
        var bad = new bool[frame.Channels.Count][];
        for (var c = 0; c < bad.Length; c++)
        {
            bad[c] = new bool[Columns];
        }

        var (first, span) = (time[0], Math.Max(1.0, time[time.Count - 1] - time[0]));
        var values = frame.Values;
        for (var t = 0; t < frame.Count; t++)
        {
            var column = Math.Min(Columns - 1, (int)((time[t] - first) / span * Columns));
            for (var c = 0; c < bad.Length; c++)
            {
                bad[c][column] |= double.IsNaN(values[(t * bad.Length) + c]);
            }
        }

        foreach (var gap in report.Data.Gaps.Where(g => g.Start + 1 < frame.Count))
        {
            var from = (int)((time[gap.Start] - first) / span * Columns);
            var to = Math.Max(from + 1, (int)((time[gap.Start + 1] - first) / span * Columns));
            foreach (var channel in bad)
            {
                Array.Fill(channel, true, Math.Min(from, Columns - 1), Math.Min(to, Columns) - Math.Min(from, Columns - 1));
            }
        }

        return bad;
    }

    private static string Strip(string name, bool[] bad, string token)
    {
        var marks = new StringBuilder();
        for (var j = 0; j < Columns; j++)
        {
            var start = j;
            while (j < Columns && bad[j])
            {
                j++;
            }

            if (j > start)
            {
                var at = $"x=\"{HtmlText.Coordinate(start * 1000.0 / Columns)}\" width=\"{HtmlText.Coordinate((j - start) * 1000.0 / Columns)}\" height=\"8\"";
                marks.Append(System.Globalization.CultureInfo.InvariantCulture, $"<rect {at} fill=\"var(--warn)\"/>");
            }
        }

        var say = token == "line" ? "constant, left out" : marks.Length == 0 ? "complete" : "parts are missing";
        return $"<div><span title=\"{HtmlText.Escape(name)}\">{HtmlText.Escape(name)}</span><svg viewBox=\"0 0 1000 8\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{HtmlText.Escape(name)}: {say}\"><rect width=\"1000\" height=\"8\" rx=\"2\" fill=\"var(--{token})\"/>{marks}</svg></div>";
    }
}
