using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Looks for NaN and infinities in float32 values at memory speed.</summary>
internal static class FiniteKernel
{
    // A float is NaN or infinite exactly when all eight exponent bits are set.
    private const int Exponent = 0x7F80_0000;

    /// <summary>The index of the first value that is NaN or infinite, or −1. Cost: O(n), one read of the values.</summary>
    public static int FirstNonFinite(ReadOnlySpan<float> values)
    {
        ref var bits = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<float, int>(values));
        var exponent = Vector256.Create(Exponent);
        var i = 0;
        for (; i <= values.Length - 32; i += 32)
        {
            var found = Vector256.Equals(Vector256.LoadUnsafe(ref bits, (nuint)i) & exponent, exponent)
                | Vector256.Equals(Vector256.LoadUnsafe(ref bits, (nuint)(i + 8)) & exponent, exponent)
                | Vector256.Equals(Vector256.LoadUnsafe(ref bits, (nuint)(i + 16)) & exponent, exponent)
                | Vector256.Equals(Vector256.LoadUnsafe(ref bits, (nuint)(i + 24)) & exponent, exponent);
            if (found != Vector256<int>.Zero)
            {
                break;
            }
        }

        for (; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
