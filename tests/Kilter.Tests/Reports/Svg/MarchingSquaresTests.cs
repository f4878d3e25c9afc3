using Kilter.Reports.Svg;

namespace Kilter.Tests.Reports.Svg;

public sealed class MarchingSquaresTests
{
    [Fact]
    public void The_contour_of_a_cone_is_one_closed_circle()
    {
        var places = Enumerable.Range(0, 41).Select(i => (i - 20) / 10.0).ToArray();
        double[] values = [.. places.SelectMany(y => places.Select(x => Math.Sqrt((x * x) + (y * y))))];

        var line = Assert.Single(MarchingSquares.Lines(places, places, values, 1.234));

        Assert.Equal(line[0], line[^1]);
        Assert.All(line, p => Assert.InRange(Math.Sqrt((p.X * p.X) + (p.Y * p.Y)), 1.229, 1.239));
    }

    [Fact]
    public void A_line_that_leaves_the_grid_ends_at_its_border()
    {
        double[] places = [0, 1, 2, 3];
        double[] values = [.. places.SelectMany(_ => places)];

        var line = Assert.Single(MarchingSquares.Lines(places, places, values, 1.25));

        Assert.Equal([(1.25, 0), (1.25, 1), (1.25, 2), (1.25, 3)], line.OrderBy(p => p.Y));
    }

    [Fact]
    public void Every_segment_of_the_textbook_lies_on_exactly_one_line()
    {
        var rng = new Kilter.Numerics.Randomness.Rng(4);
        double[] x = [.. Enumerable.Range(0, 12).Select(i => (double)i)];
        double[] y = [.. Enumerable.Range(0, 9).Select(i => (double)i)];
        double[] values = [.. Enumerable.Range(0, 12 * 9).Select(_ => rng.NextDouble())];

        var lines = MarchingSquares.Lines(x, y, values, 0.5);

        // In each square, half of its crossed sides is the number of segments.
        var expected = 0;
        for (var r = 0; r < 8; r++)
        {
            for (var c = 0; c < 11; c++)
            {
                bool At(int row, int column) => values[(row * 12) + column] >= 0.5;
                expected += new[] { At(r, c) != At(r, c + 1), At(r, c + 1) != At(r + 1, c + 1), At(r + 1, c + 1) != At(r + 1, c), At(r + 1, c) != At(r, c) }.Count(b => b) / 2;
            }
        }

        Assert.Equal(expected, lines.Sum(l => l.Count - 1));
        Assert.All(lines.SelectMany(l => l.Zip(l.Skip(1))), s => Assert.InRange(Math.Max(Math.Abs(s.First.X - s.Second.X), Math.Abs(s.First.Y - s.Second.Y)), 0, 1));
    }
}
