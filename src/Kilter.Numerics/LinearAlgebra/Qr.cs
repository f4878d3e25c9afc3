using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.LinearAlgebra;

/// <summary>A matrix A (m, n) as Q·R: Q (m, k) with orthonormal columns, R (k, n) upper triangular, k = min(m, n). Solves least squares.</summary>
/// <remarks>
/// <para>
/// Row-major float64. Householder reflections without pivoting; columns are first brought to one size by powers of two, so that their units do
/// not matter. Diagonal values of R may have either sign. Errors of Q·R are of the order of rounding times the length of each column.
/// </para>
/// <para>Immutable; safe for any number of threads. Same input, same bits. Cost: factor O(m·n·k), solve O(m·n). Memory: m·n doubles.</para>
/// <para>Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed., 2013, sections 5.2.2 and 5.3.3.</para>
/// </remarks>
public sealed class Qr
{
    // 2⁻⁵²: twice the rounding of a double of size 1.
    private const double Epsilon = 1.0 / (1L << 52);

    // Row j holds column j of A times 2^−exponent: above its diagonal the values of R, from it on the vector of reflection j.
    private readonly double[] _columns;
    private readonly int[] _exponents;
    private readonly double[] _diagonal;
    private readonly double[] _factors;

    private Qr(double[] columns, int rows, int count)
    {
        (Rows, Columns, _columns) = (rows, count, columns);
        _exponents = new int[count];
        _diagonal = new double[Math.Min(rows, count)];
        _factors = new double[_diagonal.Length];
        DependentColumn = Factor();
    }

    /// <summary>m, the number of rows.</summary>
    public int Rows { get; }

    /// <summary>n, the number of columns.</summary>
    public int Columns { get; }

    /// <summary>The first column that is, to rounding, a combination of the columns before it; −1 where all are independent.</summary>
    /// <remarks>
    /// Found where the part of the column that is new is at most max(m, n)·2⁻⁵² of its length. A hint: dependence that is spread thinly over many columns
    /// shows in <see cref="Svd.Rank"/> only.
    /// </remarks>
    public int DependentColumn { get; }

    /// <summary>Factors <paramref name="matrix"/> (<paramref name="rows"/>, <paramref name="columns"/>). The matrix is copied.</summary>
    /// <exception cref="ArgumentException">The matrix has not m·n values, or holds one that is not finite; the message names its place.</exception>
    public static Qr Of(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        Entries.CheckMatrix(matrix, rows, columns);
        return new Qr(Entries.Transpose(matrix, rows, columns), rows, columns);
    }

    /// <summary>Q, row-major (m, k). The caller owns it.</summary>
    public double[] Q()
    {
        var q = new double[_diagonal.Length * Rows];
        for (var j = 0; j < _diagonal.Length; j++)
        {
            q[(j * Rows) + j] = 1;
            ApplyQ(q.AsSpan(j * Rows, Rows));
        }

        return Entries.Transpose(q, _diagonal.Length, Rows);
    }

    /// <summary>R, row-major (k, n), zero below the diagonal. The caller owns it.</summary>
    public double[] R()
    {
        var r = new double[_diagonal.Length * Columns];
        for (var j = 0; j < Columns; j++)
        {
            for (var i = 0; i <= j && i < _diagonal.Length; i++)
            {
                r[(i * Columns) + j] = Math.ScaleB(i == j ? _diagonal[j] : _columns[(j * Rows) + i], _exponents[j]);
            }
        }

        return r;
    }

    /// <summary>The x (n) that makes b − A·x shortest; returns that length. <paramref name="x"/> and <paramref name="b"/> may overlap.</summary>
    /// <exception cref="ArgumentException">A span has not the right length, a value of <paramref name="b"/> is not finite, or the columns are not independent.</exception>
    public double LeastSquares(ReadOnlySpan<double> b, Span<double> x)
    {
        Entries.CheckVector(b, Rows, nameof(b));
        Entries.CheckLength(x.Length, Columns, nameof(x));
        if (DependentColumn >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Column {DependentColumn} of {Columns} is, to rounding, a combination of the columns before it, so that many solutions fit equally well; leave it out, or take Svd.LeastSquares, which gives the shortest."));
        }

        var y = b.ToArray();
        var exponent = Entries.Exponent(y);
        Entries.Scale(y, -exponent);
        for (var j = 0; j < Columns; j++)
        {
            Reflect(j, y);
        }

        for (var i = Columns - 1; i >= 0; i--)
        {
            var value = y[i] / _diagonal[i];
            DoubleKernel.AddScaled(y.AsSpan(0, i), _columns.AsSpan(i * Rows, i), -value);
            x[i] = Math.ScaleB(value, exponent - _exponents[i]);
        }

        var rest = y.AsSpan(Columns);
        return Math.ScaleB(Math.Sqrt(DoubleKernel.Dot(rest, rest)), exponent);
    }

    /// <summary>x ← H₀·H₁·…·x, m values: the first k columns of that product are Q, the others complete it to a basis.</summary>
    internal void ApplyQ(Span<double> x)
    {
        for (var j = _diagonal.Length - 1; j >= 0; j--)
        {
            Reflect(j, x);
        }
    }

    private int Factor()
    {
        var dependent = -1;
        for (var j = 0; j < Columns; j++)
        {
            var column = _columns.AsSpan(j * Rows, Rows);
            _exponents[j] = Entries.Exponent(column);
            Entries.Scale(column, -_exponents[j]);
            var length = Math.Sqrt(DoubleKernel.Dot(column, column));
            for (var i = 0; i < Math.Min(j, _diagonal.Length); i++)
            {
                Reflect(i, column);
            }

            if (j < _diagonal.Length)
            {
                _factors[j] = Reflector(column[j..], out _diagonal[j]);
            }

            if (dependent < 0 && (j >= Rows || Math.Abs(_diagonal[j]) <= Math.Max(Rows, Columns) * Epsilon * length))
            {
                dependent = j;
            }
        }

        return dependent;
    }

    /// <summary>x ← H·x, H being reflection j.</summary>
    private void Reflect(int j, Span<double> x)
    {
        if (_factors[j] != 0)
        {
            var v = _columns.AsSpan((j * Rows) + j, Rows - j);
            DoubleKernel.AddScaled(x[j..], v, -_factors[j] * DoubleKernel.Dot(v, x[j..]));
        }
    }

    /// <summary>Makes v the vector of the reflection I − factor·v·vᵀ that maps the old v to (length, 0, …, 0); 0 when nothing needs to be done.</summary>
    private static double Reflector(Span<double> v, out double length)
    {
        var tail = DoubleKernel.Dot(v[1..], v[1..]);
        if (tail == 0)
        {
            length = v[0];
            return 0;
        }

        var norm = Math.Sqrt((v[0] * v[0]) + tail);
        length = v[0] > 0 ? -norm : norm;
        v[0] -= length;
        return 2 / ((v[0] * v[0]) + tail);
    }
}
