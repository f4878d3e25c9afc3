using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>The checked arguments of one sum of outer products.</summary>
internal readonly unsafe struct OuterWork(int rows, int columns, int steps, float* x, int xStride, float* d, int dStride, float* c)
{
    public readonly int Rows = rows;
    public readonly int Columns = columns;
    public readonly int Steps = steps;
    public readonly float* X = x;
    public readonly int XStride = xStride;
    public readonly float* D = d;
    public readonly int DStride = dStride;
    public readonly float* C = c;
}

/// <summary>The register tiles of <see cref="OuterKernel"/>: up to 8 rows × 2 vectors of columns, whose sums stay in registers while samples run.</summary>
internal static unsafe class OuterTiles<V, O, TPanel>
    where V : unmanaged
    where O : struct, IVector<V>
    where TPanel : struct, IConstant
{
    public static void Run(in OuterWork w)
    {
        var j = 0;
        for (; j + (2 * O.Lanes) <= w.Columns; j += 2 * O.Lanes)
        {
            Column<Two>(w, j);
        }

        for (; j < w.Columns; j += O.Lanes)
        {
            Column<One>(w, j);
        }
    }

    /// <summary>Sums over steps and samples, four blocks of columns side by side so that the additions overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(int lanes, int columns, int steps, float* d, int dStride, float* c)
    {
        var j = 0;
        for (; j + (4 * O.Lanes) <= columns; j += 4 * O.Lanes)
        {
            Sum<Four>(lanes, steps, d, dStride, j, c + j);
        }

        for (; j < columns; j += O.Lanes)
        {
            Sum<One>(lanes, steps, d, dStride, j, c + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<W>(int lanes, int steps, float* d, int dStride, int column, float* c)
        where W : struct, IConstant
    {
        V s0 = O.Load(c), s1 = default, s2 = default, s3 = default;
        var (n, block) = (O.Lanes, Panel.Block);
        float* p0 = Start(d, column, lanes), p1 = p0, p2 = p0, p3 = p0;
        if (W.Value > 1)
        {
            (s1, s2, s3) = (O.Load(c + n), O.Load(c + (2 * n)), O.Load(c + (3 * n)));
            p1 = Start(d, column + n, lanes);
            p2 = Start(d, column + (2 * n), lanes);
            p3 = Start(d, column + (3 * n), lanes);
        }

        for (var t = 0; t < steps; t++)
        {
            for (var i = 0; i < lanes * block; i += block)
            {
                s0 = O.Add(s0, O.Load(p0 + i));
                if (W.Value > 1)
                {
                    s1 = O.Add(s1, O.Load(p1 + i));
                    s2 = O.Add(s2, O.Load(p2 + i));
                    s3 = O.Add(s3, O.Load(p3 + i));
                }
            }

            p0 += dStride;
            p1 += dStride;
            p2 += dStride;
            p3 += dStride;
        }

        O.Store(c, s0);
        if (W.Value > 1)
        {
            O.Store(c + n, s1);
            O.Store(c + (2 * n), s2);
            O.Store(c + (3 * n), s3);
        }
    }

    /// <summary>Where a column begins in a step cut into blocks of 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Start(float* d, int column, int lanes) => d + (column / Panel.Block * Panel.Block * lanes) + (column % Panel.Block);

    private static void Column<W>(in OuterWork w, int column)
        where W : struct, IConstant
    {
        var r = 0;
        for (; O.Lanes == 16 && r + 8 <= w.Rows; r += 8)
        {
            Sums<Eight, W>(w, r, column);
        }

        for (; r + 4 <= w.Rows; r += 4)
        {
            Sums<Four, W>(w, r, column);
        }

        for (; r + 2 <= w.Rows; r += 2)
        {
            Sums<Two, W>(w, r, column);
        }

        if (r < w.Rows)
        {
            Sums<One, W>(w, r, column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sums<R, W>(in OuterWork w, int row, int column)
        where R : struct, IConstant
        where W : struct, IConstant
    {
        V c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        V c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        var (n, stride) = (O.Lanes, w.Columns);
        var c = w.C + (row * stride) + column;
        Tile<V, O>.Load<W>(c, ref c00, ref c01);
        if (R.Value > 1)
        {
            Tile<V, O>.Load<W>(c + stride, ref c10, ref c11);
        }

        if (R.Value > 2)
        {
            Tile<V, O>.Load<W>(c + (2 * stride), ref c20, ref c21);
            Tile<V, O>.Load<W>(c + (3 * stride), ref c30, ref c31);
        }

        if (R.Value > 4)
        {
            Tile<V, O>.Load<W>(c + (4 * stride), ref c40, ref c41);
            Tile<V, O>.Load<W>(c + (5 * stride), ref c50, ref c51);
            Tile<V, O>.Load<W>(c + (6 * stride), ref c60, ref c61);
            Tile<V, O>.Load<W>(c + (7 * stride), ref c70, ref c71);
        }

        var samples = w.X + (row * TPanel.Value);
        var gradients = Start(w.D, column, TPanel.Value);
        for (var t = 0; t < w.Steps; t++)
        {
            var d = gradients;
            var end = samples + TPanel.Value;
            for (var x = samples; x < end; x++)
            {
                var d0 = O.Load(d);
                var d1 = W.Value > 1 ? O.Load(d + n) : default;
                d += Panel.Block;
                Tile<V, O>.Step<W>(x[0], d0, d1, ref c00, ref c01);
                if (R.Value > 1)
                {
                    Tile<V, O>.Step<W>(x[TPanel.Value], d0, d1, ref c10, ref c11);
                }

                if (R.Value > 2)
                {
                    Tile<V, O>.Step<W>(x[2 * TPanel.Value], d0, d1, ref c20, ref c21);
                    Tile<V, O>.Step<W>(x[3 * TPanel.Value], d0, d1, ref c30, ref c31);
                }

                if (R.Value > 4)
                {
                    Tile<V, O>.Step<W>(x[4 * TPanel.Value], d0, d1, ref c40, ref c41);
                    Tile<V, O>.Step<W>(x[5 * TPanel.Value], d0, d1, ref c50, ref c51);
                    Tile<V, O>.Step<W>(x[6 * TPanel.Value], d0, d1, ref c60, ref c61);
                    Tile<V, O>.Step<W>(x[7 * TPanel.Value], d0, d1, ref c70, ref c71);
                }
            }

            samples += w.XStride;
            gradients += w.DStride;
        }

        Tile<V, O>.Store<W>(c, c00, c01);
        if (R.Value > 1)
        {
            Tile<V, O>.Store<W>(c + stride, c10, c11);
        }

        if (R.Value > 2)
        {
            Tile<V, O>.Store<W>(c + (2 * stride), c20, c21);
            Tile<V, O>.Store<W>(c + (3 * stride), c30, c31);
        }

        if (R.Value > 4)
        {
            Tile<V, O>.Store<W>(c + (4 * stride), c40, c41);
            Tile<V, O>.Store<W>(c + (5 * stride), c50, c51);
            Tile<V, O>.Store<W>(c + (6 * stride), c60, c61);
            Tile<V, O>.Store<W>(c + (7 * stride), c70, c71);
        }
    }
}
