using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.LinearAlgebra;

/// <summary>The singular values and vectors of any matrix A (m, n), largest first: A = Σⱼ σⱼ·uⱼ·vⱼᵀ over k = min(m, n) terms.</summary>
/// <remarks>
/// <para>
/// Row-major float64. A Householder factorisation, then one-sided Jacobi rotations of its triangle until all its rows are perpendicular. Errors are of
/// the order of rounding times the largest singular value; values below 2⁻⁵⁰⁰ of it are given as 0. Vectors are orthonormal also where values
/// are 0. The component of largest size of each right vector is positive.
/// </para>
/// <para>Immutable; safe for any number of threads. Same input, same bits. Cost: O(m·n·k), thirty times that of <see cref="Qr"/> and more. Memory: 2·(m + n)·k doubles.</para>
/// <para>Source: J. Demmel, K. Veselić, "Jacobi's method is more accurate than QR", SIAM J. Matrix Anal. Appl., 1992; Z. Drmač, K. Veselić, "New fast
/// and accurate Jacobi SVD algorithm I", SIAM J. Matrix Anal. Appl., 2008 (the factorisation first).</para>
/// </remarks>
public sealed class Svd
{
    // 2⁻⁵²: twice the rounding of a double of size 1.
    private const double Epsilon = 1.0 / (1L << 52);

    // Sweeps over all pairs of rows: up to ten are usual.
    private const int MaximumSweeps = 60;

    // 2⁻¹⁰⁰⁰: squared lengths below this would lose bits, so that the row counts as zero.
    private const double Vanishing = 9.332636185032189e-302;

    private Svd(int rows, int columns, double[] values, double[] left, double[] right)
        => (Rows, Columns, Values, LeftVectors, RightVectors) = (rows, columns, values, left, right);

    /// <summary>m, the number of rows.</summary>
    public int Rows { get; }

    /// <summary>n, the number of columns.</summary>
    public int Columns { get; }

    /// <summary>The k singular values, none negative, largest first. Belongs to this object: do not write to it.</summary>
    public double[] Values { get; }

    /// <summary>Uᵀ: the k left vectors as rows of (k, m), each of length 1. Belongs to this object: do not write to it.</summary>
    public double[] LeftVectors { get; }

    /// <summary>Vᵀ: the k right vectors as rows of (k, n), each of length 1. Belongs to this object: do not write to it.</summary>
    public double[] RightVectors { get; }

    /// <summary>The number of values above max(m, n)·2⁻⁵² of the largest: how many columns are independent, to rounding.</summary>
    public int Rank
    {
        get
        {
            var limit = Math.Max(Rows, Columns) * Epsilon * Values[0];
            var rank = 0;
            while (rank < Values.Length && Values[rank] > limit)
            {
                rank++;
            }

            return rank;
        }
    }

    /// <summary>The left vector that belongs to the value at <paramref name="index"/>.</summary>
    public ReadOnlySpan<double> LeftVector(int index) => LeftVectors.AsSpan(index * Rows, Rows);

    /// <summary>The right vector that belongs to the value at <paramref name="index"/>.</summary>
    public ReadOnlySpan<double> RightVector(int index) => RightVectors.AsSpan(index * Columns, Columns);

    /// <summary>Decomposes <paramref name="matrix"/> (<paramref name="rows"/>, <paramref name="columns"/>). The matrix is copied.</summary>
    /// <exception cref="ArgumentException">The matrix has not m·n values, or holds one that is not finite; the message names its place.</exception>
    /// <exception cref="ArithmeticException">The rotations did not settle, which no finite matrix is known to cause.</exception>
    public static Svd Of(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        Entries.CheckMatrix(matrix, rows, columns);
        var tall = rows >= columns;
        var (m, n) = tall ? (rows, columns) : (columns, rows);
        var a = tall ? matrix.ToArray() : Entries.Transpose(matrix, rows, columns);
        var exponent = Entries.Exponent(a);
        Entries.Scale(a, -exponent);

        // A = Q·R, and R = W·Σ·Zᵀ with W the rotations that make the rows of WᵀR = Σ·Zᵀ perpendicular.
        var qr = Qr.Of(a, m, n);
        var (triangle, rotations) = (qr.R(), Identity(n));
        Rotate(triangle, rotations, n);
        var (order, values) = Sorted(triangle, n);
        var (left, right) = (new double[n * m], Directions(triangle, order, values, n));
        for (var j = 0; j < n; j++)
        {
            var u = left.AsSpan(j * m, m);
            rotations.AsSpan(order[j] * n, n).CopyTo(u);
            qr.ApplyQ(u);
        }

        Entries.Scale(values, exponent);
        var (u0, v0) = tall ? (left, right) : (right, left);
        Point(u0, v0, n);
        return new Svd(rows, columns, values, u0, v0);
    }

