using Kilter.Numerics.Randomness;
using Kilter.Numerics.Statistics;

namespace Kilter.Numerics.Tests.Statistics;

public sealed class OrderStatisticsTests
{
    // Few and many ties, sorted, reversed and shuffled; lengths on both sides of the switch to a plain sort.
    public static TheoryData<int, int, string> Shapes => MatrixTheoryData.Of([1, 2, 3, 16, 17, 18, 100, 1001], [1, 3, 1000], ["shuffled", "sorted", "reversed", "organ pipe"]);

    [Theory, MemberData(nameof(Shapes))]
    public void Every_rank_agrees_with_a_sort(int length, int kinds, string order)
    {
        var values = Draw(length, kinds, order);
        double[] sorted = [.. values.Order()];

        for (var rank = 0; rank < length; rank += Math.Max(1, length / 37))
        {
            Assert.Equal(sorted[rank], OrderStatistics.Select([.. values], rank));
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void The_median_agrees_with_a_sort(int length, int kinds, string order)
    {
        var values = Draw(length, kinds, order);
        double[] sorted = [.. values.Order()];

        var median = OrderStatistics.Median(values);

        Assert.Equal((sorted[(length - 1) / 2] + sorted[length / 2]) / 2, median, 1e-12);
    }

    [Fact]
    public void Selecting_keeps_the_values_and_puts_the_smaller_ones_in_front()
    {
        var values = Draw(500, 40, "shuffled");
        double[] before = [.. values.Order()];

        var found = OrderStatistics.Select(values, 200);

        Assert.All(values[..200], v => Assert.True(v <= found));
        Assert.All(values[200..], v => Assert.True(v >= found));
        Assert.Equal(before, values.Order());
    }

    [Fact]
    public void A_rank_outside_the_values_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderStatistics.Select(new double[3], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderStatistics.Median([]));
    }

    private static double[] Draw(int length, int kinds, string order)
    {
        var rng = new Rng((ulong)(length + kinds));
        double[] values = [.. Enumerable.Range(0, length).Select(_ => (double)rng.NextInt(kinds))];
        return order switch
        {
            "sorted" => [.. values.Order()],
            "reversed" => [.. values.OrderDescending()],
            "organ pipe" => [.. values.Order().Where((_, i) => i % 2 == 0), .. values.Order().Where((_, i) => i % 2 == 1).Reverse()],
            _ => values,
        };
    }
}
