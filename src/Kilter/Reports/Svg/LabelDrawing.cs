using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>Writes the words that stand on a plot: names of rules and remarks, none on another, each with a halo of ground so that lines do not cross out its letters.</summary>
internal static class LabelDrawing
{
    /// <summary>Writes them.</summary>
    public static void Draw(SvgCanvas canvas, PlacedPanel placed)
    {
        if (!placed.Panel.Marks.Any(m => m is Rule or Remark))
        {
            return;
        }

        var placer = new LabelPlacer(placed.Left, placed.Top - 4, placed.Right, placed.Bottom, Drawn(placed));
        foreach (var mark in placed.Panel.Marks)
        {
            var (text, candidates) = mark switch
            {
                Rule rule => (rule.Label, Beside(rule, placed)),
                Remark remark => (remark.Text, Around(remark, placed)),
                _ => ("", []),
            };
            if (text.Length == 0 || candidates.Length == 0)
            {
                continue;
            }

            var cut = SvgText.Cut(text, 11, placed.Width - 8);
            var (x, y, anchor) = placer.Place(cut, candidates);
            canvas.Text("rl ha", x, y, cut, anchor);
        }
    }

    // Where lines pass, a few pixels apart, so that words can keep off them.
    private static List<(double X, double Y)> Drawn(PlacedPanel placed)
    {
        var places = new List<(double, double)>();
        foreach (var line in placed.Panel.Marks.OfType<Line>())
        {
            var (x, y) = (LineDrawing.Pixels(line.X, placed.X), LineDrawing.Pixels(line.Y, placed.Y));
            foreach (var run in LineReduction.Runs(x, y, i => Math.Abs(line.X[i] - line.X[i - 1]) <= line.WidestStep))
            {
                for (var i = 0; i < run.Count; i++)
                {
                    var (from, to) = (run[Math.Max(0, i - 1)], run[i]);
                    var parts = Math.Clamp((int)(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)) / 5), 1, 200);
                    places.AddRange(Enumerable.Range(1, parts).Select(k => (from.X + ((to.X - from.X) * k / parts), from.Y + ((to.Y - from.Y) * k / parts))));
                }
            }
        }

        return places;
    }

    private static (double X, double Y, Anchor Anchor)[] Beside(Rule rule, PlacedPanel placed)
    {
        var at = rule.Upright ? placed.X.Of(rule.At) : placed.Y.Of(rule.At);
        if (double.IsNaN(at) || (rule.Upright ? at < placed.Left - 1 || at > placed.Right + 1 : at < placed.Top - 1 || at > placed.Bottom + 1))
        {
            return [];
        }

        return rule.Upright
            ? [.. Enumerable.Range(0, 4).SelectMany(k => new[] { (at + 5, placed.Top + 10 + (14 * k), Anchor.Start), (at - 5, placed.Top + 10 + (14 * k), Anchor.End) })]
            : [(placed.Right - 2, at - 5, Anchor.End), (placed.Right - 2, at + 13, Anchor.End), (placed.Left + 4, at - 5, Anchor.Start), (placed.Left + 4, at + 13, Anchor.Start), (placed.Left + (placed.Width / 2), at - 5, Anchor.Middle)];
    }

    private static (double X, double Y, Anchor Anchor)[] Around(Remark remark, PlacedPanel placed)
    {
        var (x, y) = (placed.X.Of(remark.X), placed.Y.Of(remark.Y));
        return !placed.Holds(x, y) ? [] :
        [
            .. new[] { -7.0, 15, -21, 29, -35, 43 }.SelectMany(d => new[] { (x + 7, y + d, Anchor.Start), (x - 7, y + d, Anchor.End), (x, y + d + (d < 0 ? -5 : 5), Anchor.Middle) }),
        ];
    }
}
