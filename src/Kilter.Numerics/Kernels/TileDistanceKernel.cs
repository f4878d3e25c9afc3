using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Squared Euclidean distances from one point to a tile of <see cref="Points"/> points at a time, the points in the lanes.</summary>
/// <remarks>
/// A tile is (d, 32): value i of point p at i·32 + p. Bit-stable: each distance is one chain of fused multiply-adds in the order of the values.
/// Lengths are the caller's duty and are not checked. Allocates nothing.
/// </remarks>
internal static class TileDistanceKernel
{
    /// <summary>The points of a tile.</summary>
    public const int Points = 32;

    // How many values are added between looks at whether any point of the tile can still be near enough.
    private const int Stretch = 16;

    /// <summary>
    /// Writes the squared distances; returns false, leaving them unfinished, as soon as all are above <paramref name="limit"/>.
    /// </summary>
    public static bool SquaredDistances(ReadOnlySpan<double> point, ReadOnlySpan<double> tile, double limit, Span<double> distances)
    {
        ref var values = ref MemoryMarshal.GetReference(tile);
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (s4, s5, s6, s7) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (var start = 0; start < point.Length; start += Stretch)
        {
            var end = Math.Min(point.Length, start + Stretch);
            for (var i = start; i < end; i++)
            {
                var (x, at) = (Vector256.Create(point[i]), (nuint)(i * Points));
                var (d0, d1) = (x - Vector256.LoadUnsafe(ref values, at), x - Vector256.LoadUnsafe(ref values, at + 4));
                var (d2, d3) = (x - Vector256.LoadUnsafe(ref values, at + 8), x - Vector256.LoadUnsafe(ref values, at + 12));
                var (d4, d5) = (x - Vector256.LoadUnsafe(ref values, at + 16), x - Vector256.LoadUnsafe(ref values, at + 20));
                var (d6, d7) = (x - Vector256.LoadUnsafe(ref values, at + 24), x - Vector256.LoadUnsafe(ref values, at + 28));
                s0 = Vector256.FusedMultiplyAdd(d0, d0, s0);
                s1 = Vector256.FusedMultiplyAdd(d1, d1, s1);
                s2 = Vector256.FusedMultiplyAdd(d2, d2, s2);
                s3 = Vector256.FusedMultiplyAdd(d3, d3, s3);
                s4 = Vector256.FusedMultiplyAdd(d4, d4, s4);
                s5 = Vector256.FusedMultiplyAdd(d5, d5, s5);
                s6 = Vector256.FusedMultiplyAdd(d6, d6, s6);
                s7 = Vector256.FusedMultiplyAdd(d7, d7, s7);
            }

            var least = Vector256.Min(Vector256.Min(Vector256.Min(s0, s1), Vector256.Min(s2, s3)), Vector256.Min(Vector256.Min(s4, s5), Vector256.Min(s6, s7)));
            if (Vector256.GreaterThanAll(least, Vector256.Create(limit)))
            {
                return false;
            }
        }

        ref var to = ref MemoryMarshal.GetReference(distances);
        s0.StoreUnsafe(ref to);
        s1.StoreUnsafe(ref to, 4);
        s2.StoreUnsafe(ref to, 8);
        s3.StoreUnsafe(ref to, 12);
        s4.StoreUnsafe(ref to, 16);
        s5.StoreUnsafe(ref to, 20);
        s6.StoreUnsafe(ref to, 24);
        s7.StoreUnsafe(ref to, 28);
        return true;
    }
}
