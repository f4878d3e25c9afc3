using Kilter.Artifacts;
using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Detectors.Distance;

/// <summary>Settings of <see cref="KnnDetector"/>.</summary>
public sealed record KnnOptions
{
    /// <summary>W, the samples in a window. Range [1, 1e5]. Default 32.</summary>
    public int Window { get; init => field = Guard.InRange(value, 1, 100_000); } = 32;

    /// <summary>How many nearest training windows are looked at. Range [1, 1000]. Default 5.</summary>
    public int Neighbours { get; init => field = Guard.InRange(value, 1, 1000); } = 5;

    /// <summary>How many training windows are kept at most, drawn without replacement. Range [1, 1e6]. Default 2,000.</summary>
    public int Bank { get; init => field = Guard.InRange(value, 1, 1_000_000); } = 2_000;

    /// <summary>What of a window is compared. Default: its shape about its own mean.</summary>
    public WindowSpace Space { get; init; }
}

/// <summary>Scores a window by its mean distance from the most similar training windows.</summary>
/// <remarks>
/// <para>
/// Score: the mean of the k smallest Euclidean distances to the kept windows, over √d, d = W·C; by default each channel's own mean is taken out of a window
/// first, so that level does not matter. Unit: scaled units, root mean square. Range [0, ∞).
/// </para>
/// <para>
/// The search is exact: kept windows are sorted along their main direction, and those whose distance along it alone is too large are passed over.
/// A channel's contribution is its share of the mean squared distance; the expected value is the mean of the neighbours' last samples, brought to the window's level.
/// </para>
/// <para>Cost: score at most O(M·d) a window for M kept windows, often a tenth of it. Memory: M·d doubles. Which windows are kept follows the seed.</para>
/// <para>Source: S. Ramaswamy, R. Rastogi, K. Shim, "Efficient algorithms for mining outliers from large data sets", SIGMOD, 2000; the mean of the k distances:
/// F. Angiulli, C. Pizzuti, "Fast outlier detection in high dimensional spaces", PKDD, 2002.</para>
/// </remarks>
public sealed class KnnDetector(KnnOptions options) : IDetector
{
    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "knn",
        Family = "Distance",
        FindsBest = "shapes not seen in training",
        WeakAt = "shifts of level (unless space is raw); slow on millions of samples",
        Channels = "1 to 10",
        FitCost = "fast",
        Source = "S. Ramaswamy, R. Rastogi, K. Shim, Efficient algorithms for mining outliers from large data sets, 2000",
        Settings =
        [
            new("neighbours", "5", "1 to 1000", "how many nearest training windows are looked at"),
            new("bank", "2000", "1 to 1e6", "how many training windows are kept at most"),
            new("space", "shape", "shape, raw, differences", "compare windows less their mean, as they are, or by their steps from sample to sample"),
        ],
        DefaultWindow = 32,
        Create = settings => new KnnDetector(new()
        {
            Window = settings.WholeNumber("window", 32),
            Neighbours = settings.WholeNumber("neighbours", 5),
            Bank = settings.WholeNumber("bank", 2_000),
            Space = settings.Text("space", "shape") switch
            {
                "shape" => WindowSpace.Shape,
                "raw" => WindowSpace.Raw,
                "differences" => WindowSpace.Differences,
                var other => throw new ArgumentException($"'space' is \"{other}\"; it must be shape, raw or differences."),
            },
        }),
        Read = FittedKnn.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var kept = Selection.Draw(train.Count, Math.Min(train.Count, options.Bank), new Rng(context.Seed));
        var (size, channels) = (train.Length * train.Channels, train.Channels);
        var (points, lasts) = (new double[(long)kept.Length * size], new double[kept.Length * channels]);
        for (var r = 0; r < kept.Length; r++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var point = points.AsSpan(r * size, size);
            var window = train[kept[r]];
            options.Space.Map(window, channels, point);
            for (var c = 0; c < channels; c++)
            {
                lasts[(r * channels) + c] = options.Space.LastAboveLevel(window, channels, c);
            }
        }

        return new FittedKnn(options.Window, channels, Math.Min(options.Neighbours, kept.Length), options.Space, NeighbourBank.Of(points, lasts, size));
    }
}

/// <summary>A fitted <see cref="KnnDetector"/>: the kept windows.</summary>
internal sealed class FittedKnn(int window, int channels, int neighbours, WindowSpace space, NeighbourBank bank) : IFittedDetector
{
    public int WindowLength => window;

    public int Channels => channels;

    public static FittedKnn Read(ArtifactReader artifact)
        => new(
            (int)artifact.WholeNumber("window"), (int)artifact.WholeNumber("channels"), (int)artifact.WholeNumber("neighbours"),
            (WindowSpace)artifact.WholeNumber("space"), NeighbourBank.Read(artifact));

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        var (point, found) = (new double[bank.Size], new Neighbour[neighbours]);
        for (var n = 0; n < windows.Count; n++)
        {
            space.Map(windows[n], channels, point);
            bank.Nearest(point, found);
            var sum = 0.0;
            foreach (var neighbour in found)
            {
                sum += Math.Sqrt(neighbour.SquaredDistance);
            }

            scores[n] = ScoreNumber.Of(sum / neighbours / Math.Sqrt(bank.Size));
        }
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        var (point, found, shares, lasts) = (new double[bank.Size], new Neighbour[neighbours], new double[channels], new double[channels]);
        for (var n = 0; n < windows.Count; n++)
        {
            space.Map(windows[n], channels, point);
            bank.Nearest(point, found);
            shares.AsSpan().Clear();
            lasts.AsSpan().Clear();
            foreach (var neighbour in found)
            {
                bank.Add(neighbour.Index, point, shares, lasts);
            }

            for (var c = 0; c < channels; c++)
            {
                contributions[(n * channels) + c] = ScoreNumber.Of(shares[c] / neighbours);
                expected[(n * channels) + c] = ScoreNumber.Of((lasts[c] / neighbours) + space.Level(windows[n], channels, c));
            }
        }
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("window", (long)window);
        artifact.Set("channels", (long)channels);
        artifact.Set("neighbours", (long)neighbours);
        artifact.Set("space", (long)space);
        bank.Write(artifact);
    }
}
