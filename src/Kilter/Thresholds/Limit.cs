namespace Kilter.Thresholds;

/// <summary>Turns the score a rule chose into a <see cref="FittedThreshold"/> with a tail and an expected rate.</summary>
internal static class Limit
{
    // Above a value that many scores share, so that these are not flagged; more than float rounding, far less than anyone sees.
    private const double JustAbove = 1e-6;

    /// <summary>Just above <paramref name="value"/>, so that scores equal to it are not flagged, after rounding to float too.</summary>
    public static double Above(double value) => value + (JustAbove * Math.Abs(value));

    /// <summary>The threshold at <paramref name="limit"/>, which must be finite and positive, with the tail of alert peaks fitted beside it.</summary>
    public static FittedThreshold At(in ScoreSample sample, string name, double limit, string note)
        => At(sample, name, limit, PeakTail.Fit(sample, out _), note);

    /// <summary>The threshold at <paramref name="limit"/> with a tail that was already fitted, or none.</summary>
    public static FittedThreshold At(in ScoreSample sample, string name, double limit, TailFit? tail, string note) => new()
    {
        Name = name,
        Limit = limit,
        CalibratedOn = sample.Count,
        FittedOn = sample.Context.Rows,
        Tail = tail,
        ExpectedRate = tail is not null && limit >= tail.Start
            ? tail.RateAbove(limit)
            : AlertPeaks.Count(sample.InTime, limit, sample.Context.MergeGap) / sample.Units,
        Note = note,
    };
}
