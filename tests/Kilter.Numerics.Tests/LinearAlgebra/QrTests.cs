using Kilter.Numerics.LinearAlgebra;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.LinearAlgebra;

public sealed class QrTests
{
    public static TheoryData<int, int> Shapes => SlowMatrix.Shapes;

    public static TheoryData<int, int> TallShapes => [.. SlowMatrix.Shapes.Where(shape => shape.Data.Item1 >= shape.Data.Item2)];

    [Theory, MemberData(nameof(Shapes))]
    public void The_product_is_the_matrix(int rows, int columns)
    {
        var matrix = SlowMatrix.Draw(rows, columns, Math.Min(rows, columns));

        AssertFactors(matrix, rows, columns);
    }

    // Rank 0 is the matrix of zeros.
    [Theory, InlineData(9, 7, 3), InlineData(7, 9, 3), InlineData(33, 8, 1), InlineData(5, 5, 0), InlineData(3, 8, 0)]
    public void The_product_is_the_matrix_also_where_columns_depend_on_others(int rows, int columns, int rank)
    {
        var matrix = SlowMatrix.Draw(rows, columns, rank);

        AssertFactors(matrix, rows, columns);
        Assert.Equal(rank, Qr.Of(matrix, rows, columns).DependentColumn);
    }

    [Theory, MemberData(nameof(TallShapes))]
    public void Least_squares_solves_the_normal_equations(int rows, int columns)
    {
        var matrix = SlowMatrix.Draw(rows, columns, columns);
        var b = SlowMatrix.Draw(rows, 1, 1);
        var x = new double[columns];

        var length = Qr.Of(matrix, rows, columns).LeastSquares(b, x);

        var turned = SlowMatrix.Transpose(matrix, rows, columns);
        var expected = Slow.Solve(SlowMatrix.Multiply(turned, matrix, columns, rows, columns), SlowMatrix.Multiply(turned, b, columns, rows, 1));
        var rest = SlowMatrix.Multiply(matrix, x, rows, columns, 1).Zip(b, (fit, given) => given - fit).ToArray();
        SlowMatrix.AssertNear(expected, x, 1e-8);
        Assert.Equal(Math.Sqrt(rest.Sum(r => r * r)), length, 1e-11);
    }

    // The last coefficient of a regression on a constant and k lags is the partial autocorrelation at lag k.
    [Fact]
    public void Least_squares_gives_the_partial_autocorrelations_of_the_reference()
    {
        var golden = GoldenNumbers.Case("classical_stl_acf_fft.json", "autocorrelation");
        var series = GoldenNumbers.Values(golden.GetProperty("series"));
        var expected = GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("pacf_ols"));

        for (var k = 1; k < expected.Length; k++)
        {
            var (rows, x) = (series.Length - k, new double[k + 1]);
            double[] lags = [.. Enumerable.Range(k, rows).SelectMany(t => Enumerable.Range(0, k + 1).Select(lag => lag == 0 ? 1 : series[t - lag]))];

            Qr.Of(lags, rows, k + 1).LeastSquares(series.AsSpan(k), x);

            Assert.Equal(expected[k], x[k], 1e-9);
        }
    }

    [Theory, InlineData(1e200, 1e-200), InlineData(1e-200, 1e200)]
    public void Units_of_columns_and_of_the_right_side_do_not_matter(double first, double second)
    {
        double[] plain = [1, 2, 3, -1, 2, 5];
        double[] scaled = [first, 2 * second, 3 * first, -second, 2 * first, 5 * second];
        var (x, y) = (new double[2], new double[2]);

        Qr.Of(plain, 3, 2).LeastSquares([1, 0, 2], x);
        Qr.Of(scaled, 3, 2).LeastSquares([1e100, 0, 2e100], y);

        Assert.Equal(x[0], y[0] * first / 1e100, 1e-14);
        Assert.Equal(x[1], y[1] * second / 1e100, 1e-14);
    }

    [Fact]
    public void Dependent_columns_are_refused_by_name_with_a_way_out()
    {
        var error = Assert.Throws<ArgumentException>(() => Qr.Of([1, 2, 3, 2, 3, 5, 4, 5, 9, 1, 1, 2], 4, 3).LeastSquares(new double[4], new double[3]));

        Assert.StartsWith("Column 2 of 3 is, to rounding, a combination of the columns before it", error.Message, StringComparison.Ordinal);
        Assert.Contains("Svd.LeastSquares", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_equations_than_unknowns_are_refused_as_dependent()
        => Assert.Equal(2, Qr.Of(SlowMatrix.Draw(2, 5, 2), 2, 5).DependentColumn);

    [Fact]
    public void A_value_that_is_not_finite_is_refused_by_its_place()
    {
        var error = Assert.Throws<ArgumentException>("matrix", () => Qr.Of([1, 2, 3, double.NaN], 2, 2));
        var other = Assert.Throws<ArgumentException>("b", () => Qr.Of([1, 2, 3, 5], 2, 2).LeastSquares([0, double.PositiveInfinity], new double[2]));

        Assert.StartsWith("'matrix' holds NaN at row 1, column 1; it must be finite.", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("'b' holds Infinity at 1; it must be finite.", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_refused()
    {
        var error = Assert.Throws<ArgumentException>("matrix", () => Qr.Of(new double[5], 2, 3));
        var other = Assert.Throws<ArgumentException>("x", () => Qr.Of([1, 2], 2, 1).LeastSquares(new double[2], new double[2]));

        Assert.StartsWith("'matrix' has 5 values; shape (2, 3) needs 6.", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("'x' has 2 values; this matrix needs 1.", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(BitStability.Law, BitStability.SameBits)]
    public void The_bits_are_the_same_on_every_machine()
    {
        var qr = Qr.Of(SlowMatrix.Draw(40, 33, 33), 40, 33);
        var x = new double[33];
        qr.LeastSquares(SlowMatrix.Draw(40, 1, 1), x);

        Assert.Equal(7168069429620368551UL, Bits.Hash(qr.Q().Concat(qr.R()).Concat(x)));
    }

    private static void AssertFactors(double[] matrix, int rows, int columns)
    {
        var k = Math.Min(rows, columns);
        var qr = Qr.Of(matrix, rows, columns);
        var (q, r) = (qr.Q(), qr.R());

        SlowMatrix.AssertNear(matrix, SlowMatrix.Multiply(q, r, rows, k, columns), 1e-13);
        SlowMatrix.AssertNear(SlowMatrix.Identity(k), SlowMatrix.Multiply(SlowMatrix.Transpose(q, rows, k), q, k, rows, k), 1e-14);
        Assert.All(Enumerable.Range(0, k * columns).Where(i => i % columns < i / columns), i => Assert.Equal(0, r[i]));
    }
}
