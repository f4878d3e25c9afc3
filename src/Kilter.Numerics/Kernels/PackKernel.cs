using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Copies a matrix of weights into the order in which <see cref="ProductKernel"/> reads it: blocks of eight rows of the result, k after k.</summary>
/// <remarks>Moves only. Packed weights are read as one stream; plain ones would be read in strides that fall into the same cache sets when a width is a power of two.</remarks>
internal static unsafe class PackKernel
{
    /// <summary>Packs W (inputs, outputs) for y = Wᵀ·x: packed[o/8][i][o%8] = w[i][o].</summary>
    /// <param name="inputs">Rows of W.</param>
    /// <param name="outputs">Columns of W; rows lie <see cref="Panel.Round16"/> of it apart.</param>
    /// <param name="from">The first row to pack.</param>
    /// <param name="to">The row after the last.</param>
    /// <param name="w">The weights.</param>
    /// <param name="packed">Round8(outputs)·inputs floats.</param>
    public static void Forward(int inputs, int outputs, int from, int to, ReadOnlySpan<float> w, Span<float> packed)
    {
        var stride = Panel.Round16(outputs);
        Panel.Check(w.Length, inputs * stride, nameof(w));
        Panel.Check(packed.Length, ForwardLength(inputs, outputs), nameof(packed));
        fixed (float* first = w, start = packed)
        {
            for (var o = 0; o < outputs; o += 8)
            {
                var row = first + (from * stride) + o;
                var p = start + (o * inputs) + (from * 8);
                for (var i = from; i < to; i++, row += stride, p += 8)
                {
                    Vector256.Load(row).Store(p);
                }
            }
        }
    }

    /// <summary>Packs Wᵀ for dx = W·dy: packed[i/8][o][i%8] = w[i][o].</summary>
    /// <param name="inputs">Rows of W.</param>
    /// <param name="outputs">Columns of W.</param>
    /// <param name="from">The first row to pack; a multiple of 8.</param>
    /// <param name="to">The row after the last; a multiple of 8 or the number of inputs.</param>
    /// <param name="w">The weights.</param>
    /// <param name="packed">Round8(inputs)·outputs floats.</param>
    public static void Backward(int inputs, int outputs, int from, int to, ReadOnlySpan<float> w, Span<float> packed)
    {
        var stride = Panel.Round16(outputs);
        Panel.Check(w.Length, inputs * stride, nameof(w));
        Panel.Check(packed.Length, BackwardLength(inputs, outputs), nameof(packed));
        fixed (float* first = w, start = packed)
        {
            for (var i = from; i < to; i += 8)
            {
                var block = first + (i * stride);
                var p = start + (i * outputs);
                var (rows, o) = (Math.Min(8, to - i), 0);
                for (; rows == 8 && Vector256.IsHardwareAccelerated && o + 8 <= outputs; o += 8)
                {
                    Vector256Lanes.Transpose(block + o, stride, p + (8 * o), 8);
                }

                for (; o < outputs; o++)
                {
                    for (var r = 0; r < 8; r++)
                    {
                        p[(8 * o) + r] = r < rows ? block[(r * stride) + o] : 0;
                    }
                }
            }
        }
    }

    /// <summary>Floats of weights packed by <see cref="Forward"/>.</summary>
    public static int ForwardLength(int inputs, int outputs) => Panel.Round8(outputs) * inputs;

    /// <summary>Floats of weights packed by <see cref="Backward"/>.</summary>
    public static int BackwardLength(int inputs, int outputs) => Panel.Round8(inputs) * outputs;
}
