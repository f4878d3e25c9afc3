using System.Globalization;
using System.Text;
using Kilter.Reports.Html;
using Kilter.Reports.Words;

namespace Kilter.Recipes;

/// <summary>One system on the page of reproductions.</summary>
internal static class ReproductionHtml
{
    private static readonly (RecipeMode Mode, string Title)[] Modes =
        [(RecipeMode.Original, "As the original did it"), (RecipeMode.Sound, "As it should be done"), (RecipeMode.Naive, "The naive baseline")];

    /// <summary>Its section: title, table, sources and differences, figures.</summary>
    public static string Section(Reproduction done)
    {
        ArgumentNullException.ThrowIfNull(done);
        var recipe = done.Recipe;
        var name = HtmlText.Escape(recipe.Name);
        return $"<section class=\"sys\" id=\"{name}\" aria-labelledby=\"h-{name}\"><div class=\"sec-h\"><h2 id=\"h-{name}\">{HtmlText.Escape(recipe.System)}: {HtmlText.Escape(recipe.Title)}</h2><p>{HtmlText.Escape(recipe.Purpose)}</p></div>\n"
            + (done.LeftOut is { } why ? $"<div class=\"card\"><p>Left out. {HtmlText.Escape(why)}</p></div>\n" : Table(done))
            + $"<div class=\"grid2\">{Sources(done)}{Differences(recipe)}</div>\n"
            + string.Concat(Modes.Select(m => Figures(done, m.Mode, m.Title)))
            + "</section>\n";
    }

    /// <summary>How long all modes took together; a dash without a clock.</summary>
    public static string Took(Reproduction done)
        => done.Took.Count == 0 ? Numbers.Missing : Said(done.Took.Values.Aggregate(TimeSpan.Zero, (sum, took) => sum + took));

    // Shorter times say more of the machine's clock than of the work.
    private static string Said(TimeSpan took) => took < TimeSpan.FromSeconds(0.1) ? "under 0.1 s" : Durations.Exact(took);

    private static string Table(Reproduction done)
    {
        var table = new StringBuilder("<div class=\"card tw\"><table class=\"cmp\"><caption class=\"vh\">").Append(HtmlText.Escape(done.Recipe.Title))
            .Append(": published and ours</caption><thead><tr><th scope=\"col\">Quantity</th><th scope=\"col\" class=\"n\">Published</th><th scope=\"col\" class=\"n\">Original, ours</th><th scope=\"col\" class=\"n\">Sound, ours</th><th scope=\"col\" class=\"n\">Naive</th></tr></thead><tbody>\n");
        foreach (var row in done.Rows)
        {
            table.Append(Row(row));
        }

        return table.Append("</tbody></table></div>\n").ToString();
    }

    private static string Row(ReproductionRow row)
    {
        var better = row.Quantity.Better switch { BetterWay.Lower => "lower is better", BetterWay.Higher => "higher is better", _ => "to be met" };
        var note = row.Quantity.Note.Length > 0 ? " · " + HtmlText.Escape(row.Quantity.Note) : "";
        var pill = row.NaiveWins ? "<span class=\"pill w\">the naive baseline wins here</span>" : "";
        RecipeValue?[] cells = [row.Published, ReproductionRow.Middle(row.Original), ReproductionRow.Middle(row.Sound), row.Naive];
        var best = row.Best;
        return $"<tr><td class=\"q\">{HtmlText.Escape(row.Quantity.Name)}<span class=\"sub\">{better}{note}</span>{pill}</td>"
            + Cell(row.Published?.ToString() ?? Numbers.Missing, "pub", IsBest(cells[0], best))
            + Cell(ReproductionRow.Text(row.Original), "", IsBest(cells[1], best)) + Cell(ReproductionRow.Text(row.Sound), "", IsBest(cells[2], best))
            + Cell(row.Naive?.ToString() ?? Numbers.Missing, "", IsBest(cells[3], best)) + "</tr>\n";
    }

    private static bool IsBest(RecipeValue? value, double? best) => best is { } number && value is { IsNumber: true } mine && ReproductionRow.IsSame(mine.Number, number);

    private static string Cell(string text, string more, bool best)
    {
        // "0.094 (0.092–0.096)": the spread of the seeds stands below.
        var spread = text.IndexOf(" (", StringComparison.Ordinal);
        var (middle, rest) = spread > 0 && text.EndsWith(')') ? (text[..spread], text[(spread + 2)..^1]) : (text, "");
        var shown = Shown(middle);
        return $"<td class=\"n {more}{(best ? " best" : "")}\">{HtmlText.Escape(shown)}{(rest.Length > 0 ? $"<span class=\"sub\">{HtmlText.Escape(Shown(rest))}</span>" : "")}</td>";
    }

    // "9.0362E-05" and "27135.2" as people write them; what is no number stays as it is.
    private static string Shown(string text)
    {
        if (text.Contains('–'))
        {
            return string.Join('–', text.Split('–').Select(Shown));
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return text;
        }

        var power = text.IndexOf('E', StringComparison.Ordinal);
        return power > 0 && Math.Abs(value) < 0.1 ? $"{text[..power]} × 10⁻{Raised(text[(power + 2)..].TrimStart('0'))}".Replace('-', '−')
            : Math.Abs(value) >= 1_000 ? value.ToString("#,0.###", CultureInfo.InvariantCulture).Replace('-', '−')
            : text.Replace('-', '−');
    }

    private static string Raised(string digits) => string.Concat(digits.Select(d => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d - '0']));

    private static string Sources(Reproduction done)
    {
        var recipe = done.Recipe;
        var terms = new List<(string, string)>
        {
            ("Recipe", $"<code>{HtmlText.Escape(recipe.Name)}</code>"),
            ("Source", HtmlText.Escape(recipe.Source)),
            ("Data", HtmlText.Escape($"{recipe.Data.What} {recipe.Data.From}".Trim())),
            ("Licence", HtmlText.Escape(recipe.Data.Licence)),
        };
        if (done.LeftOut is null && done.Took.Count > 0)
        {
            terms.Add(("Took", HtmlText.Escape(Took(done) + " (" + string.Join(", ", done.Took.OrderBy(t => t.Key).Select(t => $"{t.Key.ToString().ToLowerInvariant()} {Said(t.Value)}")) + ")")));
        }

        if (done.Seeds > 0)
        {
            terms.Add(("Seeds", Numbers.Count(done.Seeds)));
        }

        return $"<div class=\"card\"><h3>Where it comes from</h3><dl class=\"kv\">{HtmlText.Terms(terms)}</dl></div>";
    }

    private static string Differences(Recipe recipe)
        => recipe.Differences.Count == 0 ? ""
            : $"<div class=\"card\"><h3>Where the sound mode differs, and why</h3><ul class=\"why\">{string.Concat(recipe.Differences.Select(d => $"<li>{HtmlText.Escape(d)}</li>"))}</ul></div>";

    private static string Figures(Reproduction done, RecipeMode mode, string title)
    {
        var figures = done.Figures.Where(f => f.Mode == mode).ToArray();
        return figures.Length == 0 ? ""
            : $"<h3 class=\"mode\">{title}</h3>\n<div class=\"figs\">{string.Concat(figures.Select(f => FigureHtml.Card(f.Figure, $"{done.Recipe.Name}-{mode.ToString().ToLowerInvariant()}-{f.Figure.Name}")))}</div>\n";
    }
}
