using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Many float32 values to one: sum, mean, variance, least, greatest. Sums are taken in float64.</summary>
/// <remarks>
/// Bit-stable: sums use sixteen fixed lanes added in one fixed order; the last up to fifteen values follow in a chain of their own. A NaN among the values
/// makes sums, means, variances, least and greatest NaN; <see cref="ArgMax"/> points at the first NaN. Allocates nothing.
/// </remarks>
internal static class ReduceKernel
{
    private const int Lanes = 16;

    /// <summary>Σ xᵢ; 0 for no values.</summary>
    public static double Sum(ReadOnlySpan<float> values)
    {
        ref var x = ref MemoryMarshal.GetReference(values);
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            var (x0, x1) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)i));
            var (x2, x3) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)(i + 8)));
            (s0, s1, s2, s3) = (s0 + x0, s1 + x1, s2 + x2, s3 + x3);
        }

        var sum = Total(s0, s1, s2, s3);
        for (; i < values.Length; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    /// <summary>Σ xᵢ / n; NaN for no values.</summary>
    public static double Mean(ReadOnlySpan<float> values) => Sum(values) / values.Length;

    /// <summary>The mean, and Σ (xᵢ − mean)² / n by a second pass, which keeps its digits however large the mean; both NaN for no values.</summary>
    public static (double Mean, double Variance) MeanAndVariance(ReadOnlySpan<float> values)
    {
        var mean = Mean(values);
        ref var x = ref MemoryMarshal.GetReference(values);
        var centre = Vector256.Create(mean);
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            var (x0, x1) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)i));
            var (x2, x3) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)(i + 8)));
            s0 = Vector256.FusedMultiplyAdd(x0 - centre, x0 - centre, s0);
            s1 = Vector256.FusedMultiplyAdd(x1 - centre, x1 - centre, s1);
            s2 = Vector256.FusedMultiplyAdd(x2 - centre, x2 - centre, s2);
            s3 = Vector256.FusedMultiplyAdd(x3 - centre, x3 - centre, s3);
        }

        var sum = Total(s0, s1, s2, s3);
        for (; i < values.Length; i++)
        {
            var d = values[i] - mean;
            sum = Math.FusedMultiplyAdd(d, d, sum);
        }

        return (mean, sum / values.Length);
    }

    /// <summary>The least value, −0 being less than +0; +∞ for no values.</summary>
    public static float Min(ReadOnlySpan<float> values)
    {
        ref var x = ref MemoryMarshal.GetReference(values);
        var (m0, m1) = (Vector256.Create(float.PositiveInfinity), Vector256.Create(float.PositiveInfinity));
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            m0 = Vector256.Min(m0, Vector256.LoadUnsafe(ref x, (nuint)i));
            m1 = Vector256.Min(m1, Vector256.LoadUnsafe(ref x, (nuint)(i + 8)));
        }

        m0 = Vector256.Min(m0, m1);
        var least = float.PositiveInfinity;
        for (var lane = 0; lane < Vector256<float>.Count; lane++)
        {
            least = MathF.Min(least, m0[lane]);
        }

        for (; i < values.Length; i++)
        {
            least = MathF.Min(least, values[i]);
        }

        return least;
    }

    /// <summary>The greatest value, +0 being greater than −0; −∞ for no values.</summary>
    public static float Max(ReadOnlySpan<float> values)
    {
        ref var x = ref MemoryMarshal.GetReference(values);
        var (m0, m1) = (Vector256.Create(float.NegativeInfinity), Vector256.Create(float.NegativeInfinity));
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            m0 = Vector256.Max(m0, Vector256.LoadUnsafe(ref x, (nuint)i));
            m1 = Vector256.Max(m1, Vector256.LoadUnsafe(ref x, (nuint)(i + 8)));
        }

        m0 = Vector256.Max(m0, m1);
        var greatest = float.NegativeInfinity;
        for (var lane = 0; lane < Vector256<float>.Count; lane++)
        {
            greatest = MathF.Max(greatest, m0[lane]);
        }

        for (; i < values.Length; i++)
        {
            greatest = MathF.Max(greatest, values[i]);
        }

        return greatest;
    }

    /// <summary>The index of the first of the greatest values, or of the first NaN, as NumPy's argmax has it; −1 for no values.</summary>
    public static int ArgMax(ReadOnlySpan<float> values)
    {
        var greatest = Max(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] == greatest || float.IsNaN(values[i]))
            {
                return i;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Total(Vector256<double> s0, Vector256<double> s1, Vector256<double> s2, Vector256<double> s3)
    {
        var four = (s0 + s1) + (s2 + s3);
        var half = four.GetLower() + four.GetUpper();
        return half[0] + half[1];
    }
}
