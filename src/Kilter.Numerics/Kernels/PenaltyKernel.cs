using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>What layers add to the loss by themselves: Kullback-Leibler terms of a latent, sizes of activities.</summary>
/// <remarks>
/// Each sample sums in its own lane: float32 over at most 64 rows, then float64. Factors are given lane by lane, zero for places without a sample.
/// Allocates nothing; the same bits for every width.
/// </remarks>
internal static unsafe class PenaltyKernel
{
    private const int RowsInFloat = 64;

    /// <summary>z = μ + e^(v/2)·ε.</summary>
    /// <param name="mean">μ, rows of a panel.</param>
    /// <param name="logVariance">v, like μ.</param>
    /// <param name="noise">ε, like μ; empty for zeros.</param>
    /// <param name="z">Like μ.</param>
    public static void Sample(ReadOnlySpan<float> mean, ReadOnlySpan<float> logVariance, ReadOnlySpan<float> noise, Span<float> z)
    {
        if (noise.IsEmpty)
        {
            mean.CopyTo(z);
            return;
        }

        Panel.Check(logVariance.Length, mean.Length, nameof(logVariance));
        Panel.Check(noise.Length, mean.Length, nameof(noise));
        Panel.Check(z.Length, mean.Length, nameof(z));
        fixed (float* m = mean, v = logVariance, e = noise, to = z)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Sample<Vector512<float>, Vector512Lanes>(mean.Length, m, v, e, to);
                    break;
                case 8:
                    Sample<Vector256<float>, Vector256Lanes>(mean.Length, m, v, e, to);
                    break;
                default:
                    Sample<Vector128<float>, Vector128Lanes>(mean.Length, m, v, e, to);
                    break;
            }
        }
    }

    /// <summary>dμ = dz + f·μ and dv = dz·ε·e^(v/2)/2 + f·(eᵛ − 1)/2, f the factor of the Kullback-Leibler term, lane by lane.</summary>
    public static void SampleBackward(
        int lanes, ReadOnlySpan<float> mean, ReadOnlySpan<float> logVariance, ReadOnlySpan<float> noise, ReadOnlySpan<float> factors,
        ReadOnlySpan<float> dz, Span<float> dMean, Span<float> dLogVariance)
    {
        var length = mean.Length;
        Panel.Check(logVariance.Length, length, nameof(logVariance));
        Panel.Check(dz.Length, length, nameof(dz));
        Panel.Check(dMean.Length, length, nameof(dMean));
        Panel.Check(dLogVariance.Length, length, nameof(dLogVariance));
        Panel.Check(factors.Length, lanes, nameof(factors));
        fixed (float* m = mean, v = logVariance, e = noise, f = factors, up = dz, dm = dMean, dv = dLogVariance)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    SampleBackward<Vector512<float>, Vector512Lanes>(lanes, length, m, v, e, f, up, dm, dv);
                    break;
                case 8:
                    SampleBackward<Vector256<float>, Vector256Lanes>(lanes, length, m, v, e, f, up, dm, dv);
                    break;
                default:
                    SampleBackward<Vector128<float>, Vector128Lanes>(lanes, length, m, v, e, f, up, dm, dv);
                    break;
            }
        }
    }

    /// <summary>The sum of ½·(μ² + eᵛ − 1 − v) over all rows of the first <paramref name="valid"/> samples.</summary>
    public static double Divergence(int lanes, int valid, ReadOnlySpan<float> mean, ReadOnlySpan<float> logVariance)
    {
        Panel.Check(logVariance.Length, mean.Length, nameof(logVariance));
        var sums = stackalloc float[Panel.Wide];
        var sum = 0.0;
        fixed (float* m = mean, v = logVariance)
        {
            for (var at = 0; at < mean.Length; at += RowsInFloat * lanes)
            {
                var length = Math.Min(RowsInFloat * lanes, mean.Length - at);
                switch (Simd.Lanes)
                {
                    case 16:
                        Divergence<Vector512<float>, Vector512Lanes>(lanes, length, m + at, v + at, sums);
                        break;
                    case 8:
                        Divergence<Vector256<float>, Vector256Lanes>(lanes, length, m + at, v + at, sums);
                        break;
                    default:
                        Divergence<Vector128<float>, Vector128Lanes>(lanes, length, m + at, v + at, sums);
                        break;
                }

                for (var s = 0; s < valid; s++)
                {
                    sum += sums[s];
                }
            }
        }

        return sum;
    }

    /// <summary>dx = dy + f·sign x, f the factor lane by lane.</summary>
    public static void AddSign(int lanes, ReadOnlySpan<float> x, ReadOnlySpan<float> factors, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Panel.Check(dy.Length, x.Length, nameof(dy));
        Panel.Check(dx.Length, x.Length, nameof(dx));
        Panel.Check(factors.Length, lanes, nameof(factors));
        fixed (float* values = x, f = factors, up = dy, to = dx)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    AddSign<Vector512<float>, Vector512Lanes>(lanes, x.Length, values, f, up, to);
                    break;
                case 8:
                    AddSign<Vector256<float>, Vector256Lanes>(lanes, x.Length, values, f, up, to);
                    break;
                default:
                    AddSign<Vector128<float>, Vector128Lanes>(lanes, x.Length, values, f, up, to);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sample<V, O>(int length, float* mean, float* logVariance, float* noise, float* z)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var i = 0; i < length; i += O.Lanes)
        {
            var deviation = Functions<V, O>.Exp(O.Multiply(O.All(0.5f), O.Load(logVariance + i)));
            O.Store(z + i, O.MultiplyAdd(deviation, O.Load(noise + i), O.Load(mean + i)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SampleBackward<V, O>(
        int lanes, int length, float* mean, float* logVariance, float* noise, float* factors, float* dz, float* dMean, float* dLogVariance)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var half = O.All(0.5f);
        for (var i = 0; i < length; i += O.Lanes)
        {
            var (factor, v, up) = (O.Load(factors + (i % lanes)), O.Load(logVariance + i), O.Load(dz + i));
            O.Store(dMean + i, O.MultiplyAdd(factor, O.Load(mean + i), up));
            var slope = O.Multiply(O.Multiply(factor, half), Functions<V, O>.ExpMinusOne(v));
            if (noise != null)
            {
                var deviation = Functions<V, O>.Exp(O.Multiply(half, v));
                slope = O.MultiplyAdd(O.Multiply(up, O.Load(noise + i)), O.Multiply(half, deviation), slope);
            }

            O.Store(dLogVariance + i, slope);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Divergence<V, O>(int lanes, int length, float* mean, float* logVariance, float* sums)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            V sum = default;
            for (var at = s; at < length; at += lanes)
            {
                var (m, v) = (O.Load(mean + at), O.Load(logVariance + at));
                var twice = O.MultiplyAdd(m, m, O.Subtract(Functions<V, O>.ExpMinusOne(v), v));
                sum = O.MultiplyAdd(O.All(0.5f), twice, sum);
            }

            O.Store(sums + s, sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSign<V, O>(int lanes, int length, float* x, float* factors, float* dy, float* dx)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var i = 0; i < length; i += O.Lanes)
        {
            O.Store(dx + i, O.Add(O.Load(dy + i), O.SignTimes(O.Load(x + i), O.Load(factors + (i % lanes)))));
        }
    }
}
