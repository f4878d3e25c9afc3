using Kilter.Numerics.LinearAlgebra;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.LinearAlgebra;

public sealed class LuTests
{
    public static TheoryData<int> Sizes => [1, 2, 3, 7, 8, 9, 33];

    [Theory, MemberData(nameof(Sizes))]
    public void Solve_agrees_with_gaussian_elimination(int size)
    {
        var (matrix, b) = (SlowMatrix.Draw(size, size, size), SlowMatrix.Draw(size, 1, 1));
        var x = new double[size];

        Lu.Factor(matrix, size).Solve(b, x);

        SlowMatrix.AssertNear(Slow.Solve(matrix, b), x, 1e-10);
    }

    // The last coefficient of the Yule-Walker equations of k lags is the partial autocorrelation at lag k.
    [Fact]
    public void Solve_gives_the_partial_autocorrelations_of_the_reference()
    {
        var golden = GoldenNumbers.Case("classical_stl_acf_fft.json", "autocorrelation").GetProperty("expected");
        var (acf, expected) = (GoldenNumbers.Values(golden.GetProperty("acf")), GoldenNumbers.Values(golden.GetProperty("pacf_yule_walker_mle")));

        for (var k = 1; k < expected.Length; k++)
        {
            var x = new double[k];
            double[] equations = [.. Enumerable.Range(0, k * k).Select(i => acf[Math.Abs((i / k) - (i % k))])];

            Lu.Factor(equations, k).Solve(acf.AsSpan(1, k), x);

            Assert.Equal(expected[k], x[k - 1], 1e-9);
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Inverse_times_matrix_is_the_identity(int size)
    {
        var matrix = SlowMatrix.Draw(size, size, size);

        var inverse = Lu.Factor(matrix, size).Inverse();

        SlowMatrix.AssertNear(SlowMatrix.Identity(size), SlowMatrix.Multiply(inverse, matrix, size, size, size), 1e-10);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(6)]
    public void The_determinant_is_the_sum_over_all_permutations(int size)
    {
        var matrix = SlowMatrix.Draw(size, size, size);

        var lu = Lu.Factor(matrix, size);

        var expected = Leibniz(matrix, size, 0, 0);
        Assert.Equal(expected, lu.Determinant, 1e-13);
        Assert.Equal(Math.Sign(expected), lu.DeterminantSign);
        Assert.Equal(Math.Log(Math.Abs(expected)), lu.LogDeterminant, 1e-12);
    }

    [Fact]
    public void A_row_exchange_turns_the_sign()
    {
        Assert.Equal((-1, -1.0), (Lu.Factor([0, 1, 1, 0], 2).DeterminantSign, Lu.Factor([0, 1, 1, 0], 2).Determinant));
        Assert.Equal(1, Lu.Factor([0, 1, 0, 0, 0, 1, 1, 0, 0], 3).DeterminantSign);
    }

    [Theory, InlineData(1e200, double.PositiveInfinity), InlineData(1e-200, 0)]
    public void A_determinant_out_of_range_still_has_a_logarithm_and_a_sign(double scale, double determinant)
    {
        var lu = Lu.Factor([scale, 0, 0, scale], 2);

        Assert.Equal((determinant, 1), (lu.Determinant, lu.DeterminantSign));
        Assert.Equal(2 * Math.Log(scale), lu.LogDeterminant, 1e-12);
    }

    [Fact]
    public void Units_of_rows_do_not_matter()
    {
        var x = new double[3];

        Lu.Factor([2e200, 1e200, 0, 1e-200, 3e-200, 1e-200, 0, 1e-310, 4e-310], 3).Solve([3e200, 5e-200, 5e-310], x);

        SlowMatrix.AssertNear([1, 1, 1], x, 1e-10);
    }

    [Fact]
    public void Units_of_columns_do_not_matter()
    {
        Assert.True(Lu.TryFactor([1, 1e-20, 2, 5e-20], 2, out var regular));
        Assert.Equal(3e-20, regular.Determinant, 1e-34);
        Assert.False(Lu.TryFactor([1, 3e-20, 3, 9e-20], 2, out _));
    }

    [Theory, InlineData(new[] { 1.0, 2, 3, 4, 5, 6, 7, 8, 9 }, 3, 2), InlineData(new[] { 0.0 }, 1, 0), InlineData(new[] { 1.0, 0, 3, 0 }, 2, 1), InlineData(new[] { 0.1, 0.3, 0.2, 0.6 }, 2, 1)]
    public void A_singular_matrix_is_refused_at_its_dependent_column_with_a_way_out(double[] matrix, int size, int column)
    {
        var error = Assert.Throws<ArgumentException>(nameof(matrix), () => Lu.Factor(matrix, size));

        Assert.StartsWith($"The matrix is singular: column {column} of {size} is, to rounding, a combination of the columns before it", error.Message, StringComparison.Ordinal);
        Assert.Contains("Svd.LeastSquares", error.Message, StringComparison.Ordinal);
        Assert.False(Lu.TryFactor(matrix, size, out _));
    }

    [Fact]
    public void A_badly_conditioned_matrix_is_still_solved()
    {
        Assert.True(Lu.TryFactor([1, 1, 1, 1 + 1e-12], 2, out var lu));
        Assert.Equal(1e-12, lu.Determinant, 1e-15);
    }

    [Fact]
    public void Solution_and_right_side_may_be_the_same_span()
    {
        double[] x = [5, 10];

        Lu.Factor([1, 2, 3, 4], 2).Solve(x, x);

        SlowMatrix.AssertNear([0, 2.5], x, 1e-14);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused_by_its_place()
    {
        var error = Assert.Throws<ArgumentException>("matrix", () => Lu.TryFactor([1, double.NegativeInfinity, 3, 4], 2, out _));
        var other = Assert.Throws<ArgumentException>("b", () => Lu.Factor([1], 1).Solve([double.NaN], new double[1]));

        Assert.StartsWith("'matrix' holds -Infinity at row 0, column 1; it must be finite.", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("'b' holds NaN at 0; it must be finite.", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(BitStability.Law, BitStability.SameBits)]
    public void The_bits_are_the_same_on_every_machine()
    {
        var lu = Lu.Factor(SlowMatrix.Draw(33, 33, 33), 33);

        Assert.Equal(1786762100455521505UL, Bits.Hash(lu.Inverse().Concat([lu.Determinant, lu.LogDeterminant])));
    }

    /// <summary>The sum over all permutations of the rows from the given one on, columns in the mask being taken.</summary>
    private static double Leibniz(double[] matrix, int size, int row, int taken)
    {
        var (sum, sign) = (row == size ? 1.0 : 0, 1);
        for (var column = 0; column < size && row < size; column++)
        {
            if ((taken & (1 << column)) == 0)
            {
                sum += sign * matrix[(row * size) + column] * Leibniz(matrix, size, row + 1, taken | (1 << column));
                sign = -sign;
            }
        }

        return sum;
    }
}
