namespace Kilter.Numerics.Kernels;

/// <summary>Logarithm and exponential with the same bits on every machine: only additions, products, divisions and fixed polynomials.</summary>
/// <remarks>The C library behind <see cref="Math"/> picks code by processor, so its last bit is not portable. Errors here stay within 2 units in the last place.</remarks>
internal static class PortableMath
{
    private const double Ln2 = 0.693147180559945309417;
    private const double Log10E = 0.434294481903251827651;

    // ln 2 in two parts: the first has 33 trailing zero bits, so that k·Ln2High is exact for every exponent k.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>The natural logarithm; NaN below 0, −∞ at 0.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : double.IsPositiveInfinity(x) ? x : double.NaN;
        }

        var scale = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984; // 2⁵⁴ lifts a subnormal number to a normal one.
            scale = -54;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1023 + scale;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // ln m = 2·artanh((m − 1)/(m + 1)); |s| ≤ 0.1716, so ten terms reach the last bit.
        var s = (mantissa - 1) / (mantissa + 1);
        var z = s * s;
        var series = 1.0 / 21;
        for (var k = 19; k >= 3; k -= 2)
        {
            series = (series * z) + (1.0 / k);
        }

        return (exponent * Ln2High) + ((exponent * Ln2Low) + ((2 * s) + (2 * s * z * series)));
    }

    /// <summary>The logarithm to base 10.</summary>
    public static double Log10(double x) => Log(x) * Log10E;

    /// <summary>e to the power x; 0 below −745, +∞ above 709.8.</summary>
    public static double Exp(double x)
    {
        if (!(x < 709.78))
        {
            return double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        if (x < -745)
        {
            return 0;
        }

        var k = Math.Round(x / Ln2, MidpointRounding.ToEven);
        var r = (x - (k * Ln2High)) - (k * Ln2Low);
        var sum = 1.0;
        for (var n = 14; n >= 1; n--)
        {
            sum = 1 + (sum * r / n);
        }

        // Two steps keep the factor a normal number down to the smallest subnormal result.
        var half = (int)k / 2;
        return sum * PowerOf2(half) * PowerOf2((int)k - half);
    }

    private static double PowerOf2(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
