using Kilter.Frames;

namespace Kilter.Scaling;

/// <summary>What a robust scaler divides by.</summary>
public enum RobustSpread
{
    /// <summary>The distance between the quartiles.</summary>
    QuartileRange,

    /// <summary>The median distance from the median.</summary>
    MedianDeviation,
}

/// <summary>Settings of <see cref="RobustScaler"/>.</summary>
public sealed record RobustOptions
{
    /// <summary>What to divide by. Default: the quartile distance.</summary>
    public RobustSpread Spread { get; init; }

    /// <summary>Bring the spread to the standard deviation it would have for normally distributed values. Default true.</summary>
    public bool UnitVariance { get; init; } = true;

    /// <summary>Look for the next wider spread when the asked one is 0, as in channels that rest most of the time. Default true; false divides by 1.</summary>
    public bool Widen { get; init; } = true;
}

/// <summary>Takes away the median and divides by a spread that a quarter of far values cannot move.</summary>
/// <remarks>
/// <para>Spread: the quartile distance / 1.349, or the median absolute deviation × 1.4826, so that 1 is one standard deviation of a normal channel.</para>
/// <para>When that is 0, because more than half of the values are equal, the first of these that is not: the distance of the 5 % and 95 % quantiles / 3.290,
/// of the 1 % and 99 % quantiles / 4.653, the standard deviation, 1. Cost: O(T·C) on average, one column of memory.</para>
/// <para>Source: P. J. Rousseeuw, C. Croux, "Alternatives to the median absolute deviation", J. Am. Stat. Assoc., 1993, section 1, for the factors.</para>
/// </remarks>
public sealed class RobustScaler(RobustOptions options) : IScaler
{
    /// <summary>Median deviations in a standard deviation of the normal distribution: 1 / Φ⁻¹(0.75).</summary>
    private const double DeviationsPerMedianDeviation = 1.482602218505602;

    // 2·Φ⁻¹(1 − tail) for each tail.
    private static readonly QuantilePair Quartiles = new(0.25, 1.3489795003921634);
    private static readonly QuantilePair[] Wider = [new(0.05, 3.2897072539029444), new(0.01, 4.652695748081682)];

    /// <inheritdoc/>
    public IFittedScaler Fit(Frame frame, SampleRange rows)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var centre = new double[frame.Channels.Count];
        var scale = new double[centre.Length];
        for (var c = 0; c < centre.Length; c++)
        {
            var column = ColumnStatistics.Finite(frame, rows, c);
            var (low, high) = ColumnStatistics.Range(column);
            var constant = column.Length == 0 || ColumnStatistics.IsConstant(low, high);
            centre[c] = column.Length == 0 ? 0 : ColumnStatistics.Quantile(column, 0.5);
            scale[c] = constant ? 1 : Spread(column, centre[c], ColumnStatistics.Rounding(low, high));
        }

        return new FittedScaler("robust", centre, scale) { FittedOn = RowsSeen.Of(frame.Time, rows) };
    }

    private double Spread(double[] column, double median, double rounding)
    {
        var spread = options.Spread == RobustSpread.QuartileRange ? Range(column, Quartiles) : MedianDeviation(column, median);
        if (spread > rounding || !options.Widen)
        {
            return spread > rounding ? spread : 1;
        }

        foreach (var pair in Wider)
        {
            spread = Range(column, pair);
            if (spread > rounding)
            {
                return spread;
            }
        }

        spread = ColumnStatistics.Deviation(column, ColumnStatistics.Mean(column), lost: 0);
        return spread > rounding ? spread : 1;
    }

    private double Range(double[] column, QuantilePair pair)
    {
        var range = ColumnStatistics.Quantile(column, 1 - pair.Tail) - ColumnStatistics.Quantile(column, pair.Tail);
        return options.UnitVariance ? range / pair.Deviations : range;
    }

    private double MedianDeviation(double[] column, double median)
    {
        var distances = new double[column.Length];
        for (var i = 0; i < column.Length; i++)
        {
            distances[i] = Math.Abs(column[i] - median);
        }

        return ColumnStatistics.Quantile(distances, 0.5) * (options.UnitVariance ? DeviationsPerMedianDeviation : 1);
    }

    /// <summary>The quantiles at <paramref name="Tail"/> from either end, and how many standard deviations of the normal distribution lie between them.</summary>
    private readonly record struct QuantilePair(double Tail, double Deviations);
}
