using System.Text;
using Kilter.Reports.Figures;
using Kilter.Reports.Svg;

namespace Kilter.Reports.Html;

/// <summary>Figures as cards of a page: title and caption as text, the picture in as many widths as a page can have.</summary>
internal static class FigureHtml
{
    private const int Whole = 1210;
    private const int Half = 576;
    private const int Middle = 680;
    private const int Phone = 322;

    /// <summary>The style of all figures of a page; once a page, after its tokens.</summary>
    public static string Style() => PageAssets.Flushed("figures.css") + FigureStyle.OfPage();

    /// <summary>The section of a report's own figures; nothing without any.</summary>
    public static string Section(IReadOnlyList<Figure> figures)
        => figures.Count == 0 ? ""
            : "<section id=\"figures\" aria-labelledby=\"h-f\">\n<div class=\"sec-h\"><h2 id=\"h-f\">Figures</h2><p>How training went, and how the scores lie.</p></div>\n"
                + $"<div class=\"figs\">{string.Concat(figures.Select(f => Card(f, "figure-" + f.Name)))}</div>\n</section>\n\n";

    /// <summary>One figure as a card.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="anchor">The id of the card, unique on the page.</param>
    /// <param name="pill">A word beside the title; null for none.</param>
    public static string Card(Figure figure, string anchor, string? pill = null)
    {
        var mark = pill is null ? "" : $"<span class=\"pill\">{HtmlText.Escape(pill)}</span>";
        var lead = figure.Caption.Length > 0 ? $"<p class=\"lead\">{SvgText.Escape(figure.Caption)}</p>" : "";
        var html = new StringBuilder($"<figure class=\"card{(figure.Wide ? " wide" : "")}\" id=\"{HtmlText.Escape(anchor)}\"><h3>{SvgText.Escape(figure.Title)}{mark}</h3>{lead}\n");
        html.Append(figure.Wide ? SvgFigureWriter.Inline(figure, Whole, " w") + SvgFigureWriter.Inline(figure, Middle, " m") : SvgFigureWriter.Inline(figure, Half, " m"));
        return html.Append(SvgFigureWriter.Inline(figure, Phone, " s")).Append("</figure>\n").ToString();
    }
}
