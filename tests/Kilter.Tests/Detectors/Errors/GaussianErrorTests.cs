using Kilter.Detectors.Errors;

namespace Kilter.Tests.Detectors.Errors;

public sealed class GaussianErrorTests
{
    [Theory]
    [InlineData(5, false, 0.5), InlineData(1, true, 0.9772498680518208), InlineData(9, true, 0.9772498680518208)]
    [InlineData(8.9999, false, 0.9772471683685143), InlineData(0, true, 0.9937903346742238), InlineData(12, true, 0.9997673709209645)]
    public void S2_E3_flags_and_scores_of_six_errors(double error, bool flag, double score)
    {
        var model = new GaussianError(mean: 5, deviation: 2);

        Assert.Equal(flag, model.IsFar(error, deviations: 2));
        Assert.Equal(score, model.TwoSided(error), score * 1e-9);
    }

    [Fact]
    public void S2_E4_the_fit_of_four_errors_divides_by_their_number()
    {
        var model = GaussianError.Fit([1, 2, 4, 5]);

        Assert.Equal((3, 1.5811388300841898), (model.Mean, model.Deviation));
    }

    [Theory]
    [InlineData(0, 0.7431796370583408), InlineData(0.5, -2.729042585163881), InlineData(2, -54.81237591849721)]
    public void S1f_E3_the_log_density_of_errors_under_their_fit(double error, double density)
    {
        var model = GaussianError.Fit([-0.2, 0.1, 0, 0.3, -0.2]);

        Assert.Equal(0, model.Mean, 1e-12);
        Assert.Equal(0.18973665961010278, model.Deviation, 1e-12);
        Assert.Equal(density, model.LogDensity(error), Math.Abs(density) * 1e-9);
    }

    [Fact]
    public void The_one_sided_score_forgives_errors_below_the_mean_and_the_two_sided_one_does_not()
    {
        var model = new GaussianError(mean: 5, deviation: 2);

        Assert.True(model.OneSided(0) < 0.01 && model.TwoSided(0) > 0.99);
        Assert.Equal(model.TwoSided(9), model.OneSided(9));
    }

    [Fact]
    public void Errors_that_never_varied_count_as_having_deviation_one()
        => Assert.Equal(1, GaussianError.Fit([3, 3, 3]).Deviation);

    [Fact]
    public void An_error_of_no_distribution_is_far()
        => Assert.True(new GaussianError(0, 1).IsFar(double.NaN, 2));

    [Fact]
    public void A_fit_names_the_error_that_is_not_finite()
        => Assert.StartsWith("Error 1 is NaN;", Assert.Throws<ArgumentException>(() => GaussianError.Fit([1, double.NaN])).Message, StringComparison.Ordinal);
}
