using System.Runtime.CompilerServices;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V, O>(int inputs, int outputs, float* x, float* w, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        // The weights are larger than the first cache and are read once, so the time is that of streaming them from the second: as few tiles as the
        // registers hold, of equal width. Rows read whole stream at 190 GB/s here, in two tiles at 130.
        var most = O.Lanes == 16 ? 16 : O.Lanes == 8 ? 13 : 8;
        var vectors = outputs / O.Lanes;
        var tiles = (vectors + most - 1) / most;
        for (var tile = 0; tile < tiles; tile++)
        {
            var first = vectors * tile / tiles;
            var o = first * O.Lanes;
            switch ((vectors * (tile + 1) / tiles) - first)
            {
                case 1:
                    Tile<V, O, One>(inputs, outputs, x, w + o, y + o);
                    break;
                case 2:
                    Tile<V, O, Two>(inputs, outputs, x, w + o, y + o);
                    break;
                case 3:
                    Tile<V, O, Three>(inputs, outputs, x, w + o, y + o);
                    break;
                case 4:
                    Tile<V, O, Four>(inputs, outputs, x, w + o, y + o);
                    break;
                case 5:
                    Tile<V, O, Five>(inputs, outputs, x, w + o, y + o);
                    break;
                case 6:
                    Tile<V, O, Six>(inputs, outputs, x, w + o, y + o);
                    break;
                case 7:
                    Tile<V, O, Seven>(inputs, outputs, x, w + o, y + o);
                    break;
                case 8:
                    Tile<V, O, Eight>(inputs, outputs, x, w + o, y + o);
                    break;
                case 9:
                    Tile<V, O, Nine>(inputs, outputs, x, w + o, y + o);
                    break;
                case 10:
                    Tile<V, O, Ten>(inputs, outputs, x, w + o, y + o);
                    break;
                case 11:
                    Tile<V, O, Eleven>(inputs, outputs, x, w + o, y + o);
                    break;
                case 12:
                    Tile<V, O, Twelve>(inputs, outputs, x, w + o, y + o);
                    break;
                case 13:
                    Tile<V, O, Thirteen>(inputs, outputs, x, w + o, y + o);
                    break;
                case 14:
                    Tile<V, O, Fourteen>(inputs, outputs, x, w + o, y + o);
                    break;
                case 15:
                    Tile<V, O, Fifteen>(inputs, outputs, x, w + o, y + o);
                    break;
                default:
                    Tile<V, O, Sixteen>(inputs, outputs, x, w + o, y + o);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<V, O, W>(int inputs, int stride, float* x, float* w, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
        where W : struct, IConstant
    {
        var n = O.Lanes;
        var c0 = O.Load(y);
        var c1 = W.Value > 1 ? O.Load(y + (1 * n)) : default;
        var c2 = W.Value > 2 ? O.Load(y + (2 * n)) : default;
        var c3 = W.Value > 3 ? O.Load(y + (3 * n)) : default;
        var c4 = W.Value > 4 ? O.Load(y + (4 * n)) : default;
        var c5 = W.Value > 5 ? O.Load(y + (5 * n)) : default;
        var c6 = W.Value > 6 ? O.Load(y + (6 * n)) : default;
        var c7 = W.Value > 7 ? O.Load(y + (7 * n)) : default;
        var c8 = W.Value > 8 ? O.Load(y + (8 * n)) : default;
        var c9 = W.Value > 9 ? O.Load(y + (9 * n)) : default;
        var c10 = W.Value > 10 ? O.Load(y + (10 * n)) : default;
        var c11 = W.Value > 11 ? O.Load(y + (11 * n)) : default;
        var c12 = W.Value > 12 ? O.Load(y + (12 * n)) : default;
        var c13 = W.Value > 13 ? O.Load(y + (13 * n)) : default;
        var c14 = W.Value > 14 ? O.Load(y + (14 * n)) : default;
        var c15 = W.Value > 15 ? O.Load(y + (15 * n)) : default;
        for (var i = 0; i < inputs; i++, w += stride)
        {
            var all = O.All(x[i]);
            c0 = O.MultiplyAdd(all, O.Load(w), c0);
            c1 = W.Value > 1 ? O.MultiplyAdd(all, O.Load(w + (1 * n)), c1) : c1;
            c2 = W.Value > 2 ? O.MultiplyAdd(all, O.Load(w + (2 * n)), c2) : c2;
            c3 = W.Value > 3 ? O.MultiplyAdd(all, O.Load(w + (3 * n)), c3) : c3;
            c4 = W.Value > 4 ? O.MultiplyAdd(all, O.Load(w + (4 * n)), c4) : c4;
            c5 = W.Value > 5 ? O.MultiplyAdd(all, O.Load(w + (5 * n)), c5) : c5;
            c6 = W.Value > 6 ? O.MultiplyAdd(all, O.Load(w + (6 * n)), c6) : c6;
            c7 = W.Value > 7 ? O.MultiplyAdd(all, O.Load(w + (7 * n)), c7) : c7;
            c8 = W.Value > 8 ? O.MultiplyAdd(all, O.Load(w + (8 * n)), c8) : c8;
            c9 = W.Value > 9 ? O.MultiplyAdd(all, O.Load(w + (9 * n)), c9) : c9;
            c10 = W.Value > 10 ? O.MultiplyAdd(all, O.Load(w + (10 * n)), c10) : c10;
            c11 = W.Value > 11 ? O.MultiplyAdd(all, O.Load(w + (11 * n)), c11) : c11;
            c12 = W.Value > 12 ? O.MultiplyAdd(all, O.Load(w + (12 * n)), c12) : c12;
            c13 = W.Value > 13 ? O.MultiplyAdd(all, O.Load(w + (13 * n)), c13) : c13;
            c14 = W.Value > 14 ? O.MultiplyAdd(all, O.Load(w + (14 * n)), c14) : c14;
            c15 = W.Value > 15 ? O.MultiplyAdd(all, O.Load(w + (15 * n)), c15) : c15;
        }

        O.Store(y, c0);
        Store<V, O, Two, W>(y + (1 * n), c1);
        Store<V, O, Three, W>(y + (2 * n), c2);
        Store<V, O, Four, W>(y + (3 * n), c3);
        Store<V, O, Five, W>(y + (4 * n), c4);
        Store<V, O, Six, W>(y + (5 * n), c5);
        Store<V, O, Seven, W>(y + (6 * n), c6);
        Store<V, O, Eight, W>(y + (7 * n), c7);
        Store<V, O, Nine, W>(y + (8 * n), c8);
        Store<V, O, Ten, W>(y + (9 * n), c9);
        Store<V, O, Eleven, W>(y + (10 * n), c10);
        Store<V, O, Twelve, W>(y + (11 * n), c11);
        Store<V, O, Thirteen, W>(y + (12 * n), c12);
        Store<V, O, Fourteen, W>(y + (13 * n), c13);
        Store<V, O, Fifteen, W>(y + (14 * n), c14);
        Store<V, O, Sixteen, W>(y + (15 * n), c15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V, O, N, W>(float* y, V c)
        where V : unmanaged
        where O : struct, IVector<V>
        where N : struct, IConstant
        where W : struct, IConstant
    {
        if (N.Value <= W.Value)
        {
            O.Store(y, c);
        }
    }
}
