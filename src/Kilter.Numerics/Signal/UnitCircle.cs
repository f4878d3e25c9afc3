namespace Kilter.Numerics.Signal;

/// <summary>Cosine and sine of whole fractions of a turn, with the same bits on every machine.</summary>
/// <remarks>The angle is folded into an eighth of a turn in whole numbers, then a Taylor polynomial of fixed order is taken; errors stay within two units in the last place.</remarks>
internal static class UnitCircle
{
    private const double Turn = 6.283185307179586476925;

    /// <summary>(cos, sin) of 2π·k/n for 0 ≤ k &lt; n.</summary>
    public static (double Cos, double Sin) At(long k, long n)
    {
        // Eighths of a turn, all in integers: 8·k = octant·n + rest.
        var octant = 8 * k / n;
        var rest = (8 * k) - (octant * n);
        var odd = (octant & 1) == 1;
        var angle = Turn / 8 * ((odd ? n - rest : rest) / (double)n);
        var (c, s) = (Cos(angle), Sin(angle));
        return octant switch
        {
            0 => (c, s),
            1 => (s, c),
            2 => (-s, c),
            3 => (-c, s),
            4 => (-c, -s),
            5 => (-s, -c),
            6 => (s, -c),
            _ => (c, -s),
        };
    }

    /// <summary>(cos, sin) of 2π·k/n for k below <paramref name="count"/> ≤ n. The caller owns the arrays.</summary>
    /// <remarks>The bits of <see cref="At"/>; where n has eighths, the polynomials are taken for one eighth of a turn only.</remarks>
    public static (double[] Cos, double[] Sin) Table(int count, int n)
    {
        var (cos, sin) = (new double[count], new double[count]);
        var eighth = n % 8 == 0 ? n / 8 : n;
        for (var k = 0; k < count; k++)
        {
            // 2π·k/n mirrored at an eighth, then at the quarter, then at the half of a turn.
            (cos[k], sin[k]) = k <= eighth || k % eighth == 0 ? At(k, n)
                : k <= 2 * eighth ? (sin[(2 * eighth) - k], cos[(2 * eighth) - k])
                : k <= 4 * eighth ? (-cos[(4 * eighth) - k], sin[(4 * eighth) - k])
                : (-cos[k - (4 * eighth)], -sin[k - (4 * eighth)]);
        }

        return (cos, sin);
    }

    private static double Sin(double x)
    {
        var y = x * x;
        var sum = 0.0;
        for (var k = 17; k >= 3; k -= 2)
        {
            sum = (1 + sum) * (-y / ((k - 1) * k));
        }

        return x + (x * sum);
    }

    private static double Cos(double x)
    {
        var y = x * x;
        var sum = 0.0;
        for (var k = 18; k >= 2; k -= 2)
        {
            sum = (1 + sum) * (-y / ((k - 1) * k));
        }

        return 1 + sum;
    }
}
