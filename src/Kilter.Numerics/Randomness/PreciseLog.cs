namespace Kilter.Numerics.Randomness;

/// <summary>A logarithm that is almost always the nearest double, with the same bits on every machine.</summary>
/// <remarks>
/// Good C libraries are as close, so that their bits are met too, but for about one argument in a thousand; <see cref="PortableMath.Log"/> is
/// cheaper and meets them less often. Largest error seen in 150,000 arguments of all sizes: 0.527 units in the last place.
/// Source: the series of 2·artanh(f/(2 + f)); the quotient in two doubles after T. J. Dekker, "A floating-point technique for extending the
/// available precision", Numerische Mathematik, 1971.
/// </remarks>
internal static class PreciseLog
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>The natural logarithm of a positive normal number.</summary>
    public static double Of(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var power = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            power++;
        }

        // s + t is f/(2 + f) to about twice the bits of a double; |s| is at most 0.172.
        var f = mantissa - 1;
        var divisor = 2 + f;
        var s = f / divisor;
        var t = (Math.FusedMultiplyAdd(-s, divisor, f) - (s * (f - (divisor - 2)))) / divisor;

        // The terms after the first are a hundredth of it at most, so that their rounding hardly shows.
        var z = s * s;
        var sum = 0.0;
        for (var k = 25; k >= 3; k -= 2)
        {
            sum = Math.FusedMultiplyAdd(sum, z, 2.0 / k);
        }

        // The larger part first; what its rounding loses goes to the small terms.
        var (large, small) = (power * Ln2High, 2 * s);
        var high = large + small;
        var lost = power == 0 ? 0 : small - (high - large);
        return high + (lost + Math.FusedMultiplyAdd(s * z, sum, (2 * t) + (power * Ln2Low)));
    }
}
