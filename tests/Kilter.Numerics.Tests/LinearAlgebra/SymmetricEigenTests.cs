using Kilter.Numerics.LinearAlgebra;
using Kilter.Numerics.Randomness;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.LinearAlgebra;

public sealed class SymmetricEigenTests
{
    [Theory, InlineData(1, 1), InlineData(2, 1), InlineData(3, 2), InlineData(8, 3), InlineData(33, 4), InlineData(33, 1e-200), InlineData(20, 1e200)]
    public void Values_agree_with_jacobi_rotations(int size, double scale)
    {
        var matrix = Draw(size, rank: size, scale);

        var eigen = SymmetricEigen.Of(matrix, size);

        var expected = Slow.Eigenvalues([.. matrix.Select(v => v / scale)], size);
        for (var i = 0; i < size; i++)
        {
            Assert.Equal(expected[i], eigen.Values[i] / scale, 1e-11 * size);
        }
    }

    // Full rank, a null space, and the all-zero matrix.
    [Theory, InlineData(1, 1), InlineData(2, 2), InlineData(7, 3), InlineData(40, 40), InlineData(40, 5), InlineData(12, 0)]
    public void Vectors_rebuild_the_matrix_and_are_orthonormal(int size, int rank)
    {
        var matrix = Draw(size, rank, scale: 1);

        var eigen = SymmetricEigen.Of(matrix, size);

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var rebuilt = Enumerable.Range(0, size).Sum(k => eigen.Values[k] * eigen.Vector(k)[i] * eigen.Vector(k)[j]);
                var product = Enumerable.Range(0, size).Sum(k => eigen.Vector(i)[k] * eigen.Vector(j)[k]);
                Assert.Equal(matrix[(i * size) + j], rebuilt, 1e-11 * size);
                Assert.Equal(i == j ? 1 : 0, product, 1e-12 * size);
            }
        }
    }

    [Fact]
    public void Values_fall_and_the_largest_component_of_each_vector_is_positive()
    {
        var eigen = SymmetricEigen.Of(Draw(25, 25, 1), 25);

        for (var i = 0; i < 25; i++)
        {
            Assert.True(i == 0 || eigen.Values[i] <= eigen.Values[i - 1]);
            Assert.True(eigen.Vector(i).ToArray().MaxBy(Math.Abs) > 0);
        }
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused()
        => Assert.Throws<ArgumentException>(() => SymmetricEigen.Of([1, double.NaN, double.NaN, 1], 2));

    private static double[] Draw(int size, int rank, double scale)
    {
        var rng = new Rng((ulong)(size + (100 * rank)));
        double[] factor = [.. Enumerable.Range(0, size * rank).Select(_ => rng.NextNormal())];
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                matrix[(i * size) + j] = scale * Enumerable.Range(0, rank).Sum(k => (k % 2 == 0 ? 1 : -0.5) * factor[(i * rank) + k] * factor[(j * rank) + k]);
            }
        }

        return matrix;
    }
}
