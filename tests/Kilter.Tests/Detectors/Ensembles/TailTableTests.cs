using Kilter.Artifacts;
using Kilter.Detectors.Ensembles;
using Kilter.Numerics.Randomness;

namespace Kilter.Tests.Detectors.Ensembles;

public sealed class TailTableTests
{
    [Fact]
    public void Up_to_nine_tenths_the_rarity_is_the_counted_one()
    {
        var values = Exponential(20_000, seed: 1);
        var table = TailTable.Fit([.. values], cap: 20);
        Array.Sort(values);

        foreach (var share in new[] { 0.1, 0.33, 0.5, 0.75, 0.89 })
        {
            Assert.Equal(-Math.Log10(1 - share), table.Rarity(values[(int)(share * (values.Length - 1))]), 5e-3);
        }
    }

    [Fact]
    public void Beyond_nine_tenths_the_rarity_of_exponential_deviations_is_theirs()
    {
        var table = TailTable.Fit(Exponential(50_000, seed: 2), cap: 20);

        // P(X > x) = exp(−x).
        foreach (var x in new[] { 3.0, 5, 7 })
        {
            Assert.Equal(x / Math.Log(10), table.Rarity(x), 0.12 * x / Math.Log(10));
        }
    }

    [Fact]
    public void A_larger_deviation_is_never_less_rare_and_never_beyond_the_cap()
    {
        var table = TailTable.Fit(Exponential(500, seed: 3), cap: 5.7);

        var last = -1.0;
        for (var x = 0.0; x < 100; x += 0.01)
        {
            var rarity = table.Rarity(x);
            Assert.InRange(rarity, last, 5.7);
            last = rarity;
        }

        Assert.Equal(5.7, table.Rarity(double.PositiveInfinity));
        Assert.Equal(0, table.Rarity(0));
    }

    [Fact]
    public void A_value_that_most_of_training_shares_is_not_rare()
    {
        var values = new float[1000];
        values[7] = 1;

        var table = TailTable.Fit(values, cap: 6);

        Assert.Equal(0, table.Rarity(0));
        Assert.InRange(table.Rarity(1), 1, 6);
    }

    [Fact]
    public void A_table_read_back_gives_the_same_bits()
    {
        var table = TailTable.Fit(Exponential(1000, seed: 4), cap: 6);
        var artifact = new ArtifactWriter();
        table.Write(artifact);

        var back = TailTable.Read(ArtifactReader.Of(artifact));

        for (var x = 0.0; x < 12; x += 0.1)
        {
            Assert.Equal(table.Rarity(x), back.Rarity(x));
        }
    }

    private static float[] Exponential(int count, ulong seed)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)-Math.Log(1 - rng.NextDouble()))];
    }
}
