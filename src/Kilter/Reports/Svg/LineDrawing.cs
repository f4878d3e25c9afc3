using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>Draws lines, rules and contours.</summary>
internal static class LineDrawing
{
    /// <summary>A line, its gaps left open; a value between two gaps is a dot.</summary>
    public static void Draw(SvgCanvas canvas, Line line, PlacedPanel placed)
    {
        var (x, y) = (Pixels(line.X, placed.X), Pixels(line.Y, placed.Y));
        var (path, dots) = (new SvgPath(), new SvgPath());
        foreach (var run in LineReduction.Runs(x, y, i => Math.Abs(line.X[i] - line.X[i - 1]) <= line.WidestStep))
        {
            if (run.Count == 1)
            {
                dots.Dot(run[0].X, run[0].Y);
                continue;
            }

            path.Move(run[0].X, run[0].Y);
            for (var i = 1; i < run.Count; i++)
            {
                if (line.Steps)
                {
                    path.Line(run[i].X, run[i - 1].Y);
                }

                path.Line(run[i].X, run[i].Y);
            }
        }

        var width = $" stroke-width=\"{SvgText.Number(line.Width)}\"";
        canvas.Path(FigureStyle.Stroke(line.Colour) + (line.Dashed ? " ds" : ""), path, width);
        canvas.Path(FigureStyle.Stroke(line.Colour) + " dt", dots, $" stroke-width=\"{SvgText.Number(line.Width + 1)}\"");
    }

    /// <summary>A rule across the plot.</summary>
    public static void Draw(SvgCanvas canvas, Rule rule, PlacedPanel placed)
    {
        var at = rule.Upright ? placed.X.Of(rule.At) : placed.Y.Of(rule.At);
        if (double.IsNaN(at))
        {
            return;
        }

        var path = rule.Upright ? new SvgPath().Move(at, placed.Top).Line(at, placed.Bottom) : new SvgPath().Move(placed.Left, at).Line(placed.Right, at);
        canvas.Path(FigureStyle.Stroke(rule.Colour) + (rule.Solid ? "" : " ds"), path, " stroke-width=\"1.2\"");
    }

    /// <summary>Lines of equal height, the higher the stronger.</summary>
    public static void Draw(SvgCanvas canvas, Contour contour, PlacedPanel placed)
    {
        for (var k = 0; k < contour.Levels.Length; k++)
        {
            var path = new SvgPath();
            foreach (var line in MarchingSquares.Lines(contour.X, contour.Y, contour.Values, contour.Levels[k]))
            {
                for (var i = 0; i < line.Count; i++)
                {
                    var (x, y) = (placed.X.Of(line[i].X), placed.Y.Of(line[i].Y));
                    _ = i == 0 ? path.Move(x, y) : path.Line(x, y);
                }
            }

            canvas.Path(FigureStyle.Stroke(contour.Colour), path, $" stroke-width=\"1\" stroke-opacity=\"{SvgText.Number(0.3 + (0.5 * (k + 1) / contour.Levels.Length))}\"");
        }
    }

    internal static double[] Pixels(double[] values, AxisScale scale)
    {
        var pixels = new double[values.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = scale.Of(values[i]);
        }

        return pixels;
    }
}
