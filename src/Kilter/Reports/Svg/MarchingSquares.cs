namespace Kilter.Reports.Svg;

/// <summary>Lines of equal height over a grid of values.</summary>
/// <remarks>
/// Each square of four neighbours is crossed where the height lies between two corners, the place interpolated; saddles are parted by the mean of the corners.
/// Segments are joined to lines over shared edges; a closed line ends where it began. Cost: O(squares).
/// Source: W. E. Lorensen, H. E. Cline, "Marching cubes", SIGGRAPH 1987, in two dimensions.
/// </remarks>
internal static class MarchingSquares
{
    /// <summary>The lines at <paramref name="level"/>: places in the units of the axes.</summary>
    public static List<List<(double X, double Y)>> Lines(double[] x, double[] y, double[] values, double level)
    {
        var width = x.Length;
        var joins = new Dictionary<int, List<int>>();
        var order = new List<int>();
        for (var row = 0; row + 1 < y.Length; row++)
        {
            for (var column = 0; column + 1 < width; column++)
            {
                Cross(values, width, row, column, level, joins, order);
            }
        }

        var lines = new List<List<(double, double)>>();

        // Open lines first, from their ends; what then remains is closed.
        foreach (var edge in order.Where(e => joins[e].Count == 1).Concat(order).ToArray())
        {
            if (joins[edge].Count > 0)
            {
                lines.Add(Follow(edge, joins, e => Place(e, x, y, values, level)));
            }
        }

        return lines;
    }

    // Edge 2k joins grid place k with its right neighbour, edge 2k + 1 with the one in the next row.
    private static void Cross(double[] values, int width, int row, int column, double level, Dictionary<int, List<int>> joins, List<int> order)
    {
        var k = (row * width) + column;
        var (a, b, c, d) = (values[k], values[k + 1], values[k + width + 1], values[k + width]);
        var (bottom, right, top, left) = (2 * k, (2 * (k + 1)) + 1, 2 * (k + width), (2 * k) + 1);
        var crossed = new List<int>(4);
        Add(a, b, bottom);
        Add(b, c, right);
        Add(d, c, top);
        Add(a, d, left);
        if (crossed.Count == 2)
        {
            Join(crossed[0], crossed[1]);
        }
        else if (crossed.Count == 4)
        {
            // A saddle: the corners that lie on the side of the middle are joined through it.
            var middleAbove = (a + b + c + d) / 4 >= level;
            var alike = a >= level == middleAbove;
            Join(bottom, alike ? right : left);
            Join(top, alike ? left : right);
        }

        void Add(double from, double to, int edge)
        {
            if (from >= level != to >= level)
            {
                crossed.Add(edge);
            }
        }

        void Join(int one, int other)
        {
            foreach (var (from, to) in new[] { (one, other), (other, one) })
            {
                if (!joins.TryGetValue(from, out var list))
                {
                    joins[from] = list = [];
                    order.Add(from);
                }

                list.Add(to);
            }
        }
    }

    private static List<(double X, double Y)> Follow(int start, Dictionary<int, List<int>> joins, Func<int, (double X, double Y)> place)
    {
        var line = new List<(double, double)> { place(start) };
        for (var at = start; joins[at].Count > 0;)
        {
            var next = joins[at][0];
            joins[at].RemoveAt(0);
            joins[next].Remove(at);
            line.Add(place(next));
            at = next;
        }

        return line;
    }

    private static (double X, double Y) Place(int edge, double[] x, double[] y, double[] values, double level)
    {
        var k = edge / 2;
        var (row, column) = (k / x.Length, k % x.Length);
        var other = edge % 2 == 0 ? k + 1 : k + x.Length;
        var way = (level - values[k]) / (values[other] - values[k]);
        return edge % 2 == 0 ? (x[column] + (way * (x[column + 1] - x[column])), y[row]) : (x[column], y[row] + (way * (y[row + 1] - y[row])));
    }
}
