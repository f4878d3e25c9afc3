using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>Draws box plots.</summary>
internal static class BoxDrawing
{
    /// <summary>Whiskers, boxes, medians, and the values beyond.</summary>
    public static void Draw(SvgCanvas canvas, Boxes boxes, PlacedPanel placed)
    {
        var (whiskers, fills, medians, beyond) = (new SvgPath(), new SvgPath(), new SvgPath(), new SvgPath());
        foreach (var box in boxes.Summaries)
        {
            var (left, right, middle) = (placed.X.Of(box.At - (boxes.Width / 2)), placed.X.Of(box.At + (boxes.Width / 2)), placed.X.Of(box.At));
            var cap = (right - left) / 4;
            var (low, q1, q2, q3, high) = (placed.Y.Of(box.Low), placed.Y.Of(box.LowerQuartile), placed.Y.Of(box.Median), placed.Y.Of(box.UpperQuartile), placed.Y.Of(box.High));
            whiskers.Move(middle, low).Line(middle, q1).Move(middle, q3).Line(middle, high);
            whiskers.Move(middle - cap, low).Line(middle + cap, low).Move(middle - cap, high).Line(middle + cap, high);
            fills.Box(left, q3, right - left, Math.Max(0.7, q1 - q3));
            medians.Move(left, q2).Line(right, q2);
            var last = double.NaN;
            foreach (var y in box.Beyond.Select(placed.Y.Of).Order())
            {
                if (!(Math.Abs(y - last) < 0.5))
                {
                    beyond.Dot(middle, y);
                    last = y;
                }
            }
        }

        canvas.Path(FigureStyle.Stroke(boxes.Colour), whiskers, " stroke-width=\"1.2\"");
        canvas.Path(FigureStyle.Fill(boxes.Colour), fills, " fill-opacity=\".28\"");
        canvas.Path(FigureStyle.Stroke(boxes.Colour), fills, " stroke-width=\"1.2\"");
        canvas.Path(FigureStyle.Stroke(boxes.Colour), medians, " stroke-width=\"2.4\"");
        canvas.Path(FigureStyle.Stroke(boxes.Colour) + " dt", beyond, " stroke-width=\"3\" stroke-opacity=\".6\"");
    }
}
