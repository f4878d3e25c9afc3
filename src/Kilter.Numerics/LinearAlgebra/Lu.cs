using System.Diagnostics.CodeAnalysis;
using Kilter.Numerics.Kernels;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.LinearAlgebra;

/// <summary>A regular square matrix as P⁻¹·L·U: solves, determinant and inverse.</summary>
/// <remarks>
/// <para>
/// Row-major float64. Gaussian elimination with partial pivoting, after each row is brought to size 1 by a power of two, so that units of rows do
/// not matter. Errors of a solution are of the order of rounding times the condition of the matrix. For symmetric positive definite matrices
/// <see cref="Cholesky"/> costs half.
/// </para>
/// <para>Immutable; safe for any number of threads. Same input, same bits. Cost: factor O(d³/3), each solve O(d²). Memory: d² doubles.</para>
/// <para>Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed., 2013, sections 3.4.3 and 3.5.2.</para>
/// </remarks>
public sealed class Lu
{
    // 2⁻⁵²: twice the rounding of a double of size 1.
    private const double Epsilon = 1.0 / (1L << 52);
    private const double Ln2 = 0.693147180559945309417;

    private readonly double[] _factors;
    private readonly int[] _order;
    private readonly int[] _exponents;

    private Lu(double[] factors, int[] order, int[] exponents)
    {
        (_factors, _order, _exponents) = (factors, order, exponents);
        (DeterminantSign, Determinant, LogDeterminant) = Determine();
    }

    /// <summary>d, the number of rows.</summary>
    public int Size => _order.Length;

    /// <summary>1 or −1: the sign of the determinant. (Matrices whose determinant is 0 are refused.)</summary>
    public int DeterminantSign { get; }

    /// <summary>The determinant. Infinite or 0 where it is out of the range of doubles: then take <see cref="LogDeterminant"/>.</summary>
    public double Determinant { get; }

    /// <summary>The natural logarithm of the size of the determinant.</summary>
    public double LogDeterminant { get; }

    /// <summary>Factors <paramref name="matrix"/> (d, d). The matrix is copied.</summary>
    /// <exception cref="ArgumentException">The matrix has not d² values, holds one that is not finite, or is singular; the message names the column at which it fails.</exception>
    public static Lu Factor(ReadOnlySpan<double> matrix, int size)
    {
        var failed = Eliminate(matrix, size, out var lu);
        return failed < 0
            ? lu!
            : throw new ArgumentException(FormattableString.Invariant(
                $"The matrix is singular: column {failed} of {size} is, to rounding, a combination of the columns before it, so that there is no solution or no single one. Leave out what repeats itself, or take Svd.LeastSquares, which gives the shortest nearest one."), nameof(matrix));
    }

    /// <summary>As <see cref="Factor"/>, but false where the matrix is singular: where the determinant is 0 to rounding.</summary>
    /// <exception cref="ArgumentException">The matrix has not d² values, or holds one that is not finite.</exception>
    public static bool TryFactor(ReadOnlySpan<double> matrix, int size, [NotNullWhen(true)] out Lu? lu) => Eliminate(matrix, size, out lu) < 0;

    /// <summary>x with A·x = b. <paramref name="x"/> and <paramref name="b"/> may overlap.</summary>
    /// <exception cref="ArgumentException">A span has not d values, or a value of <paramref name="b"/> is not finite.</exception>
    public void Solve(ReadOnlySpan<double> b, Span<double> x)
    {
        Entries.CheckVector(b, Size, nameof(b));
        Entries.CheckLength(x.Length, Size, nameof(x));
        var y = new double[Size];
        for (var i = 0; i < Size; i++)
        {
            var right = Math.ScaleB(b[_order[i]], -_exponents[_order[i]]);
            y[i] = right - DoubleKernel.Dot(_factors.AsSpan(i * Size, i), y);
        }

        for (var i = Size - 1; i >= 0; i--)
        {
            var row = _factors.AsSpan((i * Size) + i, Size - i);
            y[i] = (y[i] - DoubleKernel.Dot(row[1..], y.AsSpan(i + 1))) / row[0];
        }

        y.CopyTo(x);
    }

