using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.Svg;

/// <summary>The legend: one line of names above the panels, more where they do not fit.</summary>
internal static class LegendDrawing
{
    private const double Size = 12;
    private const double LineHeight = 18;

    /// <summary>Draws it from the upper edge <paramref name="top"/> on; returns the lower edge, which is the upper one when there is nothing to name.</summary>
    public static double Draw(SvgCanvas canvas, Figure figure, double width, double top)
    {
        var entries = Entries(figure);
        var (x, y) = (0.0, top);
        foreach (var mark in entries)
        {
            var swatch = mark is Cells { Colours: CellColours.Heat } ? 70 : 20;
            var text = SvgText.Cut(Text(mark), Size, width - swatch - 8);
            var room = swatch + 7 + SvgText.Width(text, Size);
            if (x > 0 && x + room > width)
            {
                (x, y) = (0, y + LineHeight);
            }

            Swatch(canvas, mark, x, y + 9);
            canvas.Text("cs", x + swatch + 7, y + 13, text);
            x += room + 16;
        }

        return entries.Count > 0 ? y + LineHeight + 4 : top;
    }

    /// <summary>The marks that have an entry: the first of each name and look.</summary>
    public static List<IMark> Entries(Figure figure)
        => [.. figure.Panels.SelectMany(p => p.Marks).Where(m => m.Name is { Length: > 0 }).DistinctBy(m => (m.Name, m.GetType(), m.Colour))];

    private static string Text(IMark mark) => mark is Cells cells ? $"{cells.Name}, {Numbers.Range(cells.Low, cells.High)}" : mark.Name!;

    private static void Swatch(SvgCanvas canvas, IMark mark, double x, double y)
    {
        var (stroke, fill) = (FigureStyle.Stroke(mark.Colour), FigureStyle.Fill(mark.Colour));
        switch (mark)
        {
            case Line line:
                canvas.Path(stroke + (line.Dashed ? " ds" : ""), new SvgPath().Move(x, y).Line(x + 20, y), $" stroke-width=\"{SvgText.Number(Math.Max(1.6, line.Width))}\"");
                break;
            case Rule rule:
                canvas.Path(stroke + (rule.Solid ? "" : " ds"), rule.Upright ? new SvgPath().Move(x + 10, y + 6).Line(x + 10, y - 6) : new SvgPath().Move(x, y).Line(x + 20, y), " stroke-width=\"1.4\"");
                break;
            case Contour:
                canvas.Path(stroke, new SvgPath().Ring(x + 10, y, 5).Ring(x + 10, y, 2), " stroke-width=\"1\"");
                break;
            case Points { Marker: Marker.Dot }:
                canvas.Path(stroke + " dt", new SvgPath().Dot(x + 10, y), " stroke-width=\"7\"");
                break;
            case Points { Marker: Marker.Ring }:
                canvas.Path(stroke, new SvgPath().Ring(x + 10, y, 4), " stroke-width=\"1.6\"");
                break;
            case Points:
                canvas.Path(stroke, new SvgPath().Move(x + 6, y - 4).Line(x + 14, y + 4).Move(x + 6, y + 4).Line(x + 14, y - 4), " stroke-width=\"1.6\"");
                break;
            case Stems:
                canvas.Path(stroke, new SvgPath().Move(x + 6, y + 5).Line(x + 6, y - 5).Move(x + 10, y + 5).Line(x + 10, y - 2).Move(x + 14, y + 5).Line(x + 14, y), " stroke-width=\"2\"");
                break;
            case Boxes:
                canvas.Path(fill, new SvgPath().Box(x + 4, y - 5, 12, 10), " fill-opacity=\".28\"");
                canvas.Path(stroke, new SvgPath().Box(x + 4, y - 5, 12, 10).Move(x + 4, y).Line(x + 16, y), " stroke-width=\"1.2\"");
                break;
            case Cells { Colours: CellColours.Heat } cells:
                for (var k = 0; k < 5; k++)
                {
                    canvas.Path(CellDrawing.Class(cells, k), new SvgPath().Box(x + (14 * k), y - 5, 14, 10));
                }

                break;
            case Shade { Strip: true }:
                canvas.Path(fill, new SvgPath().Box(x, y - 2, 20, 4));
                break;
            case Shade:
                canvas.Path(fill, new SvgPath().Box(x, y - 5, 20, 10), " fill-opacity=\".25\"");
                break;
            default:
                canvas.Path(fill, new SvgPath().Box(x, y - 5, 20, 10), AreaDrawing.Opacity(mark is Bars bars ? bars.Opacity : mark is Band band ? band.Opacity : 1));
                break;
        }
    }
}
