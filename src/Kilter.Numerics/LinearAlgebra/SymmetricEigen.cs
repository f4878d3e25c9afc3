using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.LinearAlgebra;

/// <summary>The eigenvalues and eigenvectors of a symmetric matrix, largest first.</summary>
/// <remarks>
/// <para>
/// Row-major float64. Householder reduction to tridiagonal form, then implicit QR steps with Wilkinson's shift. Errors are of the order of
/// rounding times the largest eigenvalue. Cost: O(d³); memory: 2·d² doubles. Same input, same bits.
/// </para>
/// <para>Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed., 2013, sections 8.3.1–8.3.5.</para>
/// </remarks>
public sealed class SymmetricEigen
{
    // QR steps for one value: two are usual, so sixty in a row means that the input was not symmetric.
    private const int MaximumSteps = 60;

    // 2⁻⁵³: an off-diagonal element this small beside its neighbours changes no bit of them.
    private const double Rounding = 1.0 / (1L << 53);

    // The largest element is 1; below this an off-diagonal element is rounding noise even beside zeros on the diagonal.
    private const double Vanishing = 1e-30;

    private SymmetricEigen(double[] values, double[] vectors)
    {
        Values = values;
        Vectors = vectors;
    }

    /// <summary>The d eigenvalues, largest first. Belongs to this object: do not write to it.</summary>
    public double[] Values { get; }

    /// <summary>The d eigenvectors as rows of (d, d), each of length 1, its component of largest size positive. Belongs to this object: do not write to it.</summary>
    public double[] Vectors { get; }

    /// <summary>The eigenvector that belongs to the eigenvalue at <paramref name="index"/>.</summary>
    public ReadOnlySpan<double> Vector(int index) => Vectors.AsSpan(index * Values.Length, Values.Length);

    /// <summary>Decomposes <paramref name="matrix"/> (d, d), which must be symmetric. The matrix is copied.</summary>
    /// <exception cref="ArgumentException">The matrix has not d² values, or holds values that are not finite.</exception>
    public static SymmetricEigen Of(ReadOnlySpan<double> matrix, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (matrix.Length != size * size)
        {
            throw new ArgumentException(FormattableString.Invariant($"'matrix' has {matrix.Length} values; {size} rows need {size * size}."), nameof(matrix));
        }

        // Scaled to a largest element of 1, so that products of elements neither overflow nor vanish.
        var scale = Largest(matrix);
        var a = new double[matrix.Length];
        for (var i = 0; i < a.Length; i++)
        {
            a[i] = scale > 0 ? matrix[i] / scale : 0;
        }

        var (diagonal, off) = (new double[size], new double[size]);
        var basis = Tridiagonalise(a, size, diagonal, off);
        Iterate(diagonal, off, basis, size);
        return Sorted(diagonal, basis, size, scale);
    }