    /// <summary>A⁻¹, row-major (d, d). The caller owns it.</summary>
    public double[] Inverse()
    {
        var columns = new double[Size * Size];
        for (var j = 0; j < Size; j++)
        {
            var column = columns.AsSpan(j * Size, Size);
            column[j] = 1;
            Solve(column, column);
        }

        return Entries.Transpose(columns, Size, Size);
    }

    /// <summary>Returns the column at which no pivot is left, or −1.</summary>
    private static int Eliminate(ReadOnlySpan<double> matrix, int size, out Lu? lu)
    {
        Entries.CheckMatrix(matrix, size, size);
        var a = matrix.ToArray();
        var (order, exponents) = (new int[size], new int[size]);
        for (var i = 0; i < size; i++)
        {
            var row = a.AsSpan(i * size, size);
            (order[i], exponents[i]) = (i, Entries.Exponent(row));
            Entries.Scale(row, -exponents[i]);
        }

        lu = null;
        var largest = LargestOfColumns(a, size);
        for (var k = 0; k < size; k++)
        {
            var pivot = PivotRow(a, size, k);
            if (Math.Abs(a[(pivot * size) + k]) <= size * Epsilon * largest[k])
            {
                return k;
            }

            if (pivot != k)
            {
                (order[k], order[pivot]) = (order[pivot], order[k]);
                Swap(a.AsSpan(k * size, size), a.AsSpan(pivot * size, size));
            }

            for (var i = k + 1; i < size; i++)
            {
                var factor = a[(i * size) + k] / a[(k * size) + k];
                a[(i * size) + k] = factor;
                DoubleKernel.AddScaled(a.AsSpan((i * size) + k + 1, size - k - 1), a.AsSpan((k * size) + k + 1, size - k - 1), -factor);
            }
        }

        lu = new Lu(a, order, exponents);
        return -1;
    }

    private static double[] LargestOfColumns(double[] a, int size)
    {
        var largest = new double[size];
        for (var i = 0; i < a.Length; i++)
        {
            largest[i % size] = Math.Max(largest[i % size], Math.Abs(a[i]));
        }

        return largest;
    }

    private static int PivotRow(double[] a, int size, int column)
    {
        var best = column;
        for (var i = column + 1; i < size; i++)
        {
            if (Math.Abs(a[(i * size) + column]) > Math.Abs(a[(best * size) + column]))
            {
                best = i;
            }
        }

        return best;
    }

    private static void Swap(Span<double> a, Span<double> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            (a[i], b[i]) = (b[i], a[i]);
        }
    }

    /// <summary>The product of the pivots, its power of two kept apart, with the sign of the order of the rows.</summary>
    private (int Sign, double Determinant, double Log) Determine()
    {
        var (product, exponent) = (IsOddOrder() ? -1.0 : 1.0, 0L);
        for (var i = 0; i < Size; i++)
        {
            product *= _factors[(i * Size) + i];
            var power = Math.ILogB(product);
            product = Math.ScaleB(product, -power);
            exponent += power + _exponents[i];
        }

        var determinant = Math.ScaleB(product, (int)Math.Clamp(exponent, -5000, 5000));
        return (Math.Sign(product), determinant, PortableMath.Log(Math.Abs(product)) + (exponent * Ln2));
    }

    private bool IsOddOrder()
    {
        var (seen, odd) = (new bool[Size], false);
        for (var i = 0; i < Size; i++)
        {
            // A cycle of c rows is c − 1 exchanges.
            for (var (j, first) = (i, true); !seen[j]; j = _order[j], first = false)
            {
                seen[j] = true;
                odd ^= !first;
            }
        }

        return odd;
    }
}
