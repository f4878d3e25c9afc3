using Kilter.Artifacts;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Settings of <see cref="PersistenceDetector"/>.</summary>
public sealed record PersistenceOptions
{
    /// <summary>How many samples back the forecast is taken from. Range [1, 1e6]. Default 1: the sample before.</summary>
    public int Lag { get; init => field = Guard.InRange(value, 1, 1_000_000); } = 1;

    /// <summary>How one score is made of the channels. Default: the largest.</summary>
    public Combine Combine { get; init; }
}

/// <summary>Scores a sample by how far it lies from an earlier one: the forecast that nothing changes.</summary>
/// <remarks>
/// <para>
/// z = |x[t] − x[t − lag]| over the robust spread of the same differences in training; the score is the largest z of the channels, or the root of the mean
/// z². Unit: standard deviations of normal numbers. Range [0, ∞). Window: lag + 1 samples.
/// </para>
/// <para>Cost: O(C) a window. Memory: C doubles. Draws no random numbers. The yardstick that every forecaster must beat.</para>
/// <para>Source: R. J. Hyndman, A. B. Koehler, "Another look at measures of forecast accuracy", Int. J. Forecasting, 2006 (the naive method).</para>
/// </remarks>
public sealed class PersistenceDetector(PersistenceOptions options) : IDetector
{
    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "persistence",
        Family = "Forecasting",
        FindsBest = "sudden jumps",
        WeakAt = "slow changes; sees the end of an anomaly as another",
        Channels = "any",
        FitCost = "fast",
        Source = "R. J. Hyndman, A. B. Koehler, Another look at measures of forecast accuracy, 2006",
        Settings = [new("lag", "1", "1 to 1e6", "samples between the forecast and what it is taken from"), CombineSetting.Spec],
        DefaultWindow = 2,
        Create = settings => new PersistenceDetector(new() { Lag = settings.WholeNumber("lag", 1), Combine = CombineSetting.Of(settings) }),
        Read = FittedPersistence.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Lag + 1;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Lag + 1, least: 2, context);
        return new FittedPersistence(options.Lag, ResidualScale.Of(train, FittedPersistence.Forecast, options.Combine, context.Cancellation));
    }
}

/// <summary>A fitted <see cref="PersistenceDetector"/>: the spreads of the training differences.</summary>
internal sealed class FittedPersistence(int lag, ResidualScale scale) : IFittedDetector
{
    public int WindowLength => lag + 1;

    public int Channels => scale.Channels;

    public static FittedPersistence Read(ArtifactReader artifact) => new((int)artifact.WholeNumber("lag"), ResidualScale.Read(artifact));

    /// <summary>The first sample of the window stands for its last.</summary>
    public static void Forecast(ReadOnlySpan<float> window, Span<double> expected)
    {
        for (var c = 0; c < expected.Length; c++)
        {
            expected[c] = window[c];
        }
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        scale.Score(windows, Forecast, scores);
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        scale.Explain(windows, Forecast, contributions, expected);
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("lag", (long)lag);
        scale.Write(artifact);
    }
}
