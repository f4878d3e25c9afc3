using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>y = start + Wᵀ·x for a single sample, outputs in the lanes: the product of the streaming path.</summary>
/// <remarks>
/// The same chain of fused multiply-adds for each output as <see cref="ProductKernel"/>, so one sample alone has the bits it has in a panel.
/// Reads the weights once, in rows, from where they are trained. Allocates nothing.
/// </remarks>
internal static unsafe class ColumnKernel
{
    /// <summary>y[o] += Σᵢ x[i]·w[i][o], for Round16(outputs) values of y. Start y with the bias.</summary>
    /// <param name="x">I inputs.</param>
    /// <param name="w">(I, Round16(outputs)).</param>
    /// <param name="y">Round16(outputs) values.</param>
    public static void Accumulate(ReadOnlySpan<float> x, ReadOnlySpan<float> w, Span<float> y)
    {
        Panel.Check(w.Length, x.Length * y.Length, nameof(w));
        fixed (float* inputs = x, weights = w, to = y)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Run<Vector512<float>, Vector512Lanes>(x.Length, y.Length, inputs, weights, to);
                    break;
                case 8:
                    Run<Vector256<float>, Vector256Lanes>(x.Length, y.Length, inputs, weights, to);
                    break;
                default:
                    Run<Vector128<float>, Vector128Lanes>(x.Length, y.Length, inputs, weights, to);
                    break;
            }
        }
    }

    private static void Run<V, O>(int inputs, int outputs, float* x, float* w, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var o = 0;
        for (; o + (8 * O.Lanes) <= outputs; o += 8 * O.Lanes)
        {
            Tile<V, O, Eight>(inputs, outputs, x, w + o, y + o);
        }

        for (; o + (4 * O.Lanes) <= outputs; o += 4 * O.Lanes)
        {
            Tile<V, O, Four>(inputs, outputs, x, w + o, y + o);
        }

        for (; o < outputs; o += O.Lanes)
        {
            Tile<V, O, One>(inputs, outputs, x, w + o, y + o);
        }
    }

    private static void Tile<V, O, W>(int inputs, int stride, float* x, float* w, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
        where W : struct, IConstant
    {
        V c0 = O.Load(y), c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        var n = O.Lanes;
        if (W.Value > 1)
        {
            (c1, c2, c3) = (O.Load(y + n), O.Load(y + (2 * n)), O.Load(y + (3 * n)));
        }

        if (W.Value > 4)
        {
            (c4, c5, c6, c7) = (O.Load(y + (4 * n)), O.Load(y + (5 * n)), O.Load(y + (6 * n)), O.Load(y + (7 * n)));
        }

        for (var i = 0; i < inputs; i++, w += stride)
        {
            var all = O.All(x[i]);
            c0 = O.MultiplyAdd(all, O.Load(w), c0);
            if (W.Value > 1)
            {
                c1 = O.MultiplyAdd(all, O.Load(w + n), c1);
                c2 = O.MultiplyAdd(all, O.Load(w + (2 * n)), c2);
                c3 = O.MultiplyAdd(all, O.Load(w + (3 * n)), c3);
            }

            if (W.Value > 4)
            {
                c4 = O.MultiplyAdd(all, O.Load(w + (4 * n)), c4);
                c5 = O.MultiplyAdd(all, O.Load(w + (5 * n)), c5);
                c6 = O.MultiplyAdd(all, O.Load(w + (6 * n)), c6);
                c7 = O.MultiplyAdd(all, O.Load(w + (7 * n)), c7);
            }
        }

        O.Store(y, c0);
        if (W.Value > 1)
        {
            O.Store(y + n, c1);
            O.Store(y + (2 * n), c2);
            O.Store(y + (3 * n), c3);
        }

        if (W.Value > 4)
        {
            O.Store(y + (4 * n), c4);
            O.Store(y + (5 * n), c5);
            O.Store(y + (6 * n), c6);
            O.Store(y + (7 * n), c7);
        }
    }
}
