using Kilter.Artifacts;
using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Detectors.Online;

/// <summary>Settings of <see cref="EwmaDetector"/>.</summary>
public sealed record EwmaOptions
{
    /// <summary>The age in samples at which a sample's weight has halved. Range [1, 1e9]. Default 100.</summary>
    public double HalfLife { get; init => field = Guard.InRange(value, 1, 1e9); } = 100;

    /// <summary>A sample further than this many deviations from the mean is learned as if it lay there. Range [1, 1e6]. Default 3.</summary>
    public double Clip { get; init => field = Guard.InRange(value, 1, 1e6); } = 3;

    /// <summary>How one score is made of the channels. Default: the largest.</summary>
    public Combine Combine { get; init; }
}

/// <summary>Scores a sample by its distance from a moving mean, in moving standard deviations; goes on learning while it scores.</summary>
/// <remarks>
/// <para>
/// z = |x − m| / s for each channel; then m ← m + α·r and s² ← (1 − α)·(s² + α·r²), r being x − m held within ±clip·s, so that an anomaly hardly teaches
/// itself as normal. α = 1 − 2^(−1/half-life). s never falls below a tenth of the training spread. The score is the largest z, or the root of the mean z².
/// Unit: standard deviations. Range [0, ∞).
/// </para>
/// <para>
/// The fit starts from the training median and robust spread and learns the training samples in order. A time jump changes nothing: the level is a matter
/// of the last half-lives, not of the last sample. Cost: O(C) a sample. Memory: 2·C doubles. Draws no random numbers.
/// </para>
/// <para>Source: S. W. Roberts, "Control chart tests based on geometric moving averages", Technometrics, 1959; T. Finch, "Incremental calculation of weighted mean and variance", 2009.</para>
/// </remarks>
public sealed class EwmaDetector(EwmaOptions options) : IDetector
{
    private const double Ln2 = 0.693147180559945309417;

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "ewma",
        Family = "Online",
        FindsBest = "spikes and steps on a level that wanders",
        WeakAt = "slow changes, seasons longer than its half-life",
        Channels = "any",
        FitCost = "fast",
        Source = "S. W. Roberts, Control chart tests based on geometric moving averages, 1959",
        Settings =
        [
            new("half-life", "100", "1 to 1e9", "age in samples at which a sample's weight has halved"),
            new("clip", "3", "1 to 1e6", "deviations beyond which a sample is not learned in full"),
            CombineSetting.Spec,
        ],
        DefaultWindow = 1,
        Create = settings => new EwmaDetector(new()
        {
            HalfLife = settings.Number("half-life", 100),
            Clip = settings.Number("clip", 3),
            Combine = CombineSetting.Of(settings),
        }),
        Read = FittedEwma.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => 1;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, length: 1, least: 2, context);
        var stride = RobustSpread.StrideOf(train.Count);
        var (mean, variance, floor) = (new double[train.Channels], new double[train.Channels], new double[train.Channels]);
        var column = new double[(train.Count + stride - 1) / stride];
        for (var c = 0; c < train.Channels; c++)
        {
            for (var n = 0; n < column.Length; n++)
            {
                column[n] = train[n * stride][c];
            }

            (mean[c], var spread) = RobustSpread.Of(column);
            (variance[c], floor[c]) = (spread * spread, 0.01 * spread * spread);
        }

        var rate = 1 - PortableMath.Exp(-Ln2 / options.HalfLife);
        var start = new EwmaState(rate, options.Clip, options.Combine, floor, mean, variance);
        OnlineReplay.Learn(start, train, context.Cancellation);
        return new FittedEwma(start);
    }
}

/// <summary>A fitted <see cref="EwmaDetector"/>: the state at the end of training, never changed itself.</summary>
internal sealed class FittedEwma(EwmaState start) : IOnlineFittedDetector
{
    public int WindowLength => 1;

    public int Channels => start.Channels;

    public static FittedEwma Read(ArtifactReader artifact) => new(EwmaState.Read(artifact));

    public IOnlineState Start() => start.Copy();

    public IOnlineState ReadState(ArtifactReader artifact) => EwmaState.Read(artifact);

    public void Score(WindowSet windows, Span<float> scores) => OnlineReplay.Score(this, windows, scores);

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected) => OnlineReplay.Explain(this, windows, contributions, expected);

    public void Write(ArtifactWriter artifact) => start.Write(artifact);
}
