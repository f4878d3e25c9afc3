namespace Kilter.Detectors.Reconstruction;

/// <summary>How far behaviour moved: the distance between the codes of two windows, in units of their sizes.</summary>
/// <remarks>
/// <para>
/// d(a, b) = ‖a − b‖ / √(‖a‖·‖b‖), Euclidean. Codes of equal direction whose sizes differ by a factor r are |r − 1| / √r apart; doubling a code costs 0.71, a right angle 1.41.
/// Range [0, <see cref="Most"/>].
/// </para>
/// <para>
/// The formula is undefined where a code is zero, as it is when every unit of a relu code is off. Here two zero codes are 0 apart, for nothing moved, and a zero and another
/// code are <see cref="Most"/> apart, which no distance exceeds.
/// </para>
/// <para>Source: betsi, a library for behaviour extraction in time series, 2020, after equation 10 of arXiv:1801.05394.</para>
/// </remarks>
public static class CodeDistance
{
    /// <summary>The largest distance: that of codes of which one is some 10⁴ times the other, or zero.</summary>
    public const double Most = 100;

    /// <summary>The distance of two codes.</summary>
    /// <param name="first">A code.</param>
    /// <param name="second">A code of the same length.</param>
    /// <param name="least">A code shorter than this counts as this long, so that codes near zero do not leap at every noise. At least 0. Default 0: as they are.</param>
    public static double Between(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double least = 0)
    {
        Guard.Length(second.Length, first.Length, nameof(second));
        ArgumentOutOfRangeException.ThrowIfNegative(least);
        var (difference, one, two) = (0.0, 0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            difference += (first[i] - second[i]) * (first[i] - second[i]);
            one += first[i] * first[i];
            two += second[i] * second[i];
        }

        var distance = Math.Sqrt(difference) / Math.Sqrt(Math.Max(Math.Sqrt(one), least) * Math.Max(Math.Sqrt(two), least));
        return difference == 0 ? 0 : distance <= Most ? distance : Most;
    }

    /// <summary>The distances of each code to the next, (N − 1): value i is the move from window i to window i + 1.</summary>
    /// <param name="codes">(N, width), window after window.</param>
    /// <param name="width">Values of a code.</param>
    public static double[] Consecutive(ReadOnlySpan<double> codes, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Guard.Length(codes.Length % width, 0, nameof(codes));
        var distances = new double[Math.Max(0, (codes.Length / width) - 1)];
        for (var n = 0; n < distances.Length; n++)
        {
            distances[n] = Between(codes.Slice(n * width, width), codes.Slice((n + 1) * width, width));
        }

        return distances;
    }

    /// <summary>The signed moves of one channel by itself, (T − 1): (|a| − |b|) / √(|a|·|b|) for each value a and the next b, and 0 where one of them is 0.</summary>
    public static double[] OfChannel(ReadOnlySpan<double> values)
    {
        var moves = new double[Math.Max(0, values.Length - 1)];
        for (var t = 0; t < moves.Length; t++)
        {
            var (a, b) = (Math.Abs(values[t]), Math.Abs(values[t + 1]));
            moves[t] = a == 0 || b == 0 ? 0 : (a - b) / (Math.Sqrt(a) * Math.Sqrt(b));
        }

        return moves;
    }
}
