using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>c[k][g] += Σₜ Σₛ x[t][k][s]·d[t][g][s]: the gradient of a matrix of weights over some steps and the samples of one panel.</summary>
/// <remarks>
/// The gradients d come turned and cut into blocks of 32 columns, so that a block is one stream of memory (<see cref="TransposeKernel.Blocked"/>).
/// Bit-stable: each value is one chain over steps, then samples, in order. Allocates nothing.
/// </remarks>
internal static unsafe class OuterKernel
{
    /// <summary>Adds the outer products of <paramref name="steps"/> steps.</summary>
    /// <param name="lanes">Samples of the panel, 16 or 32.</param>
    /// <param name="rows">Rows of x, and of c.</param>
    /// <param name="columns">Columns of c; whole multiples of 16.</param>
    /// <param name="steps">Steps to sum over.</param>
    /// <param name="x">[step][row][sample]; steps lie <paramref name="xStride"/> apart.</param>
    /// <param name="xStride">Floats from one step of x to the next.</param>
    /// <param name="d">[step][column/32][sample][32]; steps lie <paramref name="dStride"/> apart.</param>
    /// <param name="dStride">Floats from one step of d to the next.</param>
    /// <param name="c">[row][column], rows <paramref name="columns"/> apart. Added to.</param>
    public static void Add(
        int lanes, int rows, int columns, int steps, ReadOnlySpan<float> x, int xStride, ReadOnlySpan<float> d, int dStride, Span<float> c)
    {
        if (rows == 0 || steps == 0)
        {
            return;
        }

        Panel.Check(x.Length, ((steps - 1) * xStride) + (rows * lanes), nameof(x));
        Panel.Check(d.Length, ((steps - 1) * dStride) + Panel.BlockedLength(columns, lanes), nameof(d));
        Panel.Check(c.Length, rows * columns, nameof(c));
        fixed (float* from = x, gradients = d, to = c)
        {
            var work = new OuterWork(rows, columns, steps, from, xStride, gradients, dStride, to);
            if (lanes == Panel.Wide)
            {
                Run<ThirtyTwo>(work);
            }
            else
            {
                Run<Sixteen>(work);
            }
        }
    }

    /// <summary>c[g] += Σₜ Σₛ d[t][g][s]: the gradient of a bias.</summary>
    public static void AddSum(int lanes, int columns, int steps, ReadOnlySpan<float> d, int dStride, Span<float> c)
    {
        Panel.Check(d.Length, ((steps - 1) * dStride) + Panel.BlockedLength(columns, lanes), nameof(d));
        Panel.Check(c.Length, columns, nameof(c));
        fixed (float* gradients = d, to = c)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    OuterTiles<Vector512<float>, Vector512Lanes, One>.Sum(lanes, columns, steps, gradients, dStride, to);
                    break;
                case 8:
                    OuterTiles<Vector256<float>, Vector256Lanes, One>.Sum(lanes, columns, steps, gradients, dStride, to);
                    break;
                default:
                    OuterTiles<Vector128<float>, Vector128Lanes, One>.Sum(lanes, columns, steps, gradients, dStride, to);
                    break;
            }
        }
    }

    private static void Run<TPanel>(in OuterWork work)
        where TPanel : struct, IConstant
    {
        switch (Simd.Lanes)
        {
            case 16:
                OuterTiles<Vector512<float>, Vector512Lanes, TPanel>.Run(work);
                break;
            case 8:
                OuterTiles<Vector256<float>, Vector256Lanes, TPanel>.Run(work);
                break;
            default:
                OuterTiles<Vector128<float>, Vector128Lanes, TPanel>.Run(work);
                break;
        }
    }
}
