namespace Kilter.Thresholds;

/// <summary>Settings of <see cref="TopPercentThreshold"/>.</summary>
public sealed record TopPercentOptions
{
    /// <summary>p, the percentage of the scores called anomalous. Range [0, 100]. Default 5.</summary>
    public double Percent { get; init => field = Guard.InRange(value, 0.0, 100.0); } = 5;

    /// <summary>Flag scores equal to the threshold too. Default false: only those above it, one fewer than asked for.</summary>
    public bool Inclusive { get; init; }
}

/// <summary>The smallest of the ⌊N·p/100⌋ largest scores.</summary>
/// <remarks>
/// Strict, as first published: scores above it are flagged, so one fewer than asked for, and none when the largest are all equal. Inclusive: those equal to it too.
/// With p too small for a single score nothing is flagged. The rule finds anomalies in any record, also where there are none. Cost: O(n log n) at most.
/// Source: Intel Analytics Zoo, AnomalyDetector.detectAnomalies, 2018 (strict, 5 percent) and its notebook (inclusive, 1 percent).
/// </remarks>
public sealed class TopPercentThreshold(TopPercentOptions options) : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "top-percent";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        var count = (int)(sample.Count * options.Percent / 100);
        if (count == 0)
        {
            return Limit.At(sample, Name, sample.Usable(Limit.Above(sample.Largest)), "Too few scores for that share of them: the limit lies just above the largest.");
        }

        var smallest = sample.Largest.Equals(sample.Smallest) ? sample.Largest : sample.Order(sample.Count - count);
        var limit = sample.Usable(options.Inclusive ? smallest : Limit.Above(smallest));
        var which = options.Inclusive ? "and those equal to it are" : "is";
        return Limit.At(sample, Name, limit, FormattableString.Invariant($"What lies above the smallest of the {count:N0} largest scores ({options.Percent:0.####} %) {which} flagged."));
    }
}
