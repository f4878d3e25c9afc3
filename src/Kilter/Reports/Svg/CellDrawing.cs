using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>Draws grids of coloured cells.</summary>
internal static class CellDrawing
{
    /// <summary>Shades a tint can have.</summary>
    public const int Tints = 20;

    /// <summary>The cells, all of one colour as one path, neighbours in a row joined.</summary>
    public static void Draw(SvgCanvas canvas, Cells cells, PlacedPanel placed)
    {
        var (edges, values) = Joined(cells, placed);
        var columns = edges.Length - 1;
        var paths = new SortedDictionary<int, SvgPath>();
        for (var r = 0; r < cells.Rows; r++)
        {
            var (y0, y1) = (placed.Y.Of(r - 0.5), placed.Y.Of(r + 0.5));
            for (var c = 0; c < columns;)
            {
                var (start, step) = (c, Step(cells, values[(r * columns) + c]));
                while (c < columns && Step(cells, values[(r * columns) + c]) == step)
                {
                    c++;
                }

                if (step >= 0)
                {
                    var gap = cells.Texts is null ? 0 : 2;
                    paths.TryAdd(step, new SvgPath());
                    paths[step].Box(edges[start], Math.Min(y0, y1), edges[c] - edges[start] - gap, Math.Abs(y1 - y0) - gap);
                }
            }
        }

        foreach (var (step, path) in paths)
        {
            canvas.Path("cr " + Class(cells, step), path, Attributes(cells, step));
        }

        Texts(canvas, cells, placed);
    }

    /// <summary>The class of a step.</summary>
    public static string Class(Cells cells, int step) => cells.Colours == CellColours.Heat ? FormattableString.Invariant($"h{step}") : FigureStyle.Fill(MarkColour.Expected);

    /// <summary>What else a step needs.</summary>
    public static string Attributes(Cells cells, int step)
        => cells.Colours == CellColours.Heat ? "" : FormattableString.Invariant($" fill-opacity=\"{0.06 + (0.64 * step / Tints):0.##}\"");

    private static int Step(Cells cells, double value)
    {
        if (double.IsNaN(value))
        {
            return -1;
        }

        var share = Math.Clamp((value - cells.Low) / (cells.High - cells.Low), 0, 1);
        return cells.Colours == CellColours.Heat ? Math.Min(4, (int)(share * 5)) : (int)Math.Round(share * Tints);
    }

    private static void Texts(SvgCanvas canvas, Cells cells, PlacedPanel placed)
    {
        var columns = cells.Edges.Length - 1;
        for (var k = 0; cells.Texts is { } texts && k < texts.Count; k++)
        {
            var (r, c) = (k / columns, k % columns);
            var (x, y) = ((placed.X.Of(cells.Edges[c]) + placed.X.Of(cells.Edges[c + 1])) / 2, placed.Y.Of(r));
            var lines = texts[k].Split('\n');
            canvas.Text("cl", x, y + (lines.Length > 1 ? 0 : 7), lines[0], Anchor.Middle);
            for (var l = 1; l < lines.Length; l++)
            {
                canvas.Text("cs", x, y + 4 + (15 * l), lines[l], Anchor.Middle);
            }
        }
    }

    // More columns than pixels: the highest value of those that share one is what must be seen.
    private static (double[] Edges, double[] Values) Joined(Cells cells, PlacedPanel placed)
    {
        var columns = cells.Edges.Length - 1;
        var edges = new List<double>();
        var first = new List<int>();
        for (var c = 0; c < columns; c++)
        {
            var x = Math.Round(placed.X.Of(cells.Edges[c]), 1);
            if (edges.Count == 0 || x >= edges[^1] + 1)
            {
                edges.Add(x);
                first.Add(c);
            }
        }

        edges.Add(placed.X.Of(cells.Edges[columns]));
        first.Add(columns);
        var values = new double[cells.Rows * (edges.Count - 1)];
        for (var r = 0; r < cells.Rows; r++)
        {
            for (var j = 0; j < edges.Count - 1; j++)
            {
                var highest = double.NaN;
                for (var c = first[j]; c < first[j + 1]; c++)
                {
                    var value = cells.Values[(r * columns) + c];
                    highest = double.IsNaN(highest) || value > highest ? value : highest;
                }

                values[(r * (edges.Count - 1)) + j] = highest;
            }
        }

        return ([.. edges], values);
    }
}
