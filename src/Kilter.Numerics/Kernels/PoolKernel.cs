using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>The largest or the mean of a few steps, value by value, and the way back.</summary>
/// <remarks>
/// One call is one window: its taps lie <c>stride</c> floats apart, and a row of <c>y</c> is <c>length</c> values, a multiple of 16. Sums and
/// comparisons go over the taps in order, so that every width gives the same bits. Allocates nothing.
/// </remarks>
internal static unsafe class PoolKernel
{
    /// <summary>y = the largest tap; NaN where a tap is NaN.</summary>
    public static void Max(int length, int taps, int stride, ReadOnlySpan<float> x, Span<float> y)
    {
        Check(length, taps, stride, x.Length, y.Length);
        fixed (float* from = x, to = y)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Max<Vector512<float>, Vector512Lanes>(length, taps, stride, from, to);
                    break;
                case 8:
                    Max<Vector256<float>, Vector256Lanes>(length, taps, stride, from, to);
                    break;
                default:
                    Max<Vector128<float>, Vector128Lanes>(length, taps, stride, from, to);
                    break;
            }
        }
    }

    /// <summary>dx of the first tap that equals y += dy.</summary>
    public static void AddMaxGradient(int length, int taps, int stride, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Check(length, taps, stride, x.Length, y.Length);
        Check(length, taps, stride, dx.Length, dy.Length);
        fixed (float* from = x, largest = y, gradient = dy, to = dx)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    AddMaxGradient<Vector512<float>, Vector512Lanes>(length, taps, stride, from, largest, gradient, to);
                    break;
                case 8:
                    AddMaxGradient<Vector256<float>, Vector256Lanes>(length, taps, stride, from, largest, gradient, to);
                    break;
                default:
                    AddMaxGradient<Vector128<float>, Vector128Lanes>(length, taps, stride, from, largest, gradient, to);
                    break;
            }
        }
    }

    /// <summary>y = factor·(sum of the taps).</summary>
    public static void Sum(int length, int taps, int stride, float factor, ReadOnlySpan<float> x, Span<float> y)
    {
        Check(length, taps, stride, x.Length, y.Length);
        fixed (float* from = x, to = y)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Sum<Vector512<float>, Vector512Lanes>(length, taps, stride, factor, from, to);
                    break;
                case 8:
                    Sum<Vector256<float>, Vector256Lanes>(length, taps, stride, factor, from, to);
                    break;
                default:
                    Sum<Vector128<float>, Vector128Lanes>(length, taps, stride, factor, from, to);
                    break;
            }
        }
    }

    /// <summary>dx of every tap += factor·dy.</summary>
    public static void AddSumGradient(int length, int taps, int stride, float factor, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Check(length, taps, stride, dx.Length, dy.Length);
        fixed (float* gradient = dy, to = dx)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    AddSumGradient<Vector512<float>, Vector512Lanes>(length, taps, stride, factor, gradient, to);
                    break;
                case 8:
                    AddSumGradient<Vector256<float>, Vector256Lanes>(length, taps, stride, factor, gradient, to);
                    break;
                default:
                    AddSumGradient<Vector128<float>, Vector128Lanes>(length, taps, stride, factor, gradient, to);
                    break;
            }
        }
    }

    private static void Check(int length, int taps, int stride, int x, int y)
    {
        Panel.Check(x, ((taps - 1) * stride) + length, nameof(x));
        Panel.Check(y, length, nameof(y));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Max<V, O>(int length, int taps, int stride, float* x, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        V zero = default;
        for (var i = 0; i < length; i += O.Lanes)
        {
            var largest = O.Load(x + i);
            // Zero, or NaN once a tap was: comparisons would lose it.
            var broken = zero;
            for (var j = 1; j < taps; j++)
            {
                var value = O.Load(x + i + (j * stride));
                largest = O.WhereGreater(value, largest, value, largest);
                broken = O.Add(broken, O.SignTimes(value, zero));
            }

            O.Store(y + i, O.Add(largest, broken));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddMaxGradient<V, O>(int length, int taps, int stride, float* x, float* y, float* dy, float* dx)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        V zero = default;
        for (var i = 0; i < length; i += O.Lanes)
        {
            var (largest, left) = (O.Load(y + i), O.Load(dy + i));
            for (var j = 0; j < taps; j++)
            {
                var at = (j * stride) + i;
                // A tap is never above y: where y is not above it, it is the largest. What it takes is not left for the next.
                var value = O.Load(x + at);
                O.Store(dx + at, O.Add(O.Load(dx + at), O.WhereGreater(largest, value, zero, left)));
                left = O.WhereGreater(largest, value, left, zero);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<V, O>(int length, int taps, int stride, float factor, float* x, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var factors = O.All(factor);
        for (var i = 0; i < length; i += O.Lanes)
        {
            var sum = O.Load(x + i);
            for (var j = 1; j < taps; j++)
            {
                sum = O.Add(sum, O.Load(x + i + (j * stride)));
            }

            O.Store(y + i, O.Multiply(sum, factors));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSumGradient<V, O>(int length, int taps, int stride, float factor, float* dy, float* dx)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var factors = O.All(factor);
        for (var i = 0; i < length; i += O.Lanes)
        {
            var share = O.Multiply(O.Load(dy + i), factors);
            for (var j = 0; j < taps; j++)
            {
                var to = dx + i + (j * stride);
                O.Store(to, O.Add(O.Load(to), share));
            }
        }
    }
}
