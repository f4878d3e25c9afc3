using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Loops over float64 vectors: the inner products and updates under the linear algebra and the distances.</summary>
/// <remarks>
/// Bit-stable: element-wise loops are one fused multiply-add an element, so lanes do not matter; sums use sixteen fixed lanes added in
/// one fixed order. Lengths are the caller's duty and are not checked. Allocates nothing.
/// </remarks>
internal static class DoubleKernel
{
    private const int Lanes = 4;
    private const int Wide = 4 * Lanes;

    /// <summary>Σ aᵢ·bᵢ over the length of <paramref name="a"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        => Dot(ref MemoryMarshal.GetReference(a), ref MemoryMarshal.GetReference(b), a.Length);

    /// <summary>Σ aᵢ·bᵢ over <paramref name="length"/> values.</summary>
    public static double Dot(ref double a, ref double b, int length)
    {
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= length - Wide; i += Wide)
        {
            s0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)i), Vector256.LoadUnsafe(ref b, (nuint)i), s0);
            s1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)(i + 4)), Vector256.LoadUnsafe(ref b, (nuint)(i + 4)), s1);
            s2 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)(i + 8)), Vector256.LoadUnsafe(ref b, (nuint)(i + 8)), s2);
            s3 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)(i + 12)), Vector256.LoadUnsafe(ref b, (nuint)(i + 12)), s3);
        }

        for (; i <= length - Lanes; i += Lanes)
        {
            s0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)i), Vector256.LoadUnsafe(ref b, (nuint)i), s0);
        }

        var sum = Sum((s0 + s1) + (s2 + s3));
        for (; i < length; i++)
        {
            sum = Math.FusedMultiplyAdd(Unsafe.Add(ref a, i), Unsafe.Add(ref b, i), sum);
        }

        return sum;
    }

    /// <summary>Σ (aᵢ − bᵢ)² over the length of <paramref name="a"/>.</summary>
    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        var (s0, s1) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= a.Length - (2 * Lanes); i += 2 * Lanes)
        {
            var d0 = Vector256.LoadUnsafe(ref x, (nuint)i) - Vector256.LoadUnsafe(ref y, (nuint)i);
            var d1 = Vector256.LoadUnsafe(ref x, (nuint)(i + 4)) - Vector256.LoadUnsafe(ref y, (nuint)(i + 4));
            s0 = Vector256.FusedMultiplyAdd(d0, d0, s0);
            s1 = Vector256.FusedMultiplyAdd(d1, d1, s1);
        }

        var sum = Sum(s0 + s1);
        for (; i < a.Length; i++)
        {
            var d = Unsafe.Add(ref x, i) - Unsafe.Add(ref y, i);
            sum = Math.FusedMultiplyAdd(d, d, sum);
        }

        return sum;
    }

    /// <summary>yᵢ ← yᵢ + factor·xᵢ over the length of <paramref name="x"/>.</summary>
    public static void AddScaled(Span<double> y, ReadOnlySpan<double> x, double factor)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var scale = Vector256.Create(factor);
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            Vector256.FusedMultiplyAdd(scale, Vector256.LoadUnsafe(ref from, (nuint)i), Vector256.LoadUnsafe(ref to, (nuint)i))
                .StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            Unsafe.Add(ref to, i) = Math.FusedMultiplyAdd(factor, Unsafe.Add(ref from, i), Unsafe.Add(ref to, i));
        }
    }

    /// <summary>Turns two rows in their plane: (a, b) ← (c·a + s·b, c·b − s·a).</summary>
    public static void Rotate(Span<double> a, Span<double> b, double c, double s)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        var (cosine, sine) = (Vector256.Create(c), Vector256.Create(s));
        var i = 0;
        for (; i <= a.Length - Lanes; i += Lanes)
        {
            var p = Vector256.LoadUnsafe(ref x, (nuint)i);
            var q = Vector256.LoadUnsafe(ref y, (nuint)i);
            Vector256.FusedMultiplyAdd(cosine, p, sine * q).StoreUnsafe(ref x, (nuint)i);
            Vector256.FusedMultiplyAdd(cosine, q, -(sine * p)).StoreUnsafe(ref y, (nuint)i);
        }

        for (; i < a.Length; i++)
        {
            var (p, q) = (Unsafe.Add(ref x, i), Unsafe.Add(ref y, i));
            Unsafe.Add(ref x, i) = Math.FusedMultiplyAdd(c, p, s * q);
            Unsafe.Add(ref y, i) = Math.FusedMultiplyAdd(c, q, -(s * p));
        }
    }

    /// <summary>Adds to the upper triangle of <paramref name="matrix"/> (d, d) the outer products of n rows of d values, in row order.</summary>
    /// <remarks>Each element is one chain of fused multiply-adds in row order, so taking four rows at a time changes no bit.</remarks>
    public static void AddOuter(Span<double> matrix, ReadOnlySpan<double> rows, int size)
    {
        var count = rows.Length / size;
        var n = 0;
        for (; n <= count - 4; n += 4)
        {
            var block = rows.Slice(n * size, 4 * size);
            for (var i = 0; i < size; i++)
            {
                AddFour(matrix.Slice((i * size) + i, size - i), block[i..], size);
            }
        }

        for (; n < count; n++)
        {
            var row = rows.Slice(n * size, size);
            for (var i = 0; i < size; i++)
            {
                AddScaled(matrix.Slice((i * size) + i, size - i), row[i..], row[i]);
            }
        }
    }

    /// <summary>target[j] ← target[j] + Σ over four rows of row[0]·row[j]; the rows start <paramref name="stride"/> values apart.</summary>
    private static void AddFour(Span<double> target, ReadOnlySpan<double> rows, int stride)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var r0 = ref MemoryMarshal.GetReference(rows);
        ref var r1 = ref Unsafe.Add(ref r0, stride);
        ref var r2 = ref Unsafe.Add(ref r1, stride);
        ref var r3 = ref Unsafe.Add(ref r2, stride);
        var (f0, f1, f2, f3) = (r0, r1, r2, r3);
        var (v0, v1, v2, v3) = (Vector256.Create(f0), Vector256.Create(f1), Vector256.Create(f2), Vector256.Create(f3));
        var j = 0;
        for (; j <= target.Length - Lanes; j += Lanes)
        {
            var sum = Vector256.FusedMultiplyAdd(v0, Vector256.LoadUnsafe(ref r0, (nuint)j), Vector256.LoadUnsafe(ref to, (nuint)j));
            sum = Vector256.FusedMultiplyAdd(v1, Vector256.LoadUnsafe(ref r1, (nuint)j), sum);
            sum = Vector256.FusedMultiplyAdd(v2, Vector256.LoadUnsafe(ref r2, (nuint)j), sum);
            Vector256.FusedMultiplyAdd(v3, Vector256.LoadUnsafe(ref r3, (nuint)j), sum).StoreUnsafe(ref to, (nuint)j);
        }

        for (; j < target.Length; j++)
        {
            var sum = Math.FusedMultiplyAdd(f0, Unsafe.Add(ref r0, j), Unsafe.Add(ref to, j));
            sum = Math.FusedMultiplyAdd(f1, Unsafe.Add(ref r1, j), sum);
            sum = Math.FusedMultiplyAdd(f2, Unsafe.Add(ref r2, j), sum);
            Unsafe.Add(ref to, j) = Math.FusedMultiplyAdd(f3, Unsafe.Add(ref r3, j), sum);
        }
    }

    private static double Sum(Vector256<double> lanes)
    {
        var half = lanes.GetLower() + lanes.GetUpper();
        return half[0] + half[1];
    }
}
