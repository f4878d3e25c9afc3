namespace Kilter.Thresholds;

/// <summary>Settings of <see cref="GaussianTailThreshold"/>.</summary>
public sealed record GaussianTailOptions
{
    /// <summary>p, the probability that a score of normal running passes the limit. Range [1e-15, 0.5]. Default 1e-4.</summary>
    public double Probability { get; init => field = Guard.InRange(value, 1e-15, 0.5); } = 1e-4;
}

/// <summary>The limit that a normal distribution with the scores' mean and standard deviation passes with probability p.</summary>
/// <remarks>
/// Right for scores that are sums of many parts; too low for heavy tails, which most scores have: the expected rate tells.
/// Source: S. Ahmad et al., "Unsupervised real-time anomaly detection for streaming data", Neurocomputing, 2017, section 3.2.
/// </remarks>
public sealed class GaussianTailThreshold(GaussianTailOptions options) : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "gaussian-tail";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        var (mean, deviation) = sample.Moments();
        var limit = sample.Usable(Limit.Above(mean + (UpperTail(options.Probability) * deviation)));
        return Limit.At(sample, Name, limit, FormattableString.Invariant($"A normal curve through the scores passes it with probability {options.Probability:0.###e-0}."));
    }

    /// <summary>The z with P(Z &gt; z) = <paramref name="p"/> for standard normal Z and p in (0, 0.5]. Relative error about 1e-16.</summary>
    /// <remarks>Source: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics, 1988 (PPND16).</remarks>
    internal static double UpperTail(double p)
    {
        var q = 0.5 - p;
        if (q <= 0.425)
        {
            var near = 0.180625 - (q * q);
            return q * Ratio(near, NearTop, NearBottom);
        }

        var r = Math.Sqrt(-Math.Log(p));
        return r <= 5 ? Ratio(r - 1.6, MidTop, MidBottom) : Ratio(r - 5, FarTop, FarBottom);
    }

    private static double Ratio(double x, ReadOnlySpan<double> top, ReadOnlySpan<double> bottom)
    {
        var (above, below) = (0.0, 0.0);
        for (var i = top.Length - 1; i >= 0; i--)
        {
            above = (above * x) + top[i];
            below = (below * x) + bottom[i];
        }

        return above / below;
    }

    private static ReadOnlySpan<double> NearTop =>
    [
        3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
        45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
    ];

    private static ReadOnlySpan<double> NearBottom =>
    [
        1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
        21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610,
    ];

    private static ReadOnlySpan<double> MidTop =>
    [
        1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
        1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4,
    ];

    private static ReadOnlySpan<double> MidBottom =>
    [
        1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
        0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    private static ReadOnlySpan<double> FarTop =>
    [
        6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
        0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    private static ReadOnlySpan<double> FarBottom =>
    [
        1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];
}