    /// <summary>
    /// Of all x (n) that make b − A·x shortest the shortest, singular values beyond <see cref="Rank"/> counting as 0; returns the length of b − A·x.
    /// <paramref name="x"/> and <paramref name="b"/> may overlap.
    /// </summary>
    /// <exception cref="ArgumentException">A span has not the right length, or a value of <paramref name="b"/> is not finite.</exception>
    public double LeastSquares(ReadOnlySpan<double> b, Span<double> x)
    {
        Entries.CheckVector(b, Rows, nameof(b));
        Entries.CheckLength(x.Length, Columns, nameof(x));
        var rest = b.ToArray();
        x.Clear();
        var exponent = Entries.Exponent(rest);
        Entries.Scale(rest, -exponent);
        for (var j = 0; j < Rank; j++)
        {
            var share = DoubleKernel.Dot(LeftVector(j), rest);
            DoubleKernel.AddScaled(rest, LeftVector(j), -share);
            DoubleKernel.AddScaled(x, RightVector(j), share / Values[j]);
        }

        Entries.Scale(x, exponent);
        return Math.ScaleB(Math.Sqrt(DoubleKernel.Dot(rest, rest)), exponent);
    }

    /// <summary>Turns pairs of rows of g (n, n), and those of w alike, until all rows of g are perpendicular.</summary>
    private static void Rotate(double[] g, double[] w, int n)
    {
        var tolerance = Math.Sqrt(n) * Epsilon;
        var squares = new double[n];
        for (var i = 0; i < n; i++)
        {
            squares[i] = SquareOf(g, i, n);
        }

        for (var sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            var settled = true;
            for (var i = 0; i < n - 1; i++)
            {
                for (var j = i + 1; j < n; j++)
                {
                    settled &= !RotatePair(g, w, n, i, j, squares, tolerance);
                }
            }

            if (settled)
            {
                return;
            }
        }

        throw new ArithmeticException(FormattableString.Invariant($"The singular values did not settle in {MaximumSweeps} sweeps; this should not happen to a finite matrix. Please report it."));
    }

    /// <summary>Makes rows i and j perpendicular; false where they already were.</summary>
    private static bool RotatePair(double[] g, double[] w, int n, int i, int j, double[] squares, double tolerance)
    {
        var (p, q) = (squares[i], squares[j]);
        if (p < Vanishing || q < Vanishing)
        {
            return false;
        }

        var product = DoubleKernel.Dot(g.AsSpan(i * n, n), g.AsSpan(j * n, n));
        if (Math.Abs(product) <= tolerance * Math.Sqrt(p) * Math.Sqrt(q))
        {
            return false;
        }

        // The smaller of the two angles whose tangent solves t² + 2·z·t = 1; where z² would overflow, 1/(2·z) is that to the bit.
        var z = (q - p) / (2 * product);
        var t = Math.Abs(z) > 1e100 ? 0.5 / z : (z >= 0 ? 1 : -1) / (Math.Abs(z) + Math.Sqrt(1 + (z * z)));
        var c = 1 / Math.Sqrt(1 + (t * t));
        DoubleKernel.Rotate(g.AsSpan(i * n, n), g.AsSpan(j * n, n), c, -t * c);
        DoubleKernel.Rotate(w.AsSpan(i * n, n), w.AsSpan(j * n, n), c, -t * c);
        (squares[i], squares[j]) = (SquareOf(g, i, n), SquareOf(g, j, n));
        return true;
    }

    private static double SquareOf(double[] rows, int index, int n)
    {
        var row = rows.AsSpan(index * n, n);
        return DoubleKernel.Dot(row, row);
    }

    private static (int[] Order, double[] Values) Sorted(double[] g, int n)
    {
        var (order, lengths) = (new int[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var square = SquareOf(g, i, n);
            (order[i], lengths[i]) = (i, square < Vanishing ? 0 : Math.Sqrt(square));
        }

        Array.Sort(order, (i, j) => lengths[i] != lengths[j] ? lengths[j].CompareTo(lengths[i]) : i.CompareTo(j));
        var values = new double[n];
        for (var j = 0; j < n; j++)
        {
            values[j] = lengths[order[j]];
        }

        return (order, values);
    }

    /// <summary>The rows of g in order, each of length 1; where values are 0, what completes the others to a basis.</summary>
    private static double[] Directions(double[] g, int[] order, double[] values, int n)
    {
        var directions = new double[n * n];
        var rank = 0;
        for (; rank < n && values[rank] > 0; rank++)
        {
            for (var i = 0; i < n; i++)
            {
                directions[(rank * n) + i] = g[(order[rank] * n) + i] / values[rank];
            }
        }

        if (rank == 0)
        {
            return Identity(n);
        }

        var basis = rank < n ? Qr.Of(Entries.Transpose(directions.AsSpan(0, rank * n), rank, n), n, rank) : null;
        for (var j = rank; j < n; j++)
        {
            directions[(j * n) + j] = 1;
            basis!.ApplyQ(directions.AsSpan(j * n, n));
        }

        return directions;
    }

    /// <summary>Turns pairs of vectors round where the component of largest size of the right one is negative.</summary>
    private static void Point(double[] left, double[] right, int count)
    {
        for (var j = 0; j < count; j++)
        {
            var (m, n) = (left.Length / count, right.Length / count);
            var largest = 0.0;
            foreach (var value in right.AsSpan(j * n, n))
            {
                largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
            }

            if (largest < 0)
            {
                Negate(left.AsSpan(j * m, m));
                Negate(right.AsSpan(j * n, n));
            }
        }
    }

    private static void Negate(Span<double> values)
    {
        foreach (ref var value in values)
        {
            value = -value;
        }
    }

    private static double[] Identity(int n)
    {
        var identity = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            identity[(i * n) + i] = 1;
        }

        return identity;
    }
}
