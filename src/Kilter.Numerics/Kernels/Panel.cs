using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>The layout all layers share: a panel holds 32 or 16 samples side by side, time-major and feature-major, [time][row][sample].</summary>
/// <remarks>
/// Samples lie in the vector lanes, so no width of a layer needs padding and no sum runs across lanes. A row is 128 or 64 bytes; a panel starts on
/// a multiple of 64. The places of a panel that no sample fills hold zeros whose upstream gradient is zero.
/// </remarks>
internal static class Panel
{
    /// <summary>Samples in a wide panel.</summary>
    public const int Wide = 32;

    /// <summary>Samples in a narrow panel: for batches so small that wide ones would leave a core idle.</summary>
    public const int Narrow = 16;

    /// <summary>Columns of a block in which gradients are turned for <see cref="OuterKernel"/>.</summary>
    public const int Block = 32;

    /// <summary>The panel that a batch is cut into. Depends on the batch alone, since it is part of the result.</summary>
    public static int LanesFor(int batch) => batch <= Wide ? Narrow : Wide;

    /// <summary>The next multiple of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Round8(int n) => (n + 7) & ~7;

    /// <summary>The next multiple of 16: the row length of a matrix of weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Round16(int n) => (n + 15) & ~15;

    /// <summary>Floats that <see cref="TransposeKernel.Blocked"/> writes for <paramref name="rows"/> rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BlockedLength(int rows, int lanes) => ((rows + Block - 1) / Block) * Block * lanes;

    /// <summary>Refuses a span of another length than a kernel counts on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int length, int needed, string name)
    {
        if (length < needed)
        {
            Refuse(length, needed, name);
        }
    }

    private static void Refuse(int length, int needed, string name)
        => throw new ArgumentException($"'{name}' has {length} values; this call needs {needed}.", name);
}
