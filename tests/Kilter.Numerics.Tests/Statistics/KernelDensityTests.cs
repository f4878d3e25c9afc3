using Kilter.Numerics.Statistics;

namespace Kilter.Numerics.Tests.Statistics;

public sealed class KernelDensityTests
{
    [Fact]
    public void S2_E5_density_of_four_values_with_the_bandwidth_of_Scott()
    {
        var density = new KernelDensity([1, 2, 4, 5]);

        Assert.Equal(1.3836535904367073, density.Bandwidth, 1e-14);
        Assert.Equal(0.16174541, density.At(3), 5e-9);
    }

    [Fact]
    public void It_is_the_mean_of_bells()
    {
        var rng = new Random(8);
        double[] values = [.. Enumerable.Range(0, 300).Select(_ => 3 * rng.NextDouble())];
        var density = new KernelDensity(values, 0.11);

        for (var x = -1.0; x < 4; x += 0.13)
        {
            var bells = values.Sum(v => Math.Exp(-0.5 * Math.Pow((x - v) / 0.11, 2))) / (300 * 0.11 * Math.Sqrt(2 * Math.PI));
            Assert.Equal(bells, density.At(x), 1e-13);
        }
    }

    [Fact]
    public void It_integrates_to_one()
    {
        var (_, density) = new KernelDensity([1, 1, 2, 7, 7, 7.5]).On(-10, 20, 3_001);

        Assert.Equal(1, density.Sum() * 0.01, 1e-6);
    }

    [Fact]
    public void Equal_values_give_a_needle_and_none_at_all_an_error()
    {
        Assert.InRange(new KernelDensity([5, 5, double.NaN]).At(5), 1, double.MaxValue);
        Assert.Throws<ArgumentException>(() => new KernelDensity([double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KernelDensity([1.0], 0));
    }
}
