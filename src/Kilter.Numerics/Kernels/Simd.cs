using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Which of the vector widths the kernels use: the widest this machine has.</summary>
/// <remarks>
/// All widths give the same bits, so the choice is one of speed only, and it may change while other threads compute. Tests change it to
/// compare the widths within one process.
/// </remarks>
internal static class Simd
{
    /// <summary>16 (AVX-512), 8 (AVX2) or 4 (NEON, or emulated).</summary>
    public static int Lanes { get; set; } = Widest;

    /// <summary>The widest that this machine runs in hardware.</summary>
    public static int Widest => Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;

    /// <summary>Every width that this machine can run, widest first.</summary>
    public static IReadOnlyList<int> Available => Widest == 16 ? [16, 8, 4] : Widest == 8 ? [8, 4] : [4];
}
