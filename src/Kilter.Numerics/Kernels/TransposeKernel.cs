using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Turns samples into panels and back, and gradients into the blocks that <see cref="OuterKernel"/> reads. Moves only.</summary>
internal static unsafe class TransposeKernel
{
    /// <summary>Panel rows to blocks: to[row/32][sample][row%32] = from[row][sample].</summary>
    /// <param name="rows">Rows; whole multiples of 16.</param>
    /// <param name="lanes">Samples of the panel, 16 or 32.</param>
    /// <param name="from">(rows, lanes).</param>
    /// <param name="to"><see cref="Panel.BlockedLength"/> floats.</param>
    public static void Blocked(int rows, int lanes, ReadOnlySpan<float> from, Span<float> to)
    {
        Panel.Check(from.Length, rows * lanes, nameof(from));
        Panel.Check(to.Length, Panel.BlockedLength(rows, lanes), nameof(to));
        fixed (float* source = from, target = to)
        {
            for (var block = 0; block < rows; block += Panel.Block)
            {
                Turn(Math.Min(Panel.Block, rows - block), lanes, source + (block * lanes), lanes, target + (block * lanes), Panel.Block);
            }
        }
    }

    /// <summary>Samples to a panel: to[column][sample] = from[sample][column].</summary>
    /// <param name="columns">Values of a sample; from has rows of <see cref="Panel.Round16"/> of it.</param>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="from">(lanes, Round16(columns)).</param>
    /// <param name="to">(Round16(columns), lanes).</param>
    public static void ToPanel(int columns, int lanes, ReadOnlySpan<float> from, Span<float> to)
    {
        var width = Panel.Round16(columns);
        Panel.Check(from.Length, width * lanes, nameof(from));
        Panel.Check(to.Length, width * lanes, nameof(to));
        fixed (float* source = from, target = to)
        {
            Turn(lanes, width, source, width, target, lanes);
        }
    }

    /// <summary>A panel to samples: to[sample][row] = from[row][sample], in rows of <see cref="Panel.Round16"/>.</summary>
    /// <param name="rows">Rows; from has room for whole multiples of 16.</param>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="from">(Round16(rows), lanes).</param>
    /// <param name="to">(lanes, Round16(rows)).</param>
    public static void FromPanel(int rows, int lanes, ReadOnlySpan<float> from, Span<float> to)
    {
        var width = Panel.Round16(rows);
        Panel.Check(from.Length, width * lanes, nameof(from));
        Panel.Check(to.Length, width * lanes, nameof(to));
        fixed (float* source = from, target = to)
        {
            Turn(width, lanes, source, lanes, target, width);
        }
    }

    private static void Turn(int rows, int columns, float* from, int fromStride, float* to, int toStride)
    {
        switch (Simd.Lanes)
        {
            case 16:
                Turn<Vector512<float>, Vector512Lanes>(rows, columns, from, fromStride, to, toStride);
                break;
            case 8:
                Turn<Vector256<float>, Vector256Lanes>(rows, columns, from, fromStride, to, toStride);
                break;
            default:
                Turn<Vector128<float>, Vector128Lanes>(rows, columns, from, fromStride, to, toStride);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn<V, O>(int rows, int columns, float* from, int fromStride, float* to, int toStride)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var i = 0; i < rows; i += O.Lanes)
        {
            for (var j = 0; j < columns; j += O.Lanes)
            {
                O.Transpose(from + (i * fromStride) + j, fromStride, to + (j * toStride) + i, toStride);
            }
        }
    }
}
