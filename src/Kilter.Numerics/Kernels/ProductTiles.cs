using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>The checked arguments of one product.</summary>
internal readonly unsafe struct ProductWork(
    int rows, int skip, int k1, float* a1, int stride1, float* x1, int k2, float* a2, int stride2, float* x2, float* bias, float* c, bool accumulate)
{
    public readonly int Rows = rows;
    public readonly int Skip = skip;
    public readonly int K1 = k1;
    public readonly float* A1 = a1;
    public readonly int Stride1 = stride1;
    public readonly float* X1 = x1;
    public readonly int K2 = k2;
    public readonly float* A2 = a2;
    public readonly int Stride2 = stride2;
    public readonly float* X2 = x2;
    public readonly float* Bias = bias;
    public readonly float* C = c;
    public readonly bool Accumulate = accumulate;
}

/// <summary>The register tiles of <see cref="ProductKernel"/>: up to 8 rows × 2 vectors, whose 16 sums stay in registers while k runs.</summary>
/// <remarks>Lengths were checked by the caller. Rows that fill no tile of 8 take tiles of 4, 2 and 1; the bits are the same.</remarks>
internal static unsafe class ProductTiles<V, O, TPanel>
    where V : unmanaged
    where O : struct, IVector<V>
    where TPanel : struct, IConstant
{
    public static void Run(in ProductWork w)
    {
        if (TPanel.Value >= 2 * O.Lanes)
        {
            for (var v = 0; v < TPanel.Value; v += 2 * O.Lanes)
            {
                Column<Two>(w, v);
            }
        }
        else
        {
            Column<One>(w, 0);
        }
    }

    private static void Column<W>(in ProductWork w, int v)
        where W : struct, IConstant
    {
        for (var r = 0; r < w.Rows;)
        {
            // Eight rows × two vectors are 16 sums, too many for the 16 registers of AVX2. No tile reaches into the next block of packed rows.
            var room = Math.Min(w.Rows - r, 8 - ((r + w.Skip) & 7));
            if (O.Lanes == 16 && room == 8)
            {
                Sums<Eight, W>(w, r, v);
                r += 8;
            }
            else if (room >= 4)
            {
                Sums<Four, W>(w, r, v);
                r += 4;
            }
            else if (room >= 2)
            {
                Sums<Two, W>(w, r, v);
                r += 2;
            }
            else
            {
                Sums<One, W>(w, r, v);
                r++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sums<R, W>(in ProductWork w, int row, int v)
        where R : struct, IConstant
        where W : struct, IConstant
    {
        V c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        V c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        var n = O.Lanes;
        var c = w.C + (row * TPanel.Value) + v;
        if (w.Accumulate)
        {
            Tile<V, O>.Load<W>(c, ref c00, ref c01);
            if (R.Value > 1)
            {
                Tile<V, O>.Load<W>(c + TPanel.Value, ref c10, ref c11);
            }

            if (R.Value > 2)
            {
                Tile<V, O>.Load<W>(c + (2 * TPanel.Value), ref c20, ref c21);
                Tile<V, O>.Load<W>(c + (3 * TPanel.Value), ref c30, ref c31);
            }

            if (R.Value > 4)
            {
                Tile<V, O>.Load<W>(c + (4 * TPanel.Value), ref c40, ref c41);
                Tile<V, O>.Load<W>(c + (5 * TPanel.Value), ref c50, ref c51);
                Tile<V, O>.Load<W>(c + (6 * TPanel.Value), ref c60, ref c61);
                Tile<V, O>.Load<W>(c + (7 * TPanel.Value), ref c70, ref c71);
            }
        }
        else if (w.Bias != null)
        {
            var b = w.Bias + row;
            c00 = c01 = O.All(b[0]);
            if (R.Value > 1)
            {
                c10 = c11 = O.All(b[1]);
            }

            if (R.Value > 2)
            {
                c20 = c21 = O.All(b[2]);
                c30 = c31 = O.All(b[3]);
            }

            if (R.Value > 4)
            {
                c40 = c41 = O.All(b[4]);
                c50 = c51 = O.All(b[5]);
                c60 = c61 = O.All(b[6]);
                c70 = c71 = O.All(b[7]);
            }
        }

        // Packed: the eight weights of a k lie side by side, k after k, one block of eight rows after the other.
        var (block, place) = ((row + w.Skip) >> 3, (row + w.Skip) & 7);
        var a = w.A1 + (block * w.Stride1) + place;
        var x = w.X1 + v;
        var k = w.K1;
        for (var factor = 0; factor < 2; factor++)
        {
            for (; k > 0; k--)
            {
                var x0 = O.Load(x);
                var x1 = W.Value > 1 ? O.Load(x + n) : default;
                x += TPanel.Value;
                Tile<V, O>.Step<W>(a[0], x0, x1, ref c00, ref c01);
                if (R.Value > 1)
                {
                    Tile<V, O>.Step<W>(a[1], x0, x1, ref c10, ref c11);
                }

                if (R.Value > 2)
                {
                    Tile<V, O>.Step<W>(a[2], x0, x1, ref c20, ref c21);
                    Tile<V, O>.Step<W>(a[3], x0, x1, ref c30, ref c31);
                }

                if (R.Value > 4)
                {
                    Tile<V, O>.Step<W>(a[4], x0, x1, ref c40, ref c41);
                    Tile<V, O>.Step<W>(a[5], x0, x1, ref c50, ref c51);
                    Tile<V, O>.Step<W>(a[6], x0, x1, ref c60, ref c61);
                    Tile<V, O>.Step<W>(a[7], x0, x1, ref c70, ref c71);
                }

                a += 8;
            }

            a = w.A2 + (block * w.Stride2) + place;
            x = w.X2 + v;
            k = w.K2;
        }

        Tile<V, O>.Store<W>(c, c00, c01);
        if (R.Value > 1)
        {
            Tile<V, O>.Store<W>(c + TPanel.Value, c10, c11);
        }

        if (R.Value > 2)
        {
            Tile<V, O>.Store<W>(c + (2 * TPanel.Value), c20, c21);
            Tile<V, O>.Store<W>(c + (3 * TPanel.Value), c30, c31);
        }

        if (R.Value > 4)
        {
            Tile<V, O>.Store<W>(c + (4 * TPanel.Value), c40, c41);
            Tile<V, O>.Store<W>(c + (5 * TPanel.Value), c50, c51);
            Tile<V, O>.Store<W>(c + (6 * TPanel.Value), c60, c61);
            Tile<V, O>.Store<W>(c + (7 * TPanel.Value), c70, c71);
        }
    }
}
