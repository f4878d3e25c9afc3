using System.Text;
using Kilter.Reports.Html;
using Kilter.Reports.Words;

namespace Kilter.Recipes;

/// <summary>Writes reproductions as one HTML page: for each system the table <em>published | original | sound | naive</em>, its sources, and the figures its authors drew.</summary>
/// <remarks>
/// The page holds everything it shows, runs no script and asks nothing of a network; light and dark follow the reader's system, and it prints. All text is escaped.
/// The same reproductions give the same bytes. Cost: O(rows + what the figures hold).
/// </remarks>
public static class ReproductionPage
{
    /// <summary>Writes UTF-8 without a byte order mark. The stream stays open.</summary>
    public static void Write(IReadOnlyList<Reproduction> done, Stream output)
    {
        ArgumentNullException.ThrowIfNull(done);
        ArgumentNullException.ThrowIfNull(output);
        var page = new StringBuilder();
        var template = PageAssets.Text("reproduction.html");
        for (var at = 0; ;)
        {
            var open = template.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
            {
                page.Append(template, at, template.Length - at);
                break;
            }

            var close = template.IndexOf("}}", open, StringComparison.Ordinal);
            page.Append(template, at, open - at).Append(Slot(template[(open + 2)..close], done));
            at = close + 2;
        }

        output.Write(Encoding.UTF8.GetBytes(page.ToString()));
    }

    private static string Slot(string slot, IReadOnlyList<Reproduction> done) => slot switch
    {
        "style" => PageAssets.Flushed("report.css") + FigureHtml.Style() + PageAssets.Flushed("reproduction.css"),
        "nav" => string.Concat(done.Select(d => $"<a href=\"#{HtmlText.Escape(d.Recipe.Name)}\" title=\"{HtmlText.Escape(d.Recipe.Title)}\">{HtmlText.Escape(d.Recipe.System)}</a>")),
        "eyebrow" => "<b>kilter reproduce</b><span>published, ours and naive side by side</span>",
        "headline" => HtmlText.Escape(Headline(done)),
        "lead" => HtmlText.Escape(Lead(done)),
        "summary" => done.Count > 1 ? Summary(done) : "",
        "systems" => string.Concat(done.Select(ReproductionHtml.Section)),
        _ => throw new InvalidOperationException($"The page template has an unknown slot '{slot}'."),
    };

    private static string Headline(IReadOnlyList<Reproduction> done)
    {
        var run = done.Count(d => d.LeftOut is null);
        return run == 0 ? "No system was run." : done.Count == 1 ? $"{done[0].Recipe.Title}, run again." : $"{Numbers.Count(run, "classic system")}, run again.";
    }

    private static string Lead(IReadOnlyList<Reproduction> done)
    {
        var rows = done.SelectMany(d => d.Rows).ToArray();
        var comparable = rows.Count(r => r.OursIsAsGood is not null);
        var wins = rows.Count(r => r.NaiveWins);
        var missing = done.Count(d => d.LeftOut is not null);
        return (comparable > 0 ? $"Ours is at least as good as published in {Numbers.Count(rows.Count(r => r.OursIsAsGood == true))} of {Numbers.Count(comparable, "number")} that can be compared. " : "")
            + (wins > 0 ? $"In {Numbers.Count(wins)} the naive baseline beats everything, and the table says so. " : rows.Length > 0 ? "Nowhere does the naive baseline beat everything else. " : "")
            + (missing > 0 ? $"{Numbers.Count(missing, "system was", "systems were")} left out for want of data." : "");
    }

    private static string Summary(IReadOnlyList<Reproduction> done)
    {
        var rows = string.Concat(done.Select(d =>
        {
            var comparable = d.Rows.Count(r => r.OursIsAsGood is not null);
            var wins = d.Rows.Count(r => r.NaiveWins);
            return $"<tr><td>{HtmlText.Escape(d.Recipe.System)}</td><td class=\"q\"><a href=\"#{HtmlText.Escape(d.Recipe.Name)}\">{HtmlText.Escape(d.Recipe.Title)}</a></td>"
                + (d.LeftOut is not null ? "<td colspan=\"3\" class=\"muted\">left out: its data was not there</td>"
                    : $"<td class=\"n\">{(comparable > 0 ? $"{d.Rows.Count(r => r.OursIsAsGood == true)} of {comparable}" : Numbers.Missing)}</td><td class=\"n\">{(wins > 0 ? Numbers.Count(wins) : Numbers.Missing)}</td><td class=\"n\">{ReproductionHtml.Took(d)}</td>")
                + "</tr>";
        }));
        return "<section><div class=\"card tw\"><table class=\"cmp\"><caption class=\"vh\">The systems of this page</caption><thead><tr><th scope=\"col\">No.</th><th scope=\"col\">System</th>"
            + $"<th scope=\"col\" class=\"n\">As good as published</th><th scope=\"col\" class=\"n\">Naive wins</th><th scope=\"col\" class=\"n\">Took</th></tr></thead><tbody>{rows}</tbody></table></div></section>\n";
    }
}
