using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.Svg;

/// <summary>Draws one panel: head, grid, marks, ticks, labels.</summary>
internal static class PanelDrawing
{
    // What is drawn at an edge of the plot may stand out by this much.
    private const double Overhang = 4;

    /// <summary>Draws it; adds a sentence to <paramref name="notes"/> for everything that cannot be shown where it is.</summary>
    public static void Draw(SvgCanvas canvas, PlacedPanel placed, List<string> notes)
    {
        Head(canvas, placed);
        Grid(canvas, placed);
        canvas.OpenClip(placed.Left - Overhang, placed.Top - Overhang, placed.Width + (2 * Overhang), placed.Height + (2 * Overhang));
        foreach (var shade in placed.Panel.Marks.OfType<Shade>())
        {
            AreaDrawing.Draw(canvas, shade, placed);
        }

        foreach (var mark in placed.Panel.Marks)
        {
            Draw(canvas, mark, placed);
        }

        canvas.CloseClip();
        canvas.Path("ax", new SvgPath().Move(placed.Left, placed.Bottom).Line(placed.Right, placed.Bottom));
        Ticks(canvas, placed);
        LabelDrawing.Draw(canvas, placed);
        notes.AddRange(Clamped(placed));
    }

    private static void Draw(SvgCanvas canvas, IMark mark, PlacedPanel placed)
    {
        switch (mark)
        {
            case Line line:
                LineDrawing.Draw(canvas, line, placed);
                break;
            case Rule rule:
                LineDrawing.Draw(canvas, rule, placed);
                break;
            case Contour contour:
                LineDrawing.Draw(canvas, contour, placed);
                break;
            case Points points:
                PointDrawing.Draw(canvas, points, placed);
                break;
            case Remark remark:
                PointDrawing.Draw(canvas, remark, placed);
                break;
            case Stems stems:
                PointDrawing.Draw(canvas, stems, placed);
                break;
            case Bars bars:
                AreaDrawing.Draw(canvas, bars, placed);
                break;
            case Band band:
                AreaDrawing.Draw(canvas, band, placed);
                break;
            case Boxes boxes:
                BoxDrawing.Draw(canvas, boxes, placed);
                break;
            case Cells cells:
                CellDrawing.Draw(canvas, cells, placed);
                break;
        }
    }

    private static void Head(SvgCanvas canvas, PlacedPanel placed)
    {
        var (panel, room) = (placed.Panel, placed.Room.Right - placed.Left);
        var label = panel.Y.Label + (panel.Y.Unit is { Length: > 0 } unit ? ", " + unit : "");
        var strong = SvgText.Cut(panel.Title.Length > 0 ? panel.Title : panel.Y.Label, 12.5, room);
        var quiet = panel.Title.Length > 0 ? label : panel.Y.Unit ?? "";
        canvas.Heading(placed.Left, placed.Top - 8, strong, SvgText.Cut(quiet, 12, Math.Max(12, room - SvgText.Width(strong, 12.5) - 7)));
    }

    private static void Grid(SvgCanvas canvas, PlacedPanel placed)
    {
        if (placed.Panel.Y.Kind == AxisKind.Category)
        {
            return;
        }

        var lines = new SvgPath();
        foreach (var tick in placed.YTicks)
        {
            var y = Math.Round(placed.Y.Of(tick.At) - 0.5) + 0.5;
            lines.Move(placed.Left, y).Line(placed.Right, y);
        }

        canvas.Path("gr", lines);
    }

    private static void Ticks(SvgCanvas canvas, PlacedPanel placed)
    {
        foreach (var tick in placed.YTicks)
        {
            var text = SvgText.Cut(tick.Text, FigureLayout.TickSize, placed.Left - placed.Room.Left - 6);
            canvas.Text("tk", placed.Left - 7, placed.Y.Of(tick.At) + 4, text, Anchor.End);
        }

        if (!placed.ShowsX)
        {
            return;
        }

        var end = double.NegativeInfinity;
        foreach (var tick in placed.XTicks)
        {
            Under(canvas, placed, tick.At, tick.Text, 15);
            var half = SvgText.Width(tick.Context, FigureLayout.TickSize) / 2;
            if (tick.Context.Length > 0 && placed.X.Of(tick.At) - half > end)
            {
                Under(canvas, placed, tick.At, tick.Context, 28);
                end = placed.X.Of(tick.At) + half + 8;
            }
        }

        var under = placed.XTicks.Any(t => t.Context.Length > 0) ? 44 : 31;
        var label = placed.Panel.X.Label + (placed.Panel.X.Unit is { Length: > 0 } unit ? ", " + unit : "");
        canvas.Text("tk", placed.Left + (placed.Width / 2), placed.Bottom + under, SvgText.Cut(label, FigureLayout.TickSize, placed.Room.Right - placed.Left), Anchor.Middle);
    }

    private static void Under(SvgCanvas canvas, PlacedPanel placed, double at, string text, double below)
    {
        var half = SvgText.Width(text, FigureLayout.TickSize) / 2;
        var x = FigureLayout.InRoom(placed.X.Of(at), half, placed.Room);
        canvas.Text("tk", x, placed.Bottom + below, text, Anchor.Middle);
    }

    // A logarithmic axis has no place for zero, and a fixed range none for what lies beyond: both are counted, never dropped in silence.
    private static IEnumerable<string> Clamped(PlacedPanel placed)
    {
        var where = placed.Panel.Title.Length > 0 ? placed.Panel.Title + ": " : "";
        var ys = placed.Panel.Marks.SelectMany(m => m switch { Line l => l.Y, Points p => p.Y, _ => [] });
        if (placed.Y.IsLogarithmic && ys.Count(v => v < placed.Y.Low && double.IsFinite(v)) is > 0 and var below)
        {
            yield return $"{where}{Numbers.Count(below, "value")} below {Numbers.Value(placed.Y.Low)} {(below == 1 ? "lies" : "lie")} on the lower edge.";
        }

        var outside = placed.Panel.Marks.OfType<Points>().Sum(p => p.X.Zip(p.Y).Count(at => Outside(at.First, placed.X) || (Outside(at.Second, placed.Y) && !(placed.Y.IsLogarithmic && at.Second < placed.Y.Low))));
        if (outside > 0)
        {
            yield return $"{where}{Numbers.Count(outside, "place")} {(outside == 1 ? "lies" : "lie")} outside the picture.";
        }
    }

    private static bool Outside(double value, AxisScale scale) => value < scale.Low || value > scale.High;
}
