using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Statistics;

/// <summary>The standard normal distribution: density, areas on both sides, their logarithms and quantiles.</summary>
/// <remarks>
/// <para>
/// Areas keep their relative precision far out in both tails: about 1e-15 down to 1e-300, below which they are 0; their logarithms go on without end.
/// NaN gives NaN. The same bits on every machine. Cost: some tens of multiplications.
/// </para>
/// <para>
/// Source: the polynomials of the complementary error function of fdlibm 5.3, Sun Microsystems, 1993 (s_erf.c); M. J. Wichura, "Algorithm AS 241: the percentage
/// points of the normal distribution", Applied Statistics, 1988 (PPND16).
/// </para>
/// </remarks>
public static class NormalDistribution
{
    /// <summary>½·ln 2π: the logarithm of the density is that much below −z²/2.</summary>
    internal const double HalfLogTwoPi = 0.91893853320467274178;

    private const double HalfRoot = 0.70710678118654752440;

    /// <summary>The density at <paramref name="z"/>: e^(−z²/2) / √2π.</summary>
    public static double Density(double z) => BellCurve(z) * 0.39894228040143267794;

    /// <summary>The logarithm of <see cref="Density"/>, which does not run out of range.</summary>
    public static double LogDensity(double z) => (-0.5 * z * z) - HalfLogTwoPi;

    /// <summary>P(Z ≤ z), the distribution function.</summary>
    public static double Below(double z) => Above(-z);

    /// <summary>P(Z &gt; z): exact far out on the right, where 1 − <see cref="Below"/> is rounding.</summary>
    public static double Above(double z)
    {
        var x = z * HalfRoot;
        if (x <= -1.25)
        {
            return 1 - Above(-z);
        }

        return x < 1.25 ? 0.5 * NormalTail.Near(x) : BellCurve(z) * PortableMath.Exp(NormalTail.LogScale(x)) / (2 * x);
    }

    /// <summary>ln P(Z ≤ z).</summary>
    public static double LogBelow(double z) => LogAbove(-z);

    /// <summary>ln P(Z &gt; z).</summary>
    public static double LogAbove(double z)
    {
        var x = z * HalfRoot;
        return x >= 1.25 ? (-0.5 * z * z) + NormalTail.LogScale(x) - PortableMath.Log(2 * x)
            : x > -1.25 ? PortableMath.Log(Above(z))
            : LogOneLess(Above(-z));
    }

    /// <summary>The z with P(Z ≤ z) = p: −∞ for 0, +∞ for 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not in [0, 1].</exception>
    public static double Quantile(double p) => p <= 0.5 ? -QuantileAbove(p) : QuantileAbove(1 - Probability(p));

    /// <summary>The z with P(Z &gt; z) = p: as precise for a p near 0 as for any other. +∞ for 0, −∞ for 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not in [0, 1].</exception>
    public static double QuantileAbove(double p)
        => Probability(p) switch
        {
            0 => double.PositiveInfinity,
            1 => double.NegativeInfinity,
            > 0.5 => -NormalTail.Quantile(1 - p),
            _ => NormalTail.Quantile(p),
        };

    /// <summary>e^(−z²/2), with z² in two parts: its rounding alone would cost z²/2 units in the last place.</summary>
    private static double BellCurve(double z)
    {
        var high = (double)(float)z;
        return Math.Abs(z) > 40 ? 0 : PortableMath.Exp(-0.5 * high * high) * PortableMath.Exp(-0.5 * (z - high) * (z + high));
    }

    /// <summary>ln(1 − q) for q in [0, 0.04]; the loss of digits in 1 − q cancels against that in its logarithm.</summary>
    private static double LogOneLess(double q)
    {
        var rest = 1 - q;
        return rest == 1 ? -q : -q * PortableMath.Log(rest) / (rest - 1);
    }

    private static double Probability(double p)
        => p is >= 0 and <= 1
            ? p
            : throw new ArgumentOutOfRangeException(nameof(p), FormattableString.Invariant($"'p' is {p}; a probability lies between 0 and 1."));
}
