using Kilter.Numerics.Randomness;
using Kilter.Reports.Svg;

namespace Kilter.Tests.Reports.Svg;

public sealed class LineReductionTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void The_extremes_of_every_column_of_pixels_remain_and_order_is_kept(int seed)
    {
        var rng = new Rng((ulong)seed);
        var x = Enumerable.Range(0, 20_000).Select(i => i / 33.0).ToArray();
        var y = x.Select(_ => rng.NextNormal() * (rng.NextDouble() < 0.001 ? 100 : 1)).ToArray();

        var run = Assert.Single(LineReduction.Runs(x, y, _ => true));

        foreach (var column in Enumerable.Range(0, x.Length).GroupBy(i => Math.Floor(x[i])))
        {
            var kept = run.Where(p => Math.Floor(p.X) == column.Key).ToArray();
            Assert.Equal(column.Min(i => y[i]), kept.Min(p => p.Y));
            Assert.Equal(column.Max(i => y[i]), kept.Max(p => p.Y));
            Assert.Equal((x[column.First()], y[column.First()]), kept[0]);
            Assert.Equal((x[column.Last()], y[column.Last()]), kept[^1]);
            Assert.InRange(kept.Length, 1, 4);
        }

        Assert.Equal(run.Select(p => p.X).Order(), run.Select(p => p.X));
    }

    [Fact]
    public void A_short_line_stays_as_it_is()
    {
        double[] x = [0, 5, 10, 15];
        double[] y = [1, 3, 2, 2];

        Assert.Equal(x.Zip(y), Assert.Single(LineReduction.Runs(x, y, _ => true)));
    }

    [Fact]
    public void Gaps_and_wide_steps_part_a_line()
    {
        var runs = LineReduction.Runs([0, 1, 2, 3, 9, 10], [1, double.NaN, 1, 1, 1, 1], i => i != 4);

        Assert.Equal([1, 2, 2], runs.Select(r => r.Count));
    }
}
