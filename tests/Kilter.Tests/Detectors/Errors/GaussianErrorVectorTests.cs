using Kilter.Detectors.Errors;
using Kilter.Numerics.Randomness;

namespace Kilter.Tests.Detectors.Errors;

public sealed class GaussianErrorVectorTests
{
    [Theory]
    [InlineData(0.1, 0, 0), InlineData(0, 0, 0.5185185185185186), InlineData(0.5, -0.5, 12.74074074074074)]
    public void S1e_E2_the_score_of_an_error_vector_is_its_squared_distance(double first, double second, double score)
    {
        var model = GaussianErrorVector.Fit([0.1, 0, -0.1, 0.2, 0.3, 0.1, 0.1, -0.3], size: 2);

        AssertAll([0.1, 0], model.Mean);
        AssertAll([0.02, -0.005, -0.005, 0.035], model.Covariance);
        Assert.Equal(0, model.Ridge);
        Assert.Equal(score, model.SquaredDistance([first, second]), 1e-9 * Math.Max(1, score));
    }

    [Fact]
    public void The_log_density_agrees_with_the_formula_of_two_dimensions()
    {
        var model = GaussianErrorVector.Fit([1, 2, 2, 3, 3, 7, 4, 4], size: 2, CovarianceOf.Sample);

        var (a, b, c) = (model.Covariance[0], model.Covariance[1], model.Covariance[3]);
        var determinant = (a * c) - (b * b);
        foreach (var (x, y) in new[] { (2.5, 4.0), (0, 0), (4, 8) })
        {
            var (u, v) = (x - 2.5, y - 4);
            var distance = ((c * u * u) - (2 * b * u * v) + (a * v * v)) / determinant;
            Assert.Equal((-0.5 * distance) - Math.Log(2 * Math.PI) - (0.5 * Math.Log(determinant)), model.LogDensity([x, y]), 1e-12);
        }
    }

    [Fact]
    public void One_dimension_gives_the_numbers_of_the_plain_model()
    {
        double[] errors = [-0.2, 0.1, 0, 0.3, -0.2];
        var (vector, plain) = (GaussianErrorVector.Fit(errors, size: 1), GaussianError.Fit(errors));

        Assert.Equal(plain.LogDensity(2), vector.LogDensity([2]), 1e-10);
        Assert.Equal(plain.Deviations(2) * plain.Deviations(2), vector.SquaredDistance([2]), 1e-9);
    }

    [Fact]
    public void A_singular_covariance_gets_a_small_ridge_and_a_step_out_of_its_plane_is_far()
    {
        var rng = new Rng(5);
        var rows = new double[300];
        for (var n = 0; n < 100; n++)
        {
            var (x, y) = (rng.NextDouble(), rng.NextDouble());
            (rows[3 * n], rows[(3 * n) + 1], rows[(3 * n) + 2]) = (x, y, x + y);
        }

        var model = GaussianErrorVector.Fit(rows, size: 3);

        Assert.InRange(model.Ridge, 1e-12, 1e-6);
        Assert.InRange(model.SquaredDistance([0.5, 0.5, 1]), 0, 10);
        Assert.True(model.SquaredDistance([0.5, 0.5, 1.2]) > 1e4);
    }

    [Fact]
    public void Errors_that_are_all_equal_still_make_a_finite_model()
    {
        var model = GaussianErrorVector.Fit([1, 1, 1, 1, 1, 1], size: 2);

        Assert.Equal(0, model.SquaredDistance([1, 1]));
        Assert.True(double.IsFinite(model.LogDensity([5, 5])));
    }

    [Fact]
    public void A_fit_names_the_vector_that_is_not_finite()
        => Assert.StartsWith("Value 1 of error vector 1 is NaN;", Assert.Throws<ArgumentException>(() => GaussianErrorVector.Fit([1, 2, 3, double.NaN], 2)).Message, StringComparison.Ordinal);

    private static void AssertAll(double[] expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12);
        }
    }
}
