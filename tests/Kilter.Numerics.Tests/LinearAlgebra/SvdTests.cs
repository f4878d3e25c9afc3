using Kilter.Numerics.LinearAlgebra;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.LinearAlgebra;

public sealed class SvdTests
{
    public static TheoryData<int, int> Shapes => SlowMatrix.Shapes;

    public static TheoryData<int, int, int> Ranks => new(
        new[] { (9, 7, 3), (7, 9, 3), (33, 8, 1), (8, 33, 1), (40, 33, 20), (5, 5, 0), (3, 8, 0), (1, 1, 0), (9, 1, 0) });

    [Theory, MemberData(nameof(Shapes))]
    public void Vectors_and_values_rebuild_the_matrix(int rows, int columns)
        => AssertDecomposed(SlowMatrix.Draw(rows, columns, Math.Min(rows, columns)), rows, columns, rank: Math.Min(rows, columns));

    [Theory, MemberData(nameof(Ranks))]
    public void Vectors_are_a_basis_also_where_values_are_zero(int rows, int columns, int rank)
        => AssertDecomposed(SlowMatrix.Draw(rows, columns, rank), rows, columns, rank);

    [Theory, MemberData(nameof(Shapes))]
    public void Squared_values_are_the_eigenvalues_of_the_matrix_with_its_transpose(int rows, int columns)
    {
        var matrix = SlowMatrix.Draw(rows, columns, Math.Min(rows, columns));
        var (turned, k) = (SlowMatrix.Transpose(matrix, rows, columns), Math.Min(rows, columns));
        var square = rows < columns ? SlowMatrix.Multiply(matrix, turned, rows, columns, rows) : SlowMatrix.Multiply(turned, matrix, columns, rows, columns);

        var values = Svd.Of(matrix, rows, columns).Values;

        SlowMatrix.AssertNear(Slow.Eigenvalues(square, k), [.. values.Select(v => v * v)], 1e-11 * rows * columns);
    }

    [Theory, InlineData(1e300), InlineData(1e-300)]
    public void Size_does_not_matter(double scale)
    {
        var plain = Svd.Of(SlowMatrix.Draw(9, 4, 4), 9, 4);

        var scaled = Svd.Of(SlowMatrix.Draw(9, 4, 4, scale), 9, 4);

        SlowMatrix.AssertNear(plain.Values, [.. scaled.Values.Select(v => v / scale)], 1e-13);
        SlowMatrix.AssertNear(plain.RightVectors, scaled.RightVectors, 1e-13);
    }

    // Kahan's and Hilbert's matrices, a scaled one, one of ones with noise in the last bits: where rotations could go round in circles.
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Hard_matrices_settle(int kind)
    {
        double Value(int i, int j) => kind switch
        {
            0 => Math.Pow(0.6, i) * (j < i ? 0 : j == i ? 1 : -0.8),
            1 => 1.0 / (i + j + 1),
            2 => Math.Pow(10, -12 * ((i + j) % 5)) * Math.Cos((7 * i) + (3 * j * j)),
            _ => 1 + (2e-16 * ((i * j) % 3)),
        };
        double[] matrix = [.. Enumerable.Range(0, 20 * 20).Select(at => Value(at / 20, at % 20))];

        AssertDecomposed(matrix, 20, 20, rank: null);
    }

    [Fact]
    public void A_diagonal_matrix_gives_its_sizes_in_order_down_to_the_smallest()
    {
        var svd = Svd.Of([3, 0, 0, 0, -1e-140, 0, 0, 0, 5], 3, 3);

        SlowMatrix.AssertNear([5, 3], svd.Values[..2], 1e-15);
        Assert.Equal(1, svd.Values[2] / 1e-140, 1e-15);
        Assert.Equal(2, svd.Rank);
    }

    [Fact]
    public void Values_fall_and_the_largest_component_of_each_right_vector_is_positive()
    {
        var svd = Svd.Of(SlowMatrix.Draw(25, 31, 25), 25, 31);

        for (var j = 0; j < 25; j++)
        {
            Assert.True(j == 0 || svd.Values[j] <= svd.Values[j - 1]);
            Assert.True(svd.RightVector(j).ToArray().MaxBy(Math.Abs) > 0);
        }
    }

    [Theory, InlineData(9, 4, 4), InlineData(9, 4, 2), InlineData(4, 9, 4), InlineData(4, 9, 3), InlineData(33, 8, 8), InlineData(5, 5, 0)]
    public void Least_squares_leaves_a_rest_perpendicular_to_all_columns_and_is_made_of_rows(int rows, int columns, int rank)
    {
        var (matrix, b, x) = (SlowMatrix.Draw(rows, columns, rank), SlowMatrix.Draw(rows, 1, 1), new double[columns]);
        var svd = Svd.Of(matrix, rows, columns);

        var length = svd.LeastSquares(b, x);

        double[] rest = [.. SlowMatrix.Multiply(matrix, x, rows, columns, 1).Zip(b, (fit, given) => given - fit)];
        SlowMatrix.AssertNear(new double[columns], SlowMatrix.Multiply(SlowMatrix.Transpose(matrix, rows, columns), rest, columns, rows, 1), 1e-12);
        Assert.Equal(Math.Sqrt(rest.Sum(r => r * r)), length, 1e-13);

        // Shortest: nothing of x lies along a right vector whose value is 0.
        for (var j = rank; j < svd.Values.Length; j++)
        {
            Assert.Equal(0, svd.RightVector(j).ToArray().Zip(x, (v, value) => v * value).Sum(), 1e-13);
        }
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused_by_its_place()
    {
        var error = Assert.Throws<ArgumentException>("matrix", () => Svd.Of([1, 2, 3, 4, double.NaN, 6], 2, 3));

        Assert.StartsWith("'matrix' holds NaN at row 1, column 1; it must be finite.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("matrix", () => Svd.Of(new double[5], 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => Svd.Of([], 0, 3));
    }

    [Fact]
    [Trait(BitStability.Law, BitStability.SameBits)]
    public void The_bits_are_the_same_on_every_machine()
        => Assert.Equal(10965766387739791488UL, Bits.Hash(new[] { (33, 7, 7), (9, 40, 5) }.SelectMany(shape =>
        {
            var svd = Svd.Of(SlowMatrix.Draw(shape.Item1, shape.Item2, shape.Item3), shape.Item1, shape.Item2);
            return svd.Values.Concat(svd.LeftVectors).Concat(svd.RightVectors);
        })));

    private static void AssertDecomposed(double[] matrix, int rows, int columns, int? rank)
    {
        var k = Math.Min(rows, columns);
        var svd = Svd.Of(matrix, rows, columns);
        double[] scaled = [.. svd.RightVectors.Select((value, i) => value * svd.Values[i / columns])];
        var (left, right) = (SlowMatrix.Transpose(svd.LeftVectors, k, rows), SlowMatrix.Transpose(svd.RightVectors, k, columns));

        SlowMatrix.AssertNear(matrix, SlowMatrix.Multiply(left, scaled, rows, k, columns), 2e-15 * k * Math.Max(1, svd.Values[0]));
        SlowMatrix.AssertNear(SlowMatrix.Identity(k), SlowMatrix.Multiply(svd.LeftVectors, left, k, rows, k), 1e-14);
        SlowMatrix.AssertNear(SlowMatrix.Identity(k), SlowMatrix.Multiply(svd.RightVectors, right, k, columns, k), 1e-14);
        Assert.Equal(rank ?? svd.Rank, svd.Rank);
        Assert.All(svd.Values, value => Assert.True(value >= 0));
    }
}
