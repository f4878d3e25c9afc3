using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>A convolution in which each output sees one channel alone: y[f] = b[f] + Σⱼ w[j][f]·x[j][f/each], one window a call.</summary>
/// <remarks>Bit-stable: one chain of fused multiply-adds for each value, taps in order. Allocates nothing.</remarks>
internal static unsafe class DepthwiseKernel
{
    /// <summary>y[f] += Σⱼ w[j][f]·x[j][f/each].</summary>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="outputs">F, rows of y; weights of one tap.</param>
    /// <param name="each">Outputs of one channel.</param>
    /// <param name="taps">Taps of the window that lie inside the series.</param>
    /// <param name="stride">Floats from one tap to the next.</param>
    /// <param name="w">(taps, F).</param>
    /// <param name="x">From the first tap on.</param>
    /// <param name="y">(F, lanes).</param>
    public static void Forward(int lanes, int outputs, int each, int taps, int stride, ReadOnlySpan<float> w, ReadOnlySpan<float> x, Span<float> y)
    {
        Check(lanes, outputs, each, taps, stride, w.Length, x.Length, y.Length);
        fixed (float* weights = w, from = x, to = y)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Forward<Vector512<float>, Vector512Lanes>(lanes, outputs, each, taps, stride, weights, from, to);
                    break;
                case 8:
                    Forward<Vector256<float>, Vector256Lanes>(lanes, outputs, each, taps, stride, weights, from, to);
                    break;
                default:
                    Forward<Vector128<float>, Vector128Lanes>(lanes, outputs, each, taps, stride, weights, from, to);
                    break;
            }
        }
    }

    /// <summary>dx[j][c] += Σ w[j][f]·dy[f] over the outputs f of channel c.</summary>
    public static void AddBackward(int lanes, int outputs, int each, int taps, int stride, ReadOnlySpan<float> w, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Check(lanes, outputs, each, taps, stride, w.Length, dx.Length, dy.Length);
        fixed (float* weights = w, gradient = dy, to = dx)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    AddBackward<Vector512<float>, Vector512Lanes>(lanes, outputs, each, taps, stride, weights, gradient, to);
                    break;
                case 8:
                    AddBackward<Vector256<float>, Vector256Lanes>(lanes, outputs, each, taps, stride, weights, gradient, to);
                    break;
                default:
                    AddBackward<Vector128<float>, Vector128Lanes>(lanes, outputs, each, taps, stride, weights, gradient, to);
                    break;
            }
        }
    }

    /// <summary>sums[j][f] += x[j][f/each]·dy[f], sample by sample: the gradient of w before samples are added.</summary>
    public static void AddGradient(int lanes, int outputs, int each, int taps, int stride, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> sums)
    {
        Check(lanes, outputs, each, taps, stride, sums.Length / lanes, x.Length, dy.Length);
        fixed (float* from = x, gradient = dy, to = sums)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    AddGradient<Vector512<float>, Vector512Lanes>(lanes, outputs, each, taps, stride, from, gradient, to);
                    break;
                case 8:
                    AddGradient<Vector256<float>, Vector256Lanes>(lanes, outputs, each, taps, stride, from, gradient, to);
                    break;
                default:
                    AddGradient<Vector128<float>, Vector128Lanes>(lanes, outputs, each, taps, stride, from, gradient, to);
                    break;
            }
        }
    }

    private static void Check(int lanes, int outputs, int each, int taps, int stride, int w, int x, int y)
    {
        Panel.Check(w, taps * outputs, nameof(w));
        Panel.Check(x, ((taps - 1) * stride) + (outputs / each * lanes), nameof(x));
        Panel.Check(y, outputs * lanes, nameof(y));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<V, O>(int lanes, int outputs, int each, int taps, int stride, float* w, float* x, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var f = 0; f < outputs; f++)
        {
            var from = x + (f / each * lanes);
            for (var s = 0; s < lanes; s += O.Lanes)
            {
                var sum = O.Load(y + (f * lanes) + s);
                for (var j = 0; j < taps; j++)
                {
                    sum = O.MultiplyAdd(O.All(w[(j * outputs) + f]), O.Load(from + (j * stride) + s), sum);
                }

                O.Store(y + (f * lanes) + s, sum);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBackward<V, O>(int lanes, int outputs, int each, int taps, int stride, float* w, float* dy, float* dx)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var f = 0; f < outputs; f++)
        {
            var to = dx + (f / each * lanes);
            for (var s = 0; s < lanes; s += O.Lanes)
            {
                var gradient = O.Load(dy + (f * lanes) + s);
                for (var j = 0; j < taps; j++)
                {
                    var place = to + (j * stride) + s;
                    O.Store(place, O.MultiplyAdd(O.All(w[(j * outputs) + f]), gradient, O.Load(place)));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddGradient<V, O>(int lanes, int outputs, int each, int taps, int stride, float* x, float* dy, float* sums)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var j = 0; j < taps; j++, x += stride)
        {
            for (var f = 0; f < outputs; f++, sums += lanes)
            {
                var from = x + (f / each * lanes);
                for (var s = 0; s < lanes; s += O.Lanes)
                {
                    O.Store(sums + s, O.MultiplyAdd(O.Load(from + s), O.Load(dy + (f * lanes) + s), O.Load(sums + s)));
                }
            }
        }
    }
}
