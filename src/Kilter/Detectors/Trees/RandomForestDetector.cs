using Kilter.Artifacts;
using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Detectors.Trees;

/// <summary>Settings of <see cref="RandomForestDetector"/>.</summary>
public sealed record RandomForestOptions
{
    /// <summary>W, the samples in a window. Range [1, 1e5]. Default 1: the relations between channels at one moment.</summary>
    public int Window { get; init => field = Guard.InRange(value, 1, 100_000); } = 1;

    /// <summary>How many trees. Range [1, 100,000]. Default 100.</summary>
    public int Trees { get; init => field = Guard.InRange(value, 1, 100_000); } = 100;

    /// <summary>How many values of a window are looked at for a cut, drawn anew for each; 0 for √d. Range [0, 1e7]. Default 0.</summary>
    public int Values { get; init => field = Guard.InRange(value, 0, 10_000_000); }

    /// <summary>The greatest depth of a tree. Range [1, 1000]. Default 1000: until leaves are pure.</summary>
    public int Depth { get; init => field = Guard.InRange(value, 1, 1000); } = 1000;
}

/// <summary>Learns from labels to tell anomalous windows from normal ones, by the votes of many trees.</summary>
/// <remarks>
/// <para>
/// Supervised: it finds again what was labelled, and nothing else; a window unlike anything seen may get any score. A training window counts as anomalous when a
/// labelled stretch overlaps it. Score: the mean share of anomalous windows in the leaves a window falls into. Range [0, 1]; its own limit is 0.5.
/// </para>
/// <para>
/// A channel's contribution is what cuts on its values added to the score, on the way from each tree's root; the expected value is the channel's median over the
/// windows that are not labelled.
/// </para>
/// <para>Cost: fit O(trees·values·N·log N); score O(trees·log N) a window. Memory: 3·N·d numbers while fitting. The seed decides; threads do not.</para>
/// <para>Source: L. Breiman, "Random forests", Mach. Learn., 2001. Contributions: A. Saabas, "Interpreting random forests", 2014.</para>
/// </remarks>
public sealed class RandomForestDetector(RandomForestOptions options) : IDetector
{
    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "random-forest",
        Family = "Trees",
        FindsBest = "what was labelled before",
        WeakAt = "anything that was never labelled",
        Channels = "any",
        FitCost = "medium",
        Source = "L. Breiman, Random forests, 2001",
        NeedsLabels = true,
        Settings =
        [
            new("trees", "100", "1 to 1e5", "how many trees"),
            new("values", "0", "0 to 1e7", "values of a window looked at for a cut; 0: the root of their number"),
            new("depth", "1000", "1 to 1000", "the greatest depth of a tree"),
        ],
        DefaultWindow = 1,
        OwnLimit = 0.5,
        Create = settings => new RandomForestDetector(new()
        {
            Window = settings.WholeNumber("window", 1),
            Trees = settings.WholeNumber("trees", 100),
            Values = settings.WholeNumber("values", 0),
            Depth = settings.WholeNumber("depth", 1000),
        }),
        Read = FittedRandomForest.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Too few windows, or no labels to learn from; the message says what to do.</exception>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var (size, classes) = (train.Length * train.Channels, WindowLabels.Of(train, context.Labels, Entry.Name));
        var columns = new float[(long)size * train.Count];
        for (var n = 0; n < train.Count; n++)
        {
            var window = train[n];
            for (var v = 0; v < size; v++)
            {
                columns[(v * train.Count) + n] = window[v];
            }
        }

        var points = new ClassPoints(columns, classes, classCount: 2);
        var asked = options.Values == 0 ? (int)Math.Sqrt(size) : Math.Min(options.Values, size);
        var forest = ClassForest.Grow(points, options.Trees, Math.Max(1, asked), options.Depth, new Rng(context.Seed), context.Threads, context.Cancellation);
        return new FittedRandomForest(train.Length, train.Channels, forest, ChannelMedians.Of(train, n => classes[n] == 0));
    }
}

/// <summary>A fitted <see cref="RandomForestDetector"/>: the trees.</summary>
internal sealed class FittedRandomForest(int window, int channels, ClassForest forest, double[] medians) : IFittedDetector
{
    public int WindowLength => window;

    public int Channels => channels;

    public static FittedRandomForest Read(ArtifactReader artifact)
    {
        var (window, channels) = ((int)artifact.WholeNumber("window"), (int)artifact.WholeNumber("channels"));
        return new(window, channels, ClassForest.Read(artifact, checked(window * channels)), artifact.Numbers("medians", channels));
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        for (var n = 0; n < windows.Count; n++)
        {
            scores[n] = ScoreNumber.Of(forest.Probability(windows[n], ofClass: 1));
        }
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        var (byValue, shares) = (new double[window * channels], new double[channels]);
        for (var n = 0; n < windows.Count; n++)
        {
            byValue.AsSpan().Clear();
            shares.AsSpan().Clear();
            forest.AddShares(windows[n], ofClass: 1, byValue);
            for (var v = 0; v < byValue.Length; v++)
            {
                shares[v % channels] += byValue[v] / forest.Trees;
            }

            for (var c = 0; c < channels; c++)
            {
                contributions[(n * channels) + c] = ScoreNumber.Of(Math.Max(0, shares[c]));
                expected[(n * channels) + c] = ScoreNumber.Of(medians[c]);
            }
        }
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("window", (long)window);
        artifact.Set("channels", (long)channels);
        forest.Write(artifact);
        artifact.Set("medians", medians.AsSpan());
    }
}
