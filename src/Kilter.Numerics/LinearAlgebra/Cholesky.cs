using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.LinearAlgebra;

/// <summary>A symmetric positive definite matrix A as L·Lᵀ, L lower triangular: solves, distances and inverses without forming A⁻¹.</summary>
/// <remarks>
/// <para>Row-major float64. Immutable; safe for any number of threads. Cost: factor O(d³/6) fused multiply-adds, each solve O(d²).</para>
/// <para>Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed., 2013, section 4.2.</para>
/// </remarks>
public sealed class Cholesky
{
    private readonly double[] _lower;

    private Cholesky(double[] lower, int size)
    {
        _lower = lower;
        Size = size;
    }

    /// <summary>d, the number of rows.</summary>
    public int Size { get; }

    /// <summary>Factors <paramref name="matrix"/> (d, d); only its lower triangle is read. The matrix is copied.</summary>
    /// <exception cref="ArgumentException">The matrix has not d² values, or is not positive definite; the message names the row at which it fails.</exception>
    public static Cholesky Factor(ReadOnlySpan<double> matrix, int size)
    {
        var lower = Copy(matrix, size);
        var failed = FactorInPlace(lower, size);
        return failed < 0
            ? new Cholesky(lower, size)
            : throw new ArgumentException(FormattableString.Invariant($"The matrix is not positive definite at row {failed} of {size}; add a ridge to its diagonal."), nameof(matrix));
    }

    /// <summary>As <see cref="Factor"/>, but null where the matrix is not positive definite.</summary>
    /// <exception cref="ArgumentException">The matrix has not d² values.</exception>
    public static Cholesky? TryFactor(ReadOnlySpan<double> matrix, int size)
    {
        var lower = Copy(matrix, size);
        return FactorInPlace(lower, size) < 0 ? new Cholesky(lower, size) : null;
    }

    /// <summary>As <see cref="Factor"/>, but adds to the diagonal the smallest of <paramref name="ridge"/>·10ᵏ, k = 0, 1, …, that makes it positive definite.</summary>
    /// <exception cref="ArgumentException">The matrix has not d² values or holds values that are not finite, or the ridge is not positive.</exception>
    public static Cholesky FactorWithRidge(ReadOnlySpan<double> matrix, int size, double ridge)
    {
        if (!(ridge > 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"'ridge' is {ridge}; it must be positive."), nameof(ridge));
        }

        for (; double.IsFinite(ridge); ridge *= 10)
        {
            var lower = Copy(matrix, size);
            for (var i = 0; i < size; i++)
            {
                lower[(i * size) + i] += ridge;
            }

            if (FactorInPlace(lower, size) < 0)
            {
                return new Cholesky(lower, size);
            }
        }

        throw new ArgumentException("The matrix holds values that are not finite.", nameof(matrix));
    }

    /// <summary>The factorisation whose <see cref="Lower"/> is given (d, d). The matrix is copied.</summary>
    /// <exception cref="ArgumentException">The matrix has not d² values, or a diagonal value is not positive and finite.</exception>
    public static Cholesky FromLower(ReadOnlySpan<double> lower, int size)
    {
        var copy = Copy(lower, size);
        for (var i = 0; i < size; i++)
        {
            if (!(copy[(i * size) + i] > 0) || double.IsInfinity(copy[(i * size) + i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"The diagonal is {copy[(i * size) + i]} at row {i}; it must be positive."), nameof(lower));
            }
        }

        return new Cholesky(copy, size);
    }

    /// <summary>L, row-major (d, d), zero above the diagonal.</summary>
    public ReadOnlySpan<double> Lower => _lower;

    /// <summary>x with A·x = b. <paramref name="x"/> and <paramref name="b"/> may be the same span.</summary>
    /// <exception cref="ArgumentException">A span has not d values.</exception>
    public void Solve(ReadOnlySpan<double> b, Span<double> x)
    {
        SolveLower(b, x);
        for (var i = Size - 1; i >= 0; i--)
        {
            var value = x[i] / _lower[(i * Size) + i];
            x[i] = value;
            DoubleKernel.AddScaled(x[..i], _lower.AsSpan(i * Size, i), -value);
        }
    }

    /// <summary>y with L·y = b, so that yᵀ·y = bᵀ·A⁻¹·b. <paramref name="y"/> and <paramref name="b"/> may be the same span.</summary>
    /// <exception cref="ArgumentException">A span has not d values.</exception>
    public void SolveLower(ReadOnlySpan<double> b, Span<double> y)
    {
        CheckLength(b.Length, nameof(b));
        CheckLength(y.Length, nameof(y));
        for (var i = 0; i < Size; i++)
        {
            var row = _lower.AsSpan(i * Size, i + 1);
            y[i] = (b[i] - DoubleKernel.Dot(row[..i], y)) / row[i];
        }
    }

    /// <summary>bᵀ·A⁻¹·b: the squared Mahalanobis length. Overwrites <paramref name="scratch"/> (d values; may be <paramref name="b"/> itself).</summary>
    /// <exception cref="ArgumentException">A span has not d values.</exception>
    public double SquaredNorm(ReadOnlySpan<double> b, Span<double> scratch)
    {
        SolveLower(b, scratch);
        return DoubleKernel.Dot(scratch, scratch);
    }

    /// <summary>A⁻¹, row-major (d, d), symmetric to the bit. The caller owns it.</summary>
    public double[] Inverse()
    {
        var inverse = new double[Size * Size];
        for (var i = 0; i < Size; i++)
        {
            var row = inverse.AsSpan(i * Size, Size);
            row[i] = 1;
            Solve(row, row);
        }

        for (var i = 0; i < Size; i++)
        {
            for (var j = i + 1; j < Size; j++)
            {
                inverse[(j * Size) + i] = inverse[(i * Size) + j];
            }
        }

        return inverse;
    }

    private static double[] Copy(ReadOnlySpan<double> matrix, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return matrix.Length == size * size
            ? matrix.ToArray()
            : throw new ArgumentException(FormattableString.Invariant($"'matrix' has {matrix.Length} values; {size} rows need {size * size}."), nameof(matrix));
    }

    /// <summary>Turns the lower triangle of a into L and clears the rest; returns the row at which it is not positive definite, or −1.</summary>
    private static int FactorInPlace(double[] a, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var row = a.AsSpan(i * size, size);
            for (var j = 0; j < i; j++)
            {
                row[j] = (row[j] - DoubleKernel.Dot(row[..j], a.AsSpan(j * size, j))) / a[(j * size) + j];
            }

            var pivot = row[i] - DoubleKernel.Dot(row[..i], row);
            if (!(pivot > 0) || double.IsInfinity(pivot))
            {
                return i;
            }

            row[i] = Math.Sqrt(pivot);
            row[(i + 1)..].Clear();
        }

        return -1;
    }

    private void CheckLength(int length, string name)
    {
        if (length != Size)
        {
            throw new ArgumentException(FormattableString.Invariant($"'{name}' has {length} values; the matrix has {Size} rows."), name);
        }
    }
}
