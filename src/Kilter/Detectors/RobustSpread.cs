using Kilter.Numerics.Statistics;

namespace Kilter.Detectors;

/// <summary>The middle and the spread of numbers, neither moved by a minority of outliers.</summary>
internal static class RobustSpread
{
    /// <summary>Fits look at no more numbers than this, evenly spaced: more would not move a median by a hundredth of a spread.</summary>
    public const int MostValues = 1 << 18;

    // For normal numbers, these make the median absolute deviation and the quartile distance equal to the standard deviation.
    private const double DeviationFactor = 1.482602218505602;
    private const double QuartileFactor = 0.7413011092528010;

    // A float32 holds 24 bits: below this share of the middle, differences are rounding.
    private const double Resolution = 1.2e-7;

    /// <summary>
    /// The median, and 1.4826 times the median absolute deviation from it. Where more than half of the numbers are equal, in turn:
    /// the quartile distance, the standard deviation, and 1 for constant numbers. Reorders the numbers.
    /// </summary>
    public static (double Middle, double Spread) Of(Span<double> values)
    {
        var middle = OrderStatistics.Median(values);
        var quarter = OrderStatistics.Select(values, values.Length / 4);
        var threeQuarters = OrderStatistics.Select(values, values.Length - 1 - (values.Length / 4));
        var squares = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Abs(values[i] - middle);
            squares += values[i] * values[i];
        }

        var floor = Resolution * Math.Abs(middle);
        foreach (var spread in (ReadOnlySpan<double>)
            [DeviationFactor * OrderStatistics.Median(values), QuartileFactor * (threeQuarters - quarter), Math.Sqrt(squares / values.Length)])
        {
            if (spread > floor)
            {
                return (middle, spread);
            }
        }

        return (middle, Math.Max(1, floor));
    }

    /// <summary>The distance between the windows or samples to look at, so that at most <see cref="MostValues"/> are.</summary>
    public static int StrideOf(int count) => PrimeStride.For(count, MostValues);
}
