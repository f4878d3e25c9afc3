using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Settings of <see cref="SeasonalNaiveDetector"/>.</summary>
public sealed record SeasonalNaiveOptions
{
    /// <summary>The season in samples. Range [0, 1e7]. Default 0: none is known, and the sample before stands in.</summary>
    public int Season { get; init => field = Guard.InRange(value, 0, 10_000_000); }

    /// <summary>How many seasons back are averaged. Range [1, 100]. Default 1.</summary>
    public int Seasons { get; init => field = Guard.InRange(value, 1, 100); } = 1;

    /// <summary>How one score is made of the channels. Default: the largest.</summary>
    public Combine Combine { get; init; }
}

/// <summary>Scores a sample by how far it lies from the same moment of the seasons before.</summary>
/// <remarks>
/// <para>
/// z = |x[t] − mean of x[t − i·season], i = 1 … k| over the robust spread of the same differences in training; the score is the largest z of the channels,
/// or the root of the mean z². Unit: standard deviations of normal numbers. Range [0, ∞). Window: k·season + 1 samples; without a season it is
/// <see cref="PersistenceDetector"/>.
/// </para>
/// <para>An anomaly comes back weaker, as an echo, one season later; with k seasons averaged, k times at a k-th of its size.</para>
/// <para>Cost: O(k·C) a window. Memory: C doubles. Draws no random numbers.</para>
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
            new("season", "found in the training data", "0 to 1e7", "samples in a season; 0 compares with the sample before"),
            new("seasons", "1", "1 to 100", "how many seasons back are averaged"),
            CombineSetting.Spec,
        ],
        DefaultWindow = 2,
        Create = settings => new SeasonalNaiveDetector(new()
        {
            Season = settings.WholeNumber("season", 0),
            Seasons = settings.WholeNumber("seasons", 1),
            Combine = CombineSetting.Of(settings),
        }),
        Read = EarlierSamples.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => (Math.Max(1, options.Season) * Count) + 1;

    private int Count => options.Season == 0 ? 1 : options.Seasons;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
        => EarlierSamples.Learn(Math.Max(1, options.Season), Count, options.Combine, train, context);
}
