namespace Kilter.Numerics.Randomness;

/// <summary>Logarithm, exponential and sine whose every bit is the same on every machine, unlike those of <see cref="Math"/>, which follow the platform.</summary>
/// <remarks>
/// Only additions, multiplications, divisions and roundings that IEEE 754 fixes to the bit. Error: below 1.5 units in the last place.
/// Source: the polynomials of fdlibm 5.3, Sun Microsystems, 1993 (e_log.c, e_exp.c, k_sin.c, k_cos.c).
/// </remarks>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>The natural logarithm of a positive normal number.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var power = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            power++;
        }

        var f = mantissa - 1;
        var s = f / (2 + f);
        var z = s * s;
        var w = z * z;
        var even = w * (3.999999999940941908e-01 + (w * (2.222219843214978396e-01 + (w * 1.531383769920937332e-01))));
        var odd = z * (6.666666666666735130e-01 + (w * (2.857142874366239149e-01 + (w * (1.818357216161805012e-01 + (w * 1.479819860511658591e-01))))));
        var half = 0.5 * f * f;
        return (power * Ln2High) - (half - ((s * (half + even + odd)) + (power * Ln2Low)) - f);
    }

    /// <summary>The logarithm to base 10: within 2 units in the last place.</summary>
    public static double Log10(double x) => Log(x) * 0.434294481903251827651;

    /// <summary>e to the power <paramref name="x"/>; 0 below −700 and e⁷⁰⁰ above 700.</summary>
    public static double Exp(double x)
    {
        if (x < -700)
        {
            return 0;
        }

        x = Math.Min(x, 700);
        var power = Math.Round(x * 1.44269504088896338700);
        var high = x - (power * Ln2High);
        var low = power * Ln2Low;
        var r = high - low;
        var t = r * r;
        var c = r - (t * (1.66666666666666019037e-01 + (t * (-2.77777777770155933842e-03
            + (t * (6.61375632143793436117e-05 + (t * (-1.65339022054652515390e-06 + (t * 4.13813679705723846039e-08)))))))));
        var y = 1 - (low - (r * c / (2 - c)) - high);
        return y * BitConverter.Int64BitsToDouble((long)(power + 1023) << 52);
    }

    /// <summary>sin(2π·<paramref name="turns"/>) for |turns| below 2⁵⁰: whole turns drop out without rounding.</summary>
    public static double SinTurns(double turns)
    {
        var turn = turns - Math.Round(turns);
        var quarter = (int)Math.Round(turn * 4);
        var x = (turn - (quarter * 0.25)) * 6.283185307179586;
        return quarter switch
        {
            0 => SinNear(x),
            1 => CosNear(x),
            -1 => -CosNear(x),
            _ => -SinNear(x),
        };
    }

    private static double SinNear(double x)
    {
        var z = x * x;
        var r = 8.33333333332248946124e-03 + (z * (-1.98412698298579493134e-04 + (z * (2.75573137070700676789e-06
            + (z * (-2.50507602534068634195e-08 + (z * 1.58969099521155010221e-10)))))));
        return x + (z * x * (-1.66666666666666324348e-01 + (z * r)));
    }

    private static double CosNear(double x)
    {
        var z = x * x;
        var r = z * (4.16666666666666019037e-02 + (z * (-1.38888888888741095749e-03 + (z * (2.48015872894767294178e-05
            + (z * (-2.75573143513906633035e-07 + (z * (2.08757232129817482790e-09 + (z * -1.13596475577881948265e-11))))))))));
        return 1 - ((0.5 * z) - (z * r));
    }
}
