using Kilter.Numerics.Statistics;

namespace Kilter.Numerics.Tests.Statistics;

public sealed class GaussianKernelDensityTests
{
    [Fact]
    public void S2_E5_the_density_of_four_errors_by_the_rule_of_Scott()
    {
        var density = new GaussianKernelDensity([1, 2, 4, 5]);

        Assert.Equal(0.757858283255199, density.Factor, 1e-12);
        Assert.Equal(1.3836535904367073, density.Bandwidth, 1e-12);
        Assert.Equal(0.16174541, density.At(3), 5e-9);
    }

    [Fact]
    public void A_density_has_area_one()
    {
        var density = new GaussianKernelDensity([1, 2, 4, 5, 5, 9], bandwidthFactor: 0.5);

        var area = 0.0;
        for (var x = -20.0; x < 30; x += 0.01)
        {
            area += density.At(x) * 0.01;
        }

        Assert.Equal(1, area, 1e-9);
    }

    [Fact]
    public void Values_that_never_vary_and_no_values_have_defined_outcomes()
    {
        Assert.Equal(0.3989422804014327, new GaussianKernelDensity([7]).At(7), 1e-12);
        Assert.Throws<ArgumentException>(() => new GaussianKernelDensity([]));
        Assert.Throws<ArgumentException>(() => new GaussianKernelDensity([1, double.NaN]));
    }
}
