using Kilter.Reports.Words;

namespace Kilter.Reports.Html;

/// <summary>The top of the page: source line, verdict, lead, facts.</summary>
internal static class HeroHtml
{
    private const string Bang = "<path d=\"M12 5v8.5\" stroke=\"currentColor\" stroke-width=\"3\" stroke-linecap=\"round\"/><circle cx=\"12\" cy=\"18.4\" r=\"1.9\" fill=\"currentColor\"/>";
    private const string Tick = "<path d=\"m6 12.6 4.1 4.1L18.2 8\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"3\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>";
    private const string Question = "<path d=\"M8.6 9.2a3.5 3.5 0 1 1 5 3.2c-1.1.5-1.6 1.1-1.6 2.3\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.7\" stroke-linecap=\"round\"/><circle cx=\"12\" cy=\"18.6\" r=\"1.8\" fill=\"currentColor\"/>";

    /// <summary>The line above the verdict.</summary>
    public static string Source(Report report)
        => $"<b>{HtmlText.Escape(report.Data.Name)}</b>" + string.Concat(FactWords.Source(report).Select(s => $"<span>{HtmlText.Escape(s)}</span>"));

    /// <summary>The mark, the verdict and the lead.</summary>
    public static string Verdict(Report report)
    {
        var (kind, mark) = report.Verdict switch
        {
            Reports.Verdict.Yes => ("yes", Bang),
            Reports.Verdict.Probably => ("yes", Bang),
            Reports.Verdict.No => ("no", Tick),
            _ => ("unknown", Question),
        };
        var lead = HtmlText.Marked(VerdictWords.Lead(report));
        return $"<div class=\"mark {kind}\" aria-hidden=\"true\"><svg width=\"24\" height=\"24\" viewBox=\"0 0 24 24\">{mark}</svg></div>"
            + $"\n    <h1>{Whole(HtmlText.Marked(VerdictWords.Sentence(report), "<em>", "</em>"))}</h1>"
            + (lead.Length == 0 ? "" : $"\n    <p>{lead}</p>");
    }

    /// <summary>The facts.</summary>
    public static string Facts(Report report) => string.Concat(FactWords.Facts(report).Select(Fact));

    // The word the product is named after is not broken at its hyphen.
    private static string Whole(string html) => html.Replace("off-kilter", "<span class=\"nb\">off-kilter</span>", StringComparison.Ordinal);

    private static string Fact(Fact fact)
    {
        var unit = fact.Unit.Length == 0 ? "" : $" <small>{HtmlText.Escape(fact.Unit)}</small>";
        return $"<div class=\"fact\"><dt>{HtmlText.Escape(fact.Name)}</dt><dd>{HtmlText.Escape(fact.Figure)}{unit}</dd><dd class=\"more\">{HtmlText.Escape(fact.Detail)}</dd></div>";
    }
}
