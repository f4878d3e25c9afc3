using Kilter.Numerics.Statistics;

namespace Kilter.Numerics.Tests.Statistics;

public sealed class HistogramTests
{
    [Fact]
    public void Every_finite_value_is_in_the_bin_whose_edges_hold_it_or_counted_as_outside()
    {
        var rng = new Random(5);
        double[] values = [.. Enumerable.Range(0, 5_000).Select(i => i % 50 == 0 ? -0.3 + (0.06 * (i / 50 % 11)) : rng.NextDouble() - 0.5), double.NaN, double.PositiveInfinity];

        var histogram = Histogram.Of(values, 10, -0.3, 0.3);

        for (var k = 0; k < 10; k++)
        {
            var (low, high) = (histogram.Edges[k], histogram.Edges[k + 1]);
            Assert.Equal(values.Count(v => v >= low && (v < high || (k == 9 && v == high))), histogram.Counts[k]);
        }

        Assert.Equal(5_000, histogram.Counts.Sum() + histogram.Outside);
    }

    [Fact]
    public void The_edges_reach_from_the_lowest_to_the_highest_value_and_the_highest_is_inside()
    {
        var histogram = Histogram.Of([3, 1, 2, 5], 4);

        Assert.Equal([1, 2, 3, 4, 5], histogram.Edges);
        Assert.Equal([1, 1, 1, 1], histogram.Counts);
        Assert.Equal([1.5, 2.5], Histogram.Of([2, 2], 1).Edges);
        Assert.Throws<ArgumentException>(() => Histogram.Of([double.NaN], 3));
    }
}
