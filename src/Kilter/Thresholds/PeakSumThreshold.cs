namespace Kilter.Thresholds;

/// <summary>Settings of <see cref="PeakSumThreshold"/>.</summary>
public sealed record PeakSumOptions
{
    /// <summary>Raises the limit by so many percent of the mean sum. Range [−99, 1e6]. Default 150.</summary>
    public double MarginPercent { get; init => field = Guard.InRange(value, -99.0, 1e6); } = 150;
}

/// <summary>The mean of the distances gathered between peaks, and a margin.</summary>
/// <remarks>
/// <para>
/// For scores that are distances between neighbouring windows: <see cref="PeakSums"/> says what is gathered. In the original what is compared with the limit is
/// the sum at a peak; here it is the score itself, so an alarm needs a single step as large as usually comes together from peak to peak.
/// </para>
/// <para>Samples without a score are left out. Without a peak the limit lies just above the largest score. Cost: O(n).
/// Source: betsi, a library for behaviour extraction in time series, 2020.</para>
/// </remarks>
public sealed class PeakSumThreshold(PeakSumOptions options) : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "peak-sum";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        var peaks = PeakSums.Of(sample.Present());
        if (peaks.Count == 0)
        {
            return Limit.At(sample, Name, sample.Usable(Limit.Above(sample.Largest)), "The scores have no peak: the limit lies just above the largest.");
        }

        return Limit.At(sample, Name, sample.Usable(Limit.Above(PeakSums.Limit(peaks, options.MarginPercent))), FormattableString.Invariant(
            $"The mean of what {peaks.Count:N0} peaks gather, and {options.MarginPercent:0.####} % more."));
    }
}
