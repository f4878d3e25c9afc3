using Kilter.Numerics.Statistics;

namespace Kilter.Numerics.Tests.Statistics;

public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData("cdf"), InlineData("sf"), InlineData("log_cdf"), InlineData("pdf")]
    public void Areas_and_density_agree_with_the_golden_file_far_out_in_both_tails(string quantity)
    {
        var golden = GoldenNumbers.Case("scoring.json", "normal_cdf");
        var (x, expected) = (GoldenNumbers.Values(golden.GetProperty("x")), GoldenNumbers.Values(golden.GetProperty("expected").GetProperty(quantity)));

        for (var i = 0; i < x.Length; i++)
        {
            var actual = quantity switch
            {
                "cdf" => NormalDistribution.Below(x[i]),
                "sf" => NormalDistribution.Above(x[i]),
                "log_cdf" => NormalDistribution.LogBelow(x[i]),
                _ => NormalDistribution.Density(x[i]),
            };
            Assert.Equal(expected[i], actual, Math.Abs(expected[i]) * 1e-12);
        }
    }

    [Fact]
    public void Quantiles_agree_with_the_golden_file()
    {
        var golden = GoldenNumbers.Case("scoring.json", "normal_inverse_cdf");
        var p = GoldenNumbers.Values(golden.GetProperty("p"));
        var (below, above) = (GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("ppf")), GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("isf")));

        for (var i = 0; i < p.Length; i++)
        {
            Assert.Equal(below[i], NormalDistribution.Quantile(p[i]), 1e-13 * (1 + Math.Abs(below[i])));
            Assert.Equal(above[i], NormalDistribution.QuantileAbove(p[i]), 1e-13 * (1 + Math.Abs(above[i])));
        }
    }

    [Fact]
    public void Above_agrees_with_a_sum_of_thin_strips_of_the_density()
    {
        for (var z = -6.0; z <= 6.0; z += 0.0625)
        {
            Assert.Equal(Strips(z), NormalDistribution.Above(z), 1e-11 * NormalDistribution.Above(z));
        }
    }

    [Fact]
    public void Both_sides_add_up_to_one_and_logarithms_are_those_of_the_areas()
    {
        for (var z = -30.0; z <= 30; z += 0.11)
        {
            Assert.Equal(1, NormalDistribution.Above(z) + NormalDistribution.Below(z), 1e-15);
            Assert.Equal(NormalDistribution.Above(z), Math.Exp(NormalDistribution.LogAbove(z)), 1e-12 * NormalDistribution.Above(z));
            Assert.Equal(NormalDistribution.Density(z), Math.Exp(NormalDistribution.LogDensity(z)), 1e-12 * NormalDistribution.Density(z));
            Assert.Equal(Math.Abs(z), NormalDistribution.QuantileAbove(NormalDistribution.Above(Math.Abs(z))), 1e-13 * (1 + Math.Abs(z)));
        }
    }

    [Fact]
    public void The_logarithm_of_an_area_goes_on_where_the_area_is_zero()
    {
        Assert.Equal(0, NormalDistribution.Above(50));
        Assert.Equal(-1254.83136113942, NormalDistribution.LogAbove(50), 1e-9);
        Assert.Equal(-1254.83136113942, NormalDistribution.LogBelow(-50), 1e-9);
        Assert.Equal(double.NegativeInfinity, NormalDistribution.LogAbove(double.PositiveInfinity));
        Assert.Equal(0, NormalDistribution.LogAbove(double.NegativeInfinity));
    }

    [Fact]
    public void The_ends_are_zero_one_and_infinity_and_nan_stays_nan()
    {
        Assert.Equal((0, 1), (NormalDistribution.Above(double.PositiveInfinity), NormalDistribution.Above(double.NegativeInfinity)));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (NormalDistribution.Quantile(0), NormalDistribution.Quantile(1)));
        Assert.True(double.IsNaN(NormalDistribution.Above(double.NaN)) && double.IsNaN(NormalDistribution.LogAbove(double.NaN)) && double.IsNaN(NormalDistribution.Density(double.NaN)));
    }

    [Theory, InlineData(-1e-9), InlineData(1.0000001), InlineData(double.NaN)]
    public void A_quantile_of_no_probability_is_refused(double p)
        => Assert.Contains("between 0 and 1", Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(p)).Message, StringComparison.Ordinal);

    /// <summary>Simpson's rule from z to where nothing is left.</summary>
    private static double Strips(double z)
    {
        const int Strips = 20_000;
        var width = 14.0 / Strips;
        var sum = 0.0;
        for (var i = 0; i <= Strips; i++)
        {
            var x = z + (i * width);
            var weight = i == 0 || i == Strips ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
        }

        return sum * width / 3;
    }
}
