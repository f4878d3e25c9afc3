using Kilter.Numerics.LinearAlgebra;
using Kilter.Numerics.Randomness;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.LinearAlgebra;

public sealed class CholeskyTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(5), InlineData(17), InlineData(40)]
    public void Solve_agrees_with_gaussian_elimination(int size)
    {
        var (matrix, right) = Draw(size);
        var x = new double[size];

        Cholesky.Factor(matrix, size).Solve(right, x);

        var expected = Slow.Solve(matrix, right);
        for (var i = 0; i < size; i++)
        {
            Assert.Equal(expected[i], x[i], 1e-9);
        }
    }

    [Theory, InlineData(1), InlineData(3), InlineData(19)]
    public void Squared_norm_is_the_product_with_the_solution(int size)
    {
        var (matrix, right) = Draw(size);
        var solution = Slow.Solve(matrix, right);

        var norm = Cholesky.Factor(matrix, size).SquaredNorm(right, new double[size]);

        Assert.Equal(right.Zip(solution, (a, b) => a * b).Sum(), norm, 1e-9);
    }

    [Theory, InlineData(1), InlineData(4), InlineData(21)]
    public void Inverse_times_matrix_is_the_identity_and_symmetric_to_the_bit(int size)
    {
        var (matrix, _) = Draw(size);

        var inverse = Cholesky.Factor(matrix, size).Inverse();

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var sum = Enumerable.Range(0, size).Sum(k => inverse[(i * size) + k] * matrix[(k * size) + j]);
                Assert.Equal(i == j ? 1 : 0, sum, 1e-9);
                Assert.Equal(inverse[(i * size) + j], inverse[(j * size) + i]);
            }
        }
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused_at_the_row_where_it_fails()
    {
        var error = Assert.Throws<ArgumentException>(() => Cholesky.Factor([1, 0, 0, 0, 1, 1, 0, 1, 1], 3));

        Assert.StartsWith("The matrix is not positive definite at row 2 of 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ridge_grows_until_the_matrix_can_be_factored()
    {
        // Eigenvalues 2 and −0.5: no ridge up to 0.5 helps, 1 does.
        var norm = Cholesky.FactorWithRidge([0.75, 1.25, 1.25, 0.75], 2, ridge: 1e-3).SquaredNorm([1, 1], new double[2]);

        Assert.Equal(2 / (2 + 1.0), norm, 1e-9);
    }

    private static (double[] Matrix, double[] Right) Draw(int size)
    {
        var rng = new Rng((ulong)size);
        double[] factor = [.. Enumerable.Range(0, size * size).Select(_ => rng.NextNormal())];
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                matrix[(i * size) + j] = Enumerable.Range(0, size).Sum(k => factor[(i * size) + k] * factor[(j * size) + k]) + (i == j ? size : 0);
            }
        }

        return (matrix, [.. Enumerable.Range(0, size).Select(_ => rng.NextNormal())]);
    }
}
