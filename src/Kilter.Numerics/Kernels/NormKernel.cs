using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Normalisation by numbers of a channel (batch normalisation): the same for all samples of a row.</summary>
/// <remarks>Bit-stable: element by element. Allocates nothing.</remarks>
internal static unsafe class NormKernel
{
    /// <summary>y = (x − centre)·factor + shift, each a number of the row.</summary>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="centre">(rows).</param>
    /// <param name="factor">(rows).</param>
    /// <param name="shift">(rows).</param>
    /// <param name="x">(steps, rows, lanes).</param>
    /// <param name="y">(steps, rows, lanes).</param>
    public static void Forward(
        int lanes, int steps, ReadOnlySpan<float> centre, ReadOnlySpan<float> factor, ReadOnlySpan<float> shift, ReadOnlySpan<float> x, Span<float> y)
    {
        var rows = centre.Length;
        Panel.Check(factor.Length, rows, nameof(factor));
        Panel.Check(shift.Length, rows, nameof(shift));
        Panel.Check(x.Length, steps * rows * lanes, nameof(x));
        Panel.Check(y.Length, steps * rows * lanes, nameof(y));
        fixed (float* centres = centre, factors = factor, shifts = shift, from = x, to = y)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Forward<Vector512<float>, Vector512Lanes>(lanes, steps, rows, centres, factors, shifts, from, to);
                    break;
                case 8:
                    Forward<Vector256<float>, Vector256Lanes>(lanes, steps, rows, centres, factors, shifts, from, to);
                    break;
                default:
                    Forward<Vector128<float>, Vector128Lanes>(lanes, steps, rows, centres, factors, shifts, from, to);
                    break;
            }
        }
    }

    /// <summary>dx = factor·(dy − mean − (x − centre)·slope), each a number of the row.</summary>
    public static void Backward(
        int lanes, int steps, ReadOnlySpan<float> centre, ReadOnlySpan<float> factor, ReadOnlySpan<float> mean, ReadOnlySpan<float> slope,
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var rows = centre.Length;
        Panel.Check(Math.Min(factor.Length, Math.Min(mean.Length, slope.Length)), rows, nameof(factor));
        Panel.Check(x.Length, steps * rows * lanes, nameof(x));
        Panel.Check(dy.Length, steps * rows * lanes, nameof(dy));
        Panel.Check(dx.Length, steps * rows * lanes, nameof(dx));
        fixed (float* centres = centre, factors = factor, means = mean, slopes = slope, from = x, gradient = dy, to = dx)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Backward<Vector512<float>, Vector512Lanes>(lanes, steps, rows, centres, factors, means, slopes, from, gradient, to);
                    break;
                case 8:
                    Backward<Vector256<float>, Vector256Lanes>(lanes, steps, rows, centres, factors, means, slopes, from, gradient, to);
                    break;
                default:
                    Backward<Vector128<float>, Vector128Lanes>(lanes, steps, rows, centres, factors, means, slopes, from, gradient, to);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<V, O>(int lanes, int steps, int rows, float* centre, float* factor, float* shift, float* x, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var t = 0; t < steps; t++)
        {
            for (var r = 0; r < rows; r++, x += lanes, y += lanes)
            {
                var (c, f, b) = (O.All(centre[r]), O.All(factor[r]), O.All(shift[r]));
                for (var s = 0; s < lanes; s += O.Lanes)
                {
                    O.Store(y + s, O.MultiplyAdd(O.Subtract(O.Load(x + s), c), f, b));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<V, O>(
        int lanes, int steps, int rows, float* centre, float* factor, float* mean, float* slope, float* x, float* dy, float* dx)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var t = 0; t < steps; t++)
        {
            for (var r = 0; r < rows; r++, x += lanes, dy += lanes, dx += lanes)
            {
                var (c, f, m, k) = (O.All(centre[r]), O.All(factor[r]), O.All(mean[r]), O.All(slope[r]));
                for (var s = 0; s < lanes; s += O.Lanes)
                {
                    var rest = O.MultiplySubtract(O.Subtract(O.Load(x + s), c), k, O.Subtract(O.Load(dy + s), m));
                    O.Store(dx + s, O.Multiply(f, rest));
                }
            }
        }
    }
}
