using Kilter.Thresholds;

namespace Kilter.Events;

/// <summary>How bad and how sure: the rules behind <see cref="Severity"/> and <see cref="Confidence"/>.</summary>
/// <remarks>
/// <para>Severity looks at the peak (in multiples of the limit) and the length. A length is long from a day on (without time: 1,429 rows, a
/// seventh of 10,000) or from a twentieth of the record on if that is shorter; it is short below a twenty-fourth of long (an hour).</para>
/// <list type="bullet">
/// <item>Severe: peak at least 2, or at least 1.55 and long.</item>
/// <item>Minor: peak below 1.1 and not long, or below 1.25 and short.</item>
/// <item>Major: everything else.</item>
/// </list>
/// <para>Confidence looks at how often normal running makes an alert with such a peak, by the calibrated tail, against the length of the record.</para>
/// </remarks>
public static class Grading
{
    private const double FarPeak = 2;
    private const double HighPeak = 1.55;
    private const double LowPeak = 1.1;
    private const double LowShortPeak = 1.25;
    private const double LongInAUnit = 7;
    private const double LongInARecord = 20;
    private const double ShortInALong = 24;
    private const double PossibleRecords = 2;
    private const double LikelyRecords = 10;

    /// <summary>A return period beyond this many times the calibrated stretch is more than the calibration can tell.</summary>
    public const double FurthestClaim = 100;

    /// <summary>The severity of an event.</summary>
    /// <param name="peak">Its highest score in multiples of the limit.</param>
    /// <param name="length">Its samples.</param>
    /// <param name="recordLength">Samples of the record.</param>
    /// <param name="samplesPerUnit">Samples in a unit of rate: a week, or 10,000 rows.</param>
    public static Severity SeverityOf(double peak, int length, int recordLength, double samplesPerUnit)
    {
        var atLeastLong = Math.Min(samplesPerUnit / LongInAUnit, recordLength / LongInARecord);
        var isLong = length >= atLeastLong;
        return peak >= FarPeak || (peak >= HighPeak && isLong) ? Severity.Severe
            : (peak < LowPeak && !isLong) || (peak < LowShortPeak && length < atLeastLong / ShortInALong) ? Severity.Minor
            : Severity.Major;
    }

    /// <summary>Units of rate between alerts of normal running that reach <paramref name="rawPeak"/>.</summary>
    /// <returns>+∞ when rarer than <see cref="FurthestClaim"/> times the calibrated stretch; NaN when the threshold has no tail or the peak lies below its start.</returns>
    public static double ReturnPeriodOf(double rawPeak, FittedThreshold threshold, double samplesPerUnit)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        if (threshold.Tail is not { } tail || rawPeak < tail.Start)
        {
            return double.NaN;
        }

        var period = 1 / tail.RateAbove(rawPeak);
        return period > FurthestClaim * threshold.CalibratedOn / samplesPerUnit ? double.PositiveInfinity : period;
    }

    /// <summary>The confidence that goes with a return period; <see cref="Confidence.Possible"/> when it is unknown.</summary>
    /// <param name="returnPeriod">Units of rate between such peaks; may be infinite or NaN.</param>
    /// <param name="recordUnits">Units of rate that the record covers.</param>
    public static Confidence ConfidenceOf(double returnPeriod, double recordUnits)
        => returnPeriod > LikelyRecords * recordUnits ? Confidence.NearCertain
            : returnPeriod > PossibleRecords * recordUnits ? Confidence.Likely
            : Confidence.Possible;
}
