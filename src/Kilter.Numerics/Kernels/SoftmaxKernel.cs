using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Softmax over the rows of a panel, sample by sample, and the cross-entropy built on it.</summary>
/// <remarks>
/// The largest value is taken off first, so nothing overflows; sums run over rows in order. A sample with NaN gives NaN throughout. Spans hold whole rows of
/// <c>lanes</c> samples. Allocates nothing; the same bits for every width.
/// </remarks>
internal static unsafe class SoftmaxKernel
{
    /// <summary>y = e^(x − m)/Σ e^(x − m), or its logarithm.</summary>
    public static void Forward(int lanes, bool logarithm, ReadOnlySpan<float> x, Span<float> y)
    {
        Panel.Check(y.Length, x.Length, nameof(y));
        fixed (float* from = x, to = y)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Forward<Vector512<float>, Vector512Lanes>(lanes, logarithm, x.Length, from, to);
                    break;
                case 8:
                    Forward<Vector256<float>, Vector256Lanes>(lanes, logarithm, x.Length, from, to);
                    break;
                default:
                    Forward<Vector128<float>, Vector128Lanes>(lanes, logarithm, x.Length, from, to);
                    break;
            }
        }
    }

    /// <summary>dx = y·(dy − Σ dy·y), or dy − eʸ·Σ dy for the logarithm. dx may be dy.</summary>
    public static void Backward(int lanes, bool logarithm, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Panel.Check(dy.Length, y.Length, nameof(dy));
        Panel.Check(dx.Length, y.Length, nameof(dx));
        fixed (float* values = y, from = dy, to = dx)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Backward<Vector512<float>, Vector512Lanes>(lanes, logarithm, y.Length, values, from, to);
                    break;
                case 8:
                    Backward<Vector256<float>, Vector256Lanes>(lanes, logarithm, y.Length, values, from, to);
                    break;
                default:
                    Backward<Vector128<float>, Vector128Lanes>(lanes, logarithm, y.Length, values, from, to);
                    break;
            }
        }
    }

    /// <summary>The sum over real samples of ln Σ eʸ − y at the right class; the slopes times <paramref name="scale"/>.</summary>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="valid">Samples that are real.</param>
    /// <param name="output">Logits, a row a class.</param>
    /// <param name="classes">One row: the right class of each sample, a whole number.</param>
    /// <param name="gradient">Like the output, zero behind the real samples; or empty.</param>
    /// <param name="scale">Of the gradient.</param>
    public static double CrossEntropy(
        int lanes, int valid, ReadOnlySpan<float> output, ReadOnlySpan<float> classes, Span<float> gradient, float scale)
    {
        Panel.Check(classes.Length, lanes, nameof(classes));
        Panel.Check(gradient.IsEmpty ? output.Length : gradient.Length, output.Length, nameof(gradient));
        var losses = stackalloc float[Panel.Wide];
        fixed (float* y = output, t = classes, d = gradient)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    CrossEntropy<Vector512<float>, Vector512Lanes>(lanes, output.Length, y, t, d, scale, losses);
                    break;
                case 8:
                    CrossEntropy<Vector256<float>, Vector256Lanes>(lanes, output.Length, y, t, d, scale, losses);
                    break;
                default:
                    CrossEntropy<Vector128<float>, Vector128Lanes>(lanes, output.Length, y, t, d, scale, losses);
                    break;
            }
        }

        PointLossKernel.ClearBehind(lanes, valid, gradient);
        var sum = 0.0;
        for (var s = 0; s < valid; s++)
        {
            sum += losses[s];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<V, O>(int lanes, bool logarithm, int length, float* x, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            var (most, sum) = (Largest<V, O>(lanes, length, x + s), default(V));
            for (var at = s; at < length; at += lanes)
            {
                var below = O.Subtract(O.Load(x + at), most);
                var e = Functions<V, O>.Exp(below);
                sum = O.Add(sum, e);
                O.Store(y + at, logarithm ? below : e);
            }

            var log = Functions<V, O>.Log(sum);
            for (var at = s; at < length; at += lanes)
            {
                var value = O.Load(y + at);
                O.Store(y + at, logarithm ? O.Subtract(value, log) : O.Divide(value, sum));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<V, O>(int lanes, bool logarithm, int length, float* y, float* dy, float* dx)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            V sum = default;
            for (var at = s; at < length; at += lanes)
            {
                var slope = O.Load(dy + at);
                sum = logarithm ? O.Add(sum, slope) : O.MultiplyAdd(slope, O.Load(y + at), sum);
            }

            for (var at = s; at < length; at += lanes)
            {
                var (value, slope) = (O.Load(y + at), O.Load(dy + at));
                O.Store(dx + at, logarithm ? O.MultiplySubtract(Functions<V, O>.Exp(value), sum, slope) : O.Multiply(value, O.Subtract(slope, sum)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CrossEntropy<V, O>(int lanes, int length, float* y, float* classes, float* d, float scale, float* losses)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var (half, zero) = (O.All(0.5f), O.All(0f));
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            var (right, most) = (O.Load(classes + s), Largest<V, O>(lanes, length, y + s));
            V sum = default, chosen = default;
            for (var at = s; at < length; at += lanes)
            {
                var below = O.Subtract(O.Load(y + at), most);
                sum = O.Add(sum, Functions<V, O>.Exp(below));
                chosen = O.WhereGreater(half, O.Abs(O.Subtract(right, O.All(at / lanes))), below, chosen);
            }

            O.Store(losses + s, O.Subtract(Functions<V, O>.Log(sum), chosen));
            for (var at = s; d != null && at < length; at += lanes)
            {
                var share = O.Divide(Functions<V, O>.Exp(O.Subtract(O.Load(y + at), most)), sum);
                var one = O.WhereGreater(half, O.Abs(O.Subtract(right, O.All(at / lanes))), O.All(1f), zero);
                O.Store(d + at, O.Multiply(O.All(scale), O.Subtract(share, one)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Largest<V, O>(int lanes, int length, float* x)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var most = O.Load(x);
        for (var at = lanes; at < length; at += lanes)
        {
            most = O.Max(most, O.Load(x + at));
        }

        return most;
    }
}