    private static double Largest(ReadOnlySpan<double> matrix)
    {
        var largest = 0.0;
        foreach (var value in matrix)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException("'matrix' holds values that are not finite.", nameof(matrix));
            }

            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }

    /// <summary>A = Q·T·Qᵀ; returns Qᵀ and writes T's diagonal and off-diagonal (off[k] joins k and k + 1). Destroys a.</summary>
    private static double[] Tridiagonalise(double[] a, int size, double[] diagonal, double[] off)
    {
        var factors = new double[size];
        var product = new double[size];
        for (var k = 0; k < size - 2; k++)
        {
            var v = a.AsSpan((k * size) + k + 1, size - k - 1);
            factors[k] = Reflector(v, out off[k]);
            if (factors[k] == 0)
            {
                continue;
            }

            var p = product.AsSpan(0, v.Length);
            for (var i = 0; i < v.Length; i++)
            {
                p[i] = factors[k] * DoubleKernel.Dot(a.AsSpan(((k + 1 + i) * size) + k + 1, v.Length), v);
            }

            DoubleKernel.AddScaled(p, v, -0.5 * factors[k] * DoubleKernel.Dot(p, v));
            for (var i = 0; i < v.Length; i++)
            {
                var row = a.AsSpan(((k + 1 + i) * size) + k + 1, v.Length);
                DoubleKernel.AddScaled(row, p, -v[i]);
                DoubleKernel.AddScaled(row, v, -p[i]);
            }
        }

        for (var i = 0; i < size; i++)
        {
            diagonal[i] = a[(i * size) + i];
        }

        if (size > 1)
        {
            off[size - 2] = a[((size - 2) * size) + size - 1];
        }

        return Transpose(Accumulate(a, factors, size), size);
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

    /// <summary>Q = H₀·H₁·…, from the reflection vectors left in the rows of a.</summary>
    private static double[] Accumulate(double[] a, double[] factors, int size)
    {
        var q = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            q[(i * size) + i] = 1;
        }

        var sums = new double[size];
        for (var k = size - 3; k >= 0; k--)
        {
            var v = a.AsSpan((k * size) + k + 1, size - k - 1);
            var u = sums.AsSpan(0, v.Length);
            u.Clear();
            for (var i = 0; i < v.Length; i++)
            {
                DoubleKernel.AddScaled(u, q.AsSpan(((k + 1 + i) * size) + k + 1, v.Length), v[i]);
            }

            for (var i = 0; i < v.Length; i++)
            {
                DoubleKernel.AddScaled(q.AsSpan(((k + 1 + i) * size) + k + 1, v.Length), u, -factors[k] * v[i]);
            }
        }

        return q;
    }

    private static double[] Transpose(double[] q, int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = i + 1; j < size; j++)
            {
                (q[(i * size) + j], q[(j * size) + i]) = (q[(j * size) + i], q[(i * size) + j]);
            }
        }

        return q;
    }

    private static void Iterate(double[] d, double[] e, double[] basis, int size)
    {
        var last = size - 1;
        for (var step = 0; last > 0;)
        {
            for (var k = 0; k < last; k++)
            {
                if (Math.Abs(e[k]) <= Rounding * (Math.Abs(d[k]) + Math.Abs(d[k + 1])) || Math.Abs(e[k]) < Vanishing)
                {
                    e[k] = 0;
                }
            }

            if (e[last - 1] == 0)
            {
                last--;
                step = 0;
                continue;
            }

            var first = last - 1;
            while (first > 0 && e[first - 1] != 0)
            {
                first--;
            }

            if (++step > MaximumSteps)
            {
                throw new ArgumentException("The eigenvalues did not settle; 'matrix' is not symmetric.");
            }

            Step(d, e, basis, size, first, last);
        }
    }

    /// <summary>One implicit QR step on the unreduced block [first, last].</summary>
    private static void Step(double[] d, double[] e, double[] basis, int size, int first, int last)
    {
        var half = (d[last - 1] - d[last]) / 2;
        var root = Math.Sqrt((half * half) + (e[last - 1] * e[last - 1]));
        var shift = d[last] - (e[last - 1] * e[last - 1] / (half + (half >= 0 ? root : -root)));
        var (x, z) = (d[first] - shift, e[first]);
        for (var k = first; k < last; k++)
        {
            var r = Math.Sqrt((x * x) + (z * z));
            var (c, s) = r > 0 ? (x / r, z / r) : (1, 0);
            if (k > first)
            {
                e[k - 1] = r;
            }

            var (a, b, f) = (d[k], d[k + 1], e[k]);
            d[k] = (c * c * a) + (2 * c * s * f) + (s * s * b);
            d[k + 1] = (s * s * a) - (2 * c * s * f) + (c * c * b);
            e[k] = (c * s * (b - a)) + (((c * c) - (s * s)) * f);
            x = e[k];
            if (k < last - 1)
            {
                z = s * e[k + 1];
                e[k + 1] *= c;
            }

            DoubleKernel.Rotate(basis.AsSpan(k * size, size), basis.AsSpan((k + 1) * size, size), c, s);
        }
    }

    private static SymmetricEigen Sorted(double[] values, double[] rows, int size, double scale)
    {
        var order = new int[size];
        for (var i = 0; i < size; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (i, j) => values[i] != values[j] ? values[j].CompareTo(values[i]) : i.CompareTo(j));
        var (sorted, vectors) = (new double[size], new double[size * size]);
        for (var i = 0; i < size; i++)
        {
            sorted[i] = values[order[i]] * scale;
            var row = rows.AsSpan(order[i] * size, size);
            var sign = SignOf(row);
            for (var j = 0; j < size; j++)
            {
                vectors[(i * size) + j] = sign * row[j];
            }
        }

        return new SymmetricEigen(sorted, vectors);
    }

    private static double SignOf(ReadOnlySpan<double> row)
    {
        var largest = 0.0;
        foreach (var value in row)
        {
            if (Math.Abs(value) > Math.Abs(largest))
            {
                largest = value;
            }
        }

        return largest < 0 ? -1 : 1;
    }
}
