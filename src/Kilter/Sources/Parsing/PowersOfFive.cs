using System.Numerics;

namespace Kilter.Sources.Parsing;

/// <summary>The first 128 bits of 5^q for small q, rounded up for negative q, as the Eisel–Lemire conversion needs them.</summary>
/// <remarks>Source: D. Lemire, "Number Parsing at a Gigabyte per Second", Software: Practice and Experience, 2021, section 5 and appendix.</remarks>
internal static class PowersOfFive
{
    /// <summary>The least and greatest exponent held. Measurements rarely leave it, and a small table costs no start-up time.</summary>
    public const int Least = -64, Greatest = 64;

    private static readonly ulong[] High = new ulong[Greatest - Least + 1];
    private static readonly ulong[] Low = new ulong[Greatest - Least + 1];

    static PowersOfFive()
    {
        for (var q = Least; q <= Greatest; q++)
        {
            var bits = q < 0 ? Reciprocal(BigInteger.Pow(5, -q), q) : Normalise(BigInteger.Pow(5, q));
            High[q - Least] = (ulong)(bits >> 64);
            Low[q - Least] = (ulong)(bits & ulong.MaxValue);
        }
    }

    /// <summary>The upper 64 bits, the highest of them set.</summary>
    public static ulong Upper(int q) => High[q - Least];

    /// <summary>The lower 64 bits.</summary>
    public static ulong Lower(int q) => Low[q - Least];

    private static BigInteger Normalise(BigInteger value)
    {
        var shift = 128 - (int)value.GetBitLength();
        return shift >= 0 ? value << shift : value >> -shift;
    }

    // From q = −27 on the quotient is exact enough to be rounded up once; below it is computed longer and cut (Lemire 2021, appendix B).
    private static BigInteger Reciprocal(BigInteger power, int q)
    {
        var bits = (int)(power - 1).GetBitLength();
        return q >= -27
            ? ((BigInteger.One << (bits + 127)) / power) + 1
            : Normalise(((BigInteger.One << ((2 * bits) + 128)) / power) + 1);
    }
}
