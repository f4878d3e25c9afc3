namespace Kilter.Reports.Figures;

/// <summary>Boxes from the first to the third quartile with the median, whiskers at the 1st and 99th percentile, and single values beyond.</summary>
/// <param name="Summaries">One a box.</param>
public sealed record Boxes(IReadOnlyList<BoxSummary> Summaries) : IMark
{
    /// <inheritdoc/>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public MarkColour Colour { get; init; }

    /// <summary>Width of a box in places of the axis. In (0, 1]. Default 0.5.</summary>
    public double Width { get; init => field = Guard.InRange(value, 0.01, 1); } = 0.5;
}

/// <summary>Five numbers and the values beyond them.</summary>
/// <param name="At">Place along the horizontal axis.</param>
/// <param name="Low">1st percentile.</param>
/// <param name="LowerQuartile">25th percentile.</param>
/// <param name="Median">50th percentile.</param>
/// <param name="UpperQuartile">75th percentile.</param>
/// <param name="High">99th percentile.</param>
/// <param name="Beyond">Values below <paramref name="Low"/> or above <paramref name="High"/>.</param>
public sealed record BoxSummary(double At, double Low, double LowerQuartile, double Median, double UpperQuartile, double High, double[] Beyond)
{
    /// <summary>The summary of some values; percentiles are interpolated between neighbours (type 7). Values that are not finite are left out. Cost: O(n log n).</summary>
    /// <exception cref="ArgumentException">No value is finite.</exception>
    public static BoxSummary Of(double at, ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray().Where(double.IsFinite).Order().ToArray();
        Guard.AtLeast(sorted.Length, 1, "finite values");
        var (low, high) = (Quantile(sorted, 0.01), Quantile(sorted, 0.99));
        return new(at, low, Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75), high, [.. sorted.Where(v => v < low || v > high)]);
    }

    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
