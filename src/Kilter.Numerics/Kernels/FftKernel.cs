using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>The passes of a Fourier transform of N = 2ᵏ values, results in their order (Stockham): radix 4, and one of radix 2 where k is odd.</summary>
/// <remarks>
/// <para>
/// Real and imaginary parts are separate. A pass of radix 4 reads s interleaved sequences and writes 4·s of a quarter the length, where s is a
/// power of four. The roots of unity stand in three rows of N/4: at p of row j − 1 the cosine and the sine of 2π·j·p/N, for j = 1, 2, 3.
/// </para>
/// <para>Bit-stable: each output is one formula of its inputs, whatever the lane. Lengths are the caller's duty and are not checked. Allocates nothing.</para>
/// <para>Source: C. Van Loan, "Computational Frameworks for the Fast Fourier Transform", 1992, sections 1.7 and 2.4.</para>
/// </remarks>
internal static class FftKernel
{
    private const int Lanes = 4;

    /// <summary>A pass of radix 4 over <paramref name="stride"/> interleaved sequences, from (xr, xi) to (yr, yi), each of N ≥ 4 values.</summary>
    public static void RadixFour(
        ReadOnlySpan<double> xr, ReadOnlySpan<double> xi, Span<double> yr, Span<double> yi, ReadOnlySpan<double> cos, ReadOnlySpan<double> sin, int stride)
    {
        ref var fromRe = ref MemoryMarshal.GetReference(xr);
        ref var fromIm = ref MemoryMarshal.GetReference(xi);
        ref var toRe = ref MemoryMarshal.GetReference(yr);
        ref var toIm = ref MemoryMarshal.GetReference(yi);
        var quarter = xr.Length / 4;
        if (stride >= Lanes)
        {
            Later(ref fromRe, ref fromIm, ref toRe, ref toIm, cos, sin, quarter, stride);
        }
        else if (quarter >= Lanes)
        {
            First(ref fromRe, ref fromIm, ref toRe, ref toIm, cos, sin, quarter);
        }
        else
        {
            Short(xr, xi, yr, yi, cos, sin, quarter);
        }
    }

    /// <summary>The last pass where k is odd: y is the sums of the two halves of x, then their differences. For each part alone.</summary>
    public static void RadixTwo(ReadOnlySpan<double> x, Span<double> y)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var half = x.Length / 2;
        var q = 0;
        for (; q <= half - Lanes; q += Lanes)
        {
            var (a, b) = (Vector256.LoadUnsafe(ref from, (nuint)q), Vector256.LoadUnsafe(ref from, (nuint)(half + q)));
            (a + b).StoreUnsafe(ref to, (nuint)q);
            (a - b).StoreUnsafe(ref to, (nuint)(half + q));
        }

