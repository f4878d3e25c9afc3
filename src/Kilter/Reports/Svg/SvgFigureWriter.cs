using System.Text;
using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>Draws figures as SVG: files of their own, or parts of a page.</summary>
/// <remarks>
/// <para>The same figure and width give the same bytes on every machine. All text is escaped. No script, no link, no font is asked for.</para>
/// <para>A file follows the reader's light or dark setting by itself and carries title, caption and a spoken description.</para>
/// <para>Cost: O(n) in the numbers drawn; the picture's size does not grow with the length of a series, only with its width.</para>
/// </remarks>
public static class SvgFigureWriter
{
    /// <summary>The width of a file in pixels unless another is asked for.</summary>
    public const int FileWidth = 760;

    private const double Margin = 20;

    /// <summary>Writes a file of its own, UTF-8 without a byte order mark. The stream stays open.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="output">Where to.</param>
    /// <param name="width">Pixels, in [240, 4000].</param>
    public static void Write(Figure figure, Stream output, int width = FileWidth)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Encoding.UTF8.GetBytes(OfFile(figure, width)));
    }

    /// <summary>A file of its own, as text.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="width">Pixels, in [240, 4000].</param>
    public static string OfFile(Figure figure, int width = FileWidth)
    {
        ArgumentNullException.ThrowIfNull(figure);
        Guard.InRange(width, 240, 4000, nameof(width));
        var inner = width - (2 * Margin);
        var canvas = new SvgCanvas();
        var y = Lines(canvas, "ti", SvgText.Lines(figure.Title, 16, inner), 15, 19);
        y = Lines(canvas, "ca", SvgText.Lines(figure.Caption, 12.5, inner), y + 2, 17);
        var bottom = Draw(canvas, figure, inner, figure.Caption.Length > 0 ? y + 4 : y);
        var height = Math.Ceiling(bottom + (2 * Margin));
        var size = FormattableString.Invariant($"width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"");
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" {size} role=\"img\" aria-labelledby=\"t d\">\n"
            + $"<title id=\"t\">{SvgText.Escape(figure.Title)}</title>\n<desc id=\"d\">{SvgText.Escape((figure.Caption + " " + SpokenFigure.Of(figure)).Trim())}</desc>\n"
            + $"<style>\n{FigureStyle.OfFile()}</style>\n<rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n"
            + $"<g transform=\"translate({SvgText.Number(Margin)} {SvgText.Number(Margin)})\">\n{canvas}</g>\n</svg>\n";
    }

    /// <summary>A part of a page that has <see cref="FigureStyle.OfPage"/> and says title and caption itself.</summary>
    internal static string Inline(Figure figure, int width, string more = "")
    {
        var canvas = new SvgCanvas();
        var height = Math.Ceiling(Draw(canvas, figure, width, 0) + 4);
        return FormattableString.Invariant($"<svg class=\"kf{more}\" width=\"{width}\" viewBox=\"0 0 {width} {height}\" role=\"img\" ")
            + $"aria-label=\"{SvgText.Escape(figure.Title + ". " + SpokenFigure.Of(figure))}\">\n{canvas}</svg>\n";
    }

    private static double Draw(SvgCanvas canvas, Figure figure, double width, double top)
    {
        var y = LegendDrawing.Draw(canvas, figure, width, top);
        var layout = FigureLayout.Of(figure, width, y);
        var notes = new List<string>();
        foreach (var panel in layout.Panels)
        {
            PanelDrawing.Draw(canvas, panel, notes);
        }

        return notes.Count == 0 ? layout.Bottom : Lines(canvas, "ca", SvgText.Lines(string.Join(' ', notes), 12.5, width), layout.Bottom + 18, 17) - 12;
    }

    // Baselines from the first on; returns the next.
    private static double Lines(SvgCanvas canvas, string classes, List<string> lines, double first, double step)
    {
        foreach (var line in lines)
        {
            canvas.Text(classes, 0, first, line);
            first += step;
        }

        return first;
    }
}
