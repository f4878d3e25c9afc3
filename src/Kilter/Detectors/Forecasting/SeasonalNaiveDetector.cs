using Kilter.Artifacts;
using Kilter.Detectors.Online;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Settings of <see cref="SeasonalNaiveDetector"/>.</summary>
public sealed record SeasonalNaiveOptions
{
    /// <summary>The season in samples. Range [0, 1e7]. Default 0: the one given to the fit; where none is known either, the sample before stands in.</summary>
    public int Season { get; init => field = Guard.InRange(value, 0, 10_000_000); }

    /// <summary>How many seasons back are looked at; their median is the forecast. Range [1, 99]. Default 1.</summary>
    public int Seasons { get; init => field = Guard.InRange(value, 1, 99); } = 1;

    /// <summary>How one score is made of the channels. Default: the largest.</summary>
    public Combine Combine { get; init; }
}

/// <summary>Scores a sample by how far it lies from the last times the same moment of the season was seen.</summary>
/// <remarks>
/// <para>
/// z = |x − median of the last k values at this moment of the season| over the robust spread of the same differences in training; the score is the
/// largest z of the channels, or the root of the mean z². Unit: standard deviations of normal numbers. Range [0, ∞). A moment never seen is compared with
/// the sample before it.
/// </para>
/// <para>
/// Goes on learning while it scores: it remembers k values for each moment. It counts moments on the clock, so missing samples and jumps shift nothing.
/// With k below 3 an anomaly comes back one season later as a weaker echo; with k at least 3 one odd season does not.
/// </para>
/// <para>Cost: O(k·C) a sample. Memory: k·season·C doubles. Draws no random numbers.</para>
/// <para>Source: R. J. Hyndman, A. B. Koehler, "Another look at measures of forecast accuracy", Int. J. Forecasting, 2006 (the seasonal naive method).</para>
/// </remarks>
public sealed class SeasonalNaiveDetector(SeasonalNaiveOptions options) : IDetector
{
    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "seasonal-naive",
        Family = "Forecasting",
        FindsBest = "missed or odd days",
        WeakAt = "records without a season; echoes one season later",
        Channels = "any",
        FitCost = "fast",
        Source = "R. J. Hyndman, A. B. Koehler, Another look at measures of forecast accuracy, 2006",
        Settings =
        [
            new("season", "0", "0 to 1e7", "samples in a season; 0 takes the one found in the training data"),
            new("seasons", "1", "1 to 99", "how many seasons back are looked at; their median is the forecast"),
            CombineSetting.Spec,
        ],
        DefaultWindow = 1,
        Create = settings => new SeasonalNaiveDetector(new()
        {
            Season = settings.WholeNumber("season", 0),
            Seasons = settings.WholeNumber("seasons", 1),
            Combine = CombineSetting.Of(settings),
        }),
        Read = FittedSeasonalNaive.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => 1;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, length: 1, least: 2, context);
        var season = options.Season > 0 ? options.Season : Math.Max(1, context.Season);
        var memory = new SeasonMemory(season, season == 1 ? 1 : options.Seasons, train.Channels);
        var scale = ResidualScale.Learn(train, memory, options.Combine, context.Cancellation);
        return new FittedSeasonalNaive(memory, scale);
    }
}

/// <summary>A fitted <see cref="SeasonalNaiveDetector"/>: the memory at the end of training and the spreads of its residuals.</summary>
internal sealed class FittedSeasonalNaive(SeasonMemory memory, ResidualScale scale) : IOnlineFittedDetector
{
    public int WindowLength => 1;

    public int Channels => scale.Channels;

    public static FittedSeasonalNaive Read(ArtifactReader artifact)
        => new(SeasonMemory.Read(artifact.Section("memory")), ResidualScale.Read(artifact));

    public IOnlineState Start() => new SeasonalNaiveState(memory.Copy(), scale);

    public IOnlineState ReadState(ArtifactReader artifact) => new SeasonalNaiveState(SeasonMemory.Read(artifact), scale);

    public void Score(WindowSet windows, Span<float> scores) => OnlineReplay.Score(this, windows, scores);

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected) => OnlineReplay.Explain(this, windows, contributions, expected);

    public void Write(ArtifactWriter artifact)
    {
        memory.Write(artifact.Section("memory"));
        scale.Write(artifact);
    }
}

/// <summary>The running memory of a <see cref="FittedSeasonalNaive"/>.</summary>
internal sealed class SeasonalNaiveState(SeasonMemory memory, ResidualScale scale) : IOnlineState
{
    private readonly double[] _expected = new double[scale.Channels];

    public float Score(ReadOnlySpan<float> sample)
    {
        DetectorGuard.Sample(sample, scale.Channels);
        memory.Forecast(_expected);
        return scale.Score(sample, _expected);
    }

    public float Explain(ReadOnlySpan<float> sample, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Sample(sample, scale.Channels);
        Guard.Length(contributions.Length, scale.Channels, nameof(contributions));
        Guard.Length(expected.Length, scale.Channels, nameof(expected));
        memory.Forecast(_expected);
        scale.Explain(sample, _expected, contributions, expected);
        return scale.Score(sample, _expected);
    }

    public void Learn(ReadOnlySpan<float> sample)
    {
        DetectorGuard.Sample(sample, scale.Channels);
        memory.Learn(sample);
    }

    public void Seek(long place) => memory.Seek(place);

    public void Write(ArtifactWriter artifact) => memory.Write(artifact);
}
