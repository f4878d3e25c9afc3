using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>Draws single places: dots, rings, crosses, stems.</summary>
internal static class PointDrawing
{
    /// <summary>The places, one for all that fall on the same half pixel.</summary>
    public static void Draw(SvgCanvas canvas, Points points, PlacedPanel placed)
    {
        var seen = new HashSet<(int, int)>();
        var path = new SvgPath();
        for (var i = 0; i < points.X.Length; i++)
        {
            var (x, y) = (placed.X.Of(points.X[i]), placed.Y.Of(points.Y[i]));
            if (placed.Holds(x, y) && seen.Add(((int)Math.Round(2 * x), (int)Math.Round(2 * y))))
            {
                _ = Mark(path, points, x, y);
            }
        }

        var opacity = points.Opacity < 1 ? $" stroke-opacity=\"{SvgText.Tenths((long)Math.Round(points.Opacity * 10))}\"" : "";
        canvas.Path(
            FigureStyle.Stroke(points.Colour) + (points.Marker == Marker.Dot ? " dt" : ""), path,
            $" stroke-width=\"{(points.Marker == Marker.Dot ? SvgText.Number(points.Size) : "1.6")}\"" + opacity);
    }

    /// <summary>The dot of a remark; its words come later.</summary>
    public static void Draw(SvgCanvas canvas, Remark remark, PlacedPanel placed)
    {
        var (x, y) = (placed.X.Of(remark.X), placed.Y.Of(remark.Y));
        if (placed.Holds(x, y))
        {
            canvas.Path(FigureStyle.Stroke(remark.Colour) + " dt", new SvgPath().Dot(x, y), " stroke-width=\"6\"");
        }
    }

    /// <summary>Upright lines from zero.</summary>
    public static void Draw(SvgCanvas canvas, Stems stems, PlacedPanel placed)
    {
        var path = new SvgPath();
        var zero = Math.Clamp(placed.Y.Of(0), placed.Top, placed.Bottom);
        var (column, low, high) = (double.NaN, zero, zero);
        for (var i = 0; i <= stems.X.Length; i++)
        {
            // Stems on one column of pixels are one stem from the lowest to the highest.
            var x = i < stems.X.Length ? Math.Round(2 * placed.X.Of(stems.X[i])) / 2 : double.PositiveInfinity;
            if (x != column)
            {
                if (low != high)
                {
                    path.Move(column, high).Line(column, low);
                }

                (column, low, high) = (x, zero, zero);
            }

            if (i < stems.X.Length && !double.IsNaN(stems.Y[i]))
            {
                var y = placed.Y.Of(stems.Y[i]);
                (low, high) = (Math.Min(low, y), Math.Max(high, y));
            }
        }

        var gap = stems.X.Length > 1 ? placed.Width / stems.X.Length : placed.Width;
        canvas.Path(FigureStyle.Stroke(stems.Colour), path, $" stroke-width=\"{SvgText.Number(Math.Clamp(gap * 0.5, 0.6, 3))}\"");
    }

    private static SvgPath Mark(SvgPath path, Points points, double x, double y)
    {
        var half = points.Size / 2;
        return points.Marker switch
        {
            Marker.Ring => path.Ring(x, y, half),
            Marker.Cross => path.Move(x - half, y - half).Line(x + half, y + half).Move(x - half, y + half).Line(x + half, y - half),
            _ => path.Dot(x, y),
        };
    }
}
