using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>Draws areas: shades, bars, bands.</summary>
internal static class AreaDrawing
{
    /// <summary>Washed stretches over the whole height, or a strip along the lower edge.</summary>
    public static void Draw(SvgCanvas canvas, Shade shade, PlacedPanel placed)
    {
        var path = new SvgPath();
        foreach (var (from, to) in shade.Ranges)
        {
            var (left, right) = (Math.Max(placed.Left, placed.X.Of(from)), Math.Min(placed.Right, placed.X.Of(to)));
            if (right < placed.Left || left > placed.Right || double.IsNaN(left) || double.IsNaN(right))
            {
                continue;
            }

            var width = Math.Max(1, right - left);
            path.Box(Math.Min(left, placed.Right - width), shade.Strip ? placed.Bottom - 4 : placed.Top, width, shade.Strip ? 4 : placed.Height);
        }

        canvas.Path(FigureStyle.Fill(shade.Colour), path, shade.Strip ? "" : " fill-opacity=\".15\"");
    }

    /// <summary>Bars from zero; a hair of ground between them where they are wide enough.</summary>
    public static void Draw(SvgCanvas canvas, Bars bars, PlacedPanel placed)
    {
        var path = new SvgPath();
        var zero = placed.Y.IsLogarithmic ? placed.Bottom : placed.Y.Of(0);
        for (var k = 0; k < bars.Heights.Length; k++)
        {
            var (left, right, y) = (placed.X.Of(bars.Edges[k]), placed.X.Of(bars.Edges[k + 1]), placed.Y.Of(bars.Heights[k]));
            if (double.IsNaN(y) || bars.Heights[k] == 0)
            {
                continue;
            }

            var gap = right - left > 5 ? 1 : 0;

            // A count of one beside a count of ten thousand is still something.
            var height = Math.Max(0.7, Math.Abs(zero - y));
            path.Box(left, y <= zero ? zero - height : zero, right - left - gap, height);
        }

        canvas.Path(FigureStyle.Fill(bars.Colour), path, Opacity(bars.Opacity));
    }

    /// <summary>A band, along its upper line and back along its lower; what is narrower than a pixel keeps its lowest and highest edge.</summary>
    public static void Draw(SvgCanvas canvas, Band band, PlacedPanel placed)
    {
        var (x, low, high) = (LineDrawing.Pixels(band.X, placed.X), LineDrawing.Pixels(band.Low, placed.Y), LineDrawing.Pixels(band.High, placed.Y));
        var path = new SvgPath();
        for (var i = 0; i < x.Length;)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(low[i]) || double.IsNaN(high[i]))
            {
                i++;
                continue;
            }

            var run = new List<(double X, double Low, double High)>();
            var first = i;
            for (; i < x.Length && !double.IsNaN(x[i]) && !double.IsNaN(low[i]) && !double.IsNaN(high[i]) && (i == first || band.X[i] - band.X[i - 1] <= band.WidestStep); i++)
            {
                // Pixels count downwards: the lower line has the greater.
                if (run.Count > 1 && Math.Floor(run[^1].X) == Math.Floor(x[i]))
                {
                    run[^1] = (run[^1].X, Math.Max(run[^1].Low, low[i]), Math.Min(run[^1].High, high[i]));
                }
                else
                {
                    run.Add((x[i], low[i], high[i]));
                }
            }

            Outline(path, run);
        }

        canvas.Path(FigureStyle.Fill(band.Colour), path, Opacity(band.Opacity));
    }

    private static void Outline(SvgPath path, List<(double X, double Low, double High)> run)
    {
        path.Move(run[0].X, run[0].High);
        foreach (var (x, _, high) in run)
        {
            path.Line(x, high);
        }

        for (var k = run.Count - 1; k >= 0; k--)
        {
            path.Line(run[k].X, run[k].Low);
        }

        path.Close();
    }

    internal static string Opacity(double opacity)
        => opacity < 1 ? FormattableString.Invariant($" fill-opacity=\"{opacity:0.##}\"") : "";
}
