using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kilter.Numerics.Kernels;

/// <summary>y = start + Wᵀ·x for a single sample, outputs in the lanes: the product of the streaming path.</summary>
/// <remarks>
/// The same chain of fused multiply-adds for each output as <see cref="ProductKernel"/>, so one sample alone has the bits it has in a panel.
/// Reads the weights once, in rows, from where they are trained. Allocates nothing.
/// </remarks>
internal static unsafe class ColumnKernel
{
    // Rows to ask for before they are needed. The weights of a step are larger than the first cache and are read once, so the reads wait for
    // the second one unless they are announced: 1.10 µs a step of two LSTM(50) without, 0.81 µs with.
    private const int Ahead = 6;

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
        // Tiles of equal size: a narrow one would wait for its few sums instead of the memory.
        var vectors = outputs / O.Lanes;
        var tiles = (vectors + 7) / 8;
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
                default:
                    Tile<V, O, Eight>(inputs, outputs, x, w + o, y + o);
                    break;
            }
        }
    }

    private static void Tile<V, O, W>(int inputs, int stride, float* x, float* w, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
        where W : struct, IConstant
    {
        var n = O.Lanes;
        var c0 = O.Load(y);
        var c1 = W.Value > 1 ? O.Load(y + n) : default;
        var c2 = W.Value > 2 ? O.Load(y + (2 * n)) : default;
        var c3 = W.Value > 3 ? O.Load(y + (3 * n)) : default;
        var c4 = W.Value > 4 ? O.Load(y + (4 * n)) : default;
        var c5 = W.Value > 5 ? O.Load(y + (5 * n)) : default;
        var c6 = W.Value > 6 ? O.Load(y + (6 * n)) : default;
        var c7 = W.Value > 7 ? O.Load(y + (7 * n)) : default;
        for (var i = 0; i < inputs; i++, w += stride)
        {
            Announce<W>(w + (Ahead * stride), n);
            var all = O.All(x[i]);
            c0 = O.MultiplyAdd(all, O.Load(w), c0);
            c1 = W.Value > 1 ? O.MultiplyAdd(all, O.Load(w + n), c1) : c1;
            c2 = W.Value > 2 ? O.MultiplyAdd(all, O.Load(w + (2 * n)), c2) : c2;
            c3 = W.Value > 3 ? O.MultiplyAdd(all, O.Load(w + (3 * n)), c3) : c3;
            c4 = W.Value > 4 ? O.MultiplyAdd(all, O.Load(w + (4 * n)), c4) : c4;
            c5 = W.Value > 5 ? O.MultiplyAdd(all, O.Load(w + (5 * n)), c5) : c5;
            c6 = W.Value > 6 ? O.MultiplyAdd(all, O.Load(w + (6 * n)), c6) : c6;
            c7 = W.Value > 7 ? O.MultiplyAdd(all, O.Load(w + (7 * n)), c7) : c7;
        }

        Store<V, O, One, W>(y, c0);
        Store<V, O, Two, W>(y + n, c1);
        Store<V, O, Three, W>(y + (2 * n), c2);
        Store<V, O, Four, W>(y + (3 * n), c3);
        Store<V, O, Five, W>(y + (4 * n), c4);
        Store<V, O, Six, W>(y + (5 * n), c5);
        Store<V, O, Seven, W>(y + (6 * n), c6);
        Store<V, O, Eight, W>(y + (7 * n), c7);
    }

    // Written out, since the compiler unrolls no loop here. An address behind the weights is harmless: nothing is read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Announce<W>(float* row, int n)
        where W : struct, IConstant
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        Sse.Prefetch0(row);
        if (W.Value > 1)
        {
            Sse.Prefetch0(row + n);
        }

        if (W.Value > 2)
        {
            Sse.Prefetch0(row + (2 * n));
        }

        if (W.Value > 3)
        {
            Sse.Prefetch0(row + (3 * n));
        }

        if (W.Value > 4)
        {
            Sse.Prefetch0(row + (4 * n));
        }

        if (W.Value > 5)
        {
            Sse.Prefetch0(row + (5 * n));
        }

        if (W.Value > 6)
        {
            Sse.Prefetch0(row + (6 * n));
        }

        if (W.Value > 7)
        {
            Sse.Prefetch0(row + (7 * n));
        }
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
