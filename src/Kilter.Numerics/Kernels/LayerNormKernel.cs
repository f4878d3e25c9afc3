using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Normalisation of each sample over some rows (layer normalisation): y = (x − mean)/√(variance + ε)·scale + shift.</summary>
/// <remarks>
/// Sums over rows run in the sample's own lane: float32 over 64 rows at a time, then over these sums, in order. The variance is that of the rows
/// themselves (divided by their number), taken around the mean in a second pass. Root and division are exact. Allocates nothing; the same bits for
/// every width, and for one sample alone.
/// </remarks>
internal static unsafe class LayerNormKernel
{
    private const int RowsInOneSum = 64;

    /// <summary>y from x.</summary>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="rows">Rows that are normalised together.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="scale">(rows), or empty for 1.</param>
    /// <param name="shift">(rows), or empty for 0.</param>
    /// <param name="x">(rows, lanes).</param>
    /// <param name="y">(rows, lanes).</param>
    /// <param name="kept">Mean and 1/√(variance + ε) of each sample, (2, lanes).</param>
    public static void Forward(
        int lanes, int rows, float epsilon, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, ReadOnlySpan<float> x, Span<float> y, Span<float> kept)
    {
        Panel.Check(x.Length, rows * lanes, nameof(x));
        Panel.Check(y.Length, rows * lanes, nameof(y));
        Panel.Check(kept.Length, 2 * lanes, nameof(kept));
        fixed (float* from = x, to = y, scales = scale, shifts = shift, keep = kept)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Forward<Vector512<float>, Vector512Lanes>(lanes, rows, epsilon, scales, shifts, from, to, keep);
                    break;
                case 8:
                    Forward<Vector256<float>, Vector256Lanes>(lanes, rows, epsilon, scales, shifts, from, to, keep);
                    break;
                default:
                    Forward<Vector128<float>, Vector128Lanes>(lanes, rows, epsilon, scales, shifts, from, to, keep);
                    break;
            }
        }
    }

    /// <summary>dx from dy, and the gradients of scale and shift of each sample by itself.</summary>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="rows">Rows that are normalised together.</param>
    /// <param name="scale">(rows), or empty for 1.</param>
    /// <param name="x">(rows, lanes).</param>
    /// <param name="dy">(rows, lanes).</param>
    /// <param name="kept">What forward kept.</param>
    /// <param name="dx">(rows, lanes), overwritten; may be empty.</param>
    /// <param name="sums">(2, rows, lanes): dy·(x − mean)/√(variance + ε), then dy. Added to.</param>
    public static void Backward(
        int lanes, int rows, ReadOnlySpan<float> scale, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, ReadOnlySpan<float> kept, Span<float> dx, Span<float> sums)
    {
        Panel.Check(x.Length, rows * lanes, nameof(x));
        Panel.Check(dy.Length, rows * lanes, nameof(dy));
        Panel.Check(kept.Length, 2 * lanes, nameof(kept));
        Panel.Check(sums.Length, 2 * rows * lanes, nameof(sums));
        fixed (float* from = x, gradient = dy, to = dx, scales = scale, keep = kept, add = sums)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Backward<Vector512<float>, Vector512Lanes>(lanes, rows, scales, from, gradient, keep, to, add);
                    break;
                case 8:
                    Backward<Vector256<float>, Vector256Lanes>(lanes, rows, scales, from, gradient, keep, to, add);
                    break;
                default:
                    Backward<Vector128<float>, Vector128Lanes>(lanes, rows, scales, from, gradient, keep, to, add);
                    break;
            }
        }
    }

    /// <summary>y from x of one sample, its values side by side: the bits it has in a panel.</summary>
    public static void ForwardOne(float epsilon, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, ReadOnlySpan<float> x, Span<float> y)
    {
        var rows = x.Length;
        var mean = 0f;
        for (var r = 0; r < rows; r += RowsInOneSum)
        {
            var part = 0f;
            for (var i = r; i < Math.Min(rows, r + RowsInOneSum); i++)
            {
                part += x[i];
            }

            mean += part;
        }

        mean /= rows;
        var variance = 0f;
        for (var r = 0; r < rows; r += RowsInOneSum)
        {
            var part = 0f;
            for (var i = r; i < Math.Min(rows, r + RowsInOneSum); i++)
            {
                part = MathF.FusedMultiplyAdd(x[i] - mean, x[i] - mean, part);
            }

            variance += part;
        }

        var inverse = 1 / MathF.Sqrt((variance / rows) + epsilon);
        for (var r = 0; r < rows; r++)
        {
            var value = (x[r] - mean) * inverse;
            y[r] = MathF.FusedMultiplyAdd(value, scale.IsEmpty ? 1 : scale[r], shift.IsEmpty ? 0 : shift[r]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<V, O>(int lanes, int rows, float epsilon, float* scale, float* shift, float* x, float* y, float* kept)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var count = O.All(rows);
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            V mean = default, variance = default;
            for (var r = 0; r < rows; r += RowsInOneSum)
            {
                V part = default;
                for (var i = r; i < Math.Min(rows, r + RowsInOneSum); i++)
                {
                    part = O.Add(part, O.Load(x + (i * lanes) + s));
                }

                mean = O.Add(mean, part);
            }

            mean = O.Divide(mean, count);
            for (var r = 0; r < rows; r += RowsInOneSum)
            {
                V part = default;
                for (var i = r; i < Math.Min(rows, r + RowsInOneSum); i++)
                {
                    var d = O.Subtract(O.Load(x + (i * lanes) + s), mean);
                    part = O.MultiplyAdd(d, d, part);
                }

                variance = O.Add(variance, part);
            }

            var inverse = O.Divide(O.All(1f), O.Sqrt(O.Add(O.Divide(variance, count), O.All(epsilon))));
            for (var r = 0; r < rows; r++)
            {
                var value = O.Multiply(O.Subtract(O.Load(x + (r * lanes) + s), mean), inverse);
                O.Store(y + (r * lanes) + s, O.MultiplyAdd(value, O.All(scale == null ? 1 : scale[r]), O.All(shift == null ? 0 : shift[r])));
            }

            O.Store(kept + s, mean);
            O.Store(kept + lanes + s, inverse);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<V, O>(int lanes, int rows, float* scale, float* x, float* dy, float* kept, float* dx, float* sums)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var share = O.All(1f / rows);
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            var (mean, inverse) = (O.Load(kept + s), O.Load(kept + lanes + s));
            V first = default, second = default;
            for (var r = 0; r < rows; r += RowsInOneSum)
            {
                V firstPart = default, secondPart = default;
                for (var i = r; i < Math.Min(rows, r + RowsInOneSum); i++)
                {
                    var at = (i * lanes) + s;
                    var value = O.Multiply(O.Subtract(O.Load(x + at), mean), inverse);
                    var gradient = O.Load(dy + at);
                    var scaled = O.Multiply(gradient, O.All(scale == null ? 1 : scale[i]));
                    firstPart = O.Add(firstPart, scaled);
                    secondPart = O.MultiplyAdd(scaled, value, secondPart);
                    O.Store(sums + at, O.MultiplyAdd(gradient, value, O.Load(sums + at)));
                    O.Store(sums + (rows * lanes) + at, O.Add(O.Load(sums + (rows * lanes) + at), gradient));
                }

                first = O.Add(first, firstPart);
                second = O.Add(second, secondPart);
            }

            (first, second) = (O.Multiply(first, share), O.Multiply(second, share));
            for (var r = 0; dx != null && r < rows; r++)
            {
                var at = (r * lanes) + s;
                var value = O.Multiply(O.Subtract(O.Load(x + at), mean), inverse);
                var scaled = O.Multiply(O.Load(dy + at), O.All(scale == null ? 1 : scale[r]));
                O.Store(dx + at, O.Multiply(inverse, O.MultiplySubtract(value, second, O.Subtract(scaled, first))));
            }
        }
    }
}