        for (; q < half; q++)
        {
            (y[q], y[half + q]) = (x[q] + x[half + q], x[q] - x[half + q]);
        }
    }

    /// <summary>Strides of four and more: the lanes are neighbouring sequences, which share their roots.</summary>
    private static void Later(
        ref double xr, ref double xi, ref double yr, ref double yi, ReadOnlySpan<double> cos, ReadOnlySpan<double> sin, int quarter, int stride)
    {
        for (var p = 0; p < quarter; p += stride)
        {
            var (c1, s1) = (Vector256.Create(cos[p]), Vector256.Create(sin[p]));
            var (c2, s2) = (Vector256.Create(cos[quarter + p]), Vector256.Create(sin[quarter + p]));
            var (c3, s3) = (Vector256.Create(cos[(2 * quarter) + p]), Vector256.Create(sin[(2 * quarter) + p]));
            for (var q = 0; q < stride; q += Lanes)
            {
                var (from, to) = (p + q, (4 * p) + q);
                Load(ref xr, from, quarter, out var r0, out var r1, out var r2, out var r3);
                Load(ref xi, from, quarter, out var i0, out var i1, out var i2, out var i3);
                Butterfly(ref r0, ref i0, ref r1, ref i1, ref r2, ref i2, ref r3, ref i3);
                Turn(ref r1, ref i1, c1, s1);
                Turn(ref r2, ref i2, c2, s2);
                Turn(ref r3, ref i3, c3, s3);
                Store(ref yr, to, stride, r0, r1, r2, r3);
                Store(ref yi, to, stride, i0, i1, i2, i3);
            }
        }
    }

    /// <summary>Stride 1: the lanes are neighbouring values of the one sequence, and the four results of each stand together.</summary>
    private static void First(
        ref double xr, ref double xi, ref double yr, ref double yi, ReadOnlySpan<double> cos, ReadOnlySpan<double> sin, int quarter)
    {
        ref var c = ref MemoryMarshal.GetReference(cos);
        ref var s = ref MemoryMarshal.GetReference(sin);
        for (var p = 0; p < quarter; p += Lanes)
        {
            Load(ref xr, p, quarter, out var r0, out var r1, out var r2, out var r3);
            Load(ref xi, p, quarter, out var i0, out var i1, out var i2, out var i3);
            Butterfly(ref r0, ref i0, ref r1, ref i1, ref r2, ref i2, ref r3, ref i3);
            Load(ref c, p, quarter, out var c1, out var c2, out var c3);
            Load(ref s, p, quarter, out var s1, out var s2, out var s3);
            Turn(ref r1, ref i1, c1, s1);
            Turn(ref r2, ref i2, c2, s2);
            Turn(ref r3, ref i3, c3, s3);
            StoreTransposed(ref yr, 4 * p, r0, r1, r2, r3);
            StoreTransposed(ref yi, 4 * p, i0, i1, i2, i3);
        }
    }

    /// <summary>N = 4 and 8, too short for lanes.</summary>
    private static void Short(
        ReadOnlySpan<double> xr, ReadOnlySpan<double> xi, Span<double> yr, Span<double> yi, ReadOnlySpan<double> cos, ReadOnlySpan<double> sin, int quarter)
    {
        for (var p = 0; p < quarter; p++)
        {
            var (a, b, c, d) = (p, p + quarter, p + (2 * quarter), p + (3 * quarter));
            var (sumRe, sumIm, differenceRe, differenceIm) = (xr[a] + xr[c], xi[a] + xi[c], xr[a] - xr[c], xi[a] - xi[c]);
            var (otherRe, otherIm, turnedRe, turnedIm) = (xr[b] + xr[d], xi[b] + xi[d], xi[b] - xi[d], xr[d] - xr[b]);
            (yr[4 * p], yi[4 * p]) = (sumRe + otherRe, sumIm + otherIm);
            (yr[(4 * p) + 1], yi[(4 * p) + 1]) = Turned(differenceRe + turnedRe, differenceIm + turnedIm, cos[a], sin[a]);
            (yr[(4 * p) + 2], yi[(4 * p) + 2]) = Turned(sumRe - otherRe, sumIm - otherIm, cos[b], sin[b]);
            (yr[(4 * p) + 3], yi[(4 * p) + 3]) = Turned(differenceRe - turnedRe, differenceIm - turnedIm, cos[c], sin[c]);
        }
    }

    /// <summary>The transform of four values: (a + c) ± (b + d) and (a − c) ± (d − b)·i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(
        ref Vector256<double> r0, ref Vector256<double> i0, ref Vector256<double> r1, ref Vector256<double> i1,
        ref Vector256<double> r2, ref Vector256<double> i2, ref Vector256<double> r3, ref Vector256<double> i3)
    {
        var (sumRe, sumIm, differenceRe, differenceIm) = (r0 + r2, i0 + i2, r0 - r2, i0 - i2);
        var (otherRe, otherIm, turnedRe, turnedIm) = (r1 + r3, i1 + i3, i1 - i3, r3 - r1);
        (r0, i0) = (sumRe + otherRe, sumIm + otherIm);
        (r1, i1) = (differenceRe + turnedRe, differenceIm + turnedIm);
        (r2, i2) = (sumRe - otherRe, sumIm - otherIm);
        (r3, i3) = (differenceRe - turnedRe, differenceIm - turnedIm);
    }

    /// <summary>(re + i·im)·(c − i·s).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref Vector256<double> re, ref Vector256<double> im, Vector256<double> c, Vector256<double> s)
        => (re, im) = (Vector256.FusedMultiplyAdd(re, c, im * s), Vector256.FusedMultiplyAdd(im, c, -(re * s)));

    private static (double Re, double Im) Turned(double re, double im, double c, double s)
        => (Math.FusedMultiplyAdd(re, c, im * s), Math.FusedMultiplyAdd(im, c, -(re * s)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(
        ref double from, int at, int gap, out Vector256<double> v0, out Vector256<double> v1, out Vector256<double> v2, out Vector256<double> v3)
    {
        Load(ref from, at, gap, out v0, out v1, out v2);
        v3 = Vector256.LoadUnsafe(ref from, (nuint)(at + (3 * gap)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(ref double from, int at, int gap, out Vector256<double> v0, out Vector256<double> v1, out Vector256<double> v2)
    {
        v0 = Vector256.LoadUnsafe(ref from, (nuint)at);
        v1 = Vector256.LoadUnsafe(ref from, (nuint)(at + gap));
        v2 = Vector256.LoadUnsafe(ref from, (nuint)(at + (2 * gap)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref double to, int at, int gap, Vector256<double> v0, Vector256<double> v1, Vector256<double> v2, Vector256<double> v3)
    {
        v0.StoreUnsafe(ref to, (nuint)at);
        v1.StoreUnsafe(ref to, (nuint)(at + gap));
        v2.StoreUnsafe(ref to, (nuint)(at + (2 * gap)));
        v3.StoreUnsafe(ref to, (nuint)(at + (3 * gap)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTransposed(ref double to, int at, Vector256<double> v0, Vector256<double> v1, Vector256<double> v2, Vector256<double> v3)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            Vector256.Create(v0[lane], v1[lane], v2[lane], v3[lane]).StoreUnsafe(ref to, (nuint)(at + (Lanes * lane)));
        }
    }
}
