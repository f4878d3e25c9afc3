using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Detectors.Trees;

/// <summary>Settings of <see cref="IsolationForestDetector"/>.</summary>
public sealed record IsolationForestOptions
{
    /// <summary>W, the samples in a window. Range [1, 1e5]. Default 1: the relations between channels at one moment.</summary>
    public int Window { get; init => field = Guard.InRange(value, 1, 100_000); } = 1;

    /// <summary>How many trees. Range [1, 100,000]. Default 100.</summary>
    public int Trees { get; init => field = Guard.InRange(value, 1, 100_000); } = 100;

    /// <summary>ψ, how many training windows each tree is grown on, drawn without replacement. Range [2, 1e6]. Default 256.</summary>
    public int Sample { get; init => field = Guard.InRange(value, 2, 1_000_000); } = 256;

    /// <summary>How many values of a window each tree may ask for, drawn for the tree; 0 for all. Range [0, 1e7]. Default 0.</summary>
    public int Values { get; init => field = Guard.InRange(value, 0, 10_000_000); }
}

/// <summary>Parts the training windows at random until each is alone: a window that is soon alone is strange.</summary>
/// <remarks>
/// <para>
/// Score: 2^(−E[h] / c(ψ)) with E[h] the mean length of the window's path over the trees and c(ψ) that of an average one. Range (0, 1): near 0.5 and below is usual,
/// near 1 strange. A window beyond everything seen scores as the outermost training windows do: it says that something is strange, not how much.
/// </para>
/// <para>
/// A channel's contribution is how far the cuts on its values shortened the path, against what was to be expected before each; the expected value is the channel's
/// median in training.
/// </para>
/// <para>Cost: fit O(trees·ψ·log ψ·d) at worst; score O(trees·log ψ) a window. Memory: some 2·trees·ψ nodes. The seed decides; threads do not.</para>
/// <para>Source: F. T. Liu, K. M. Ting, Z.-H. Zhou, "Isolation forest", ICDM, 2008. Contributions: A. Saabas, "Interpreting random forests", 2014, on path lengths.</para>
/// </remarks>
public sealed class IsolationForestDetector(IsolationForestOptions options) : IDetector
{
    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "isolation-forest",
        Family = "Trees",
        FindsBest = "far values and rare combinations among many channels",
        WeakAt = "shapes in time; saying how far outside",
        Channels = "any",
        FitCost = "fast",
        Source = "F. T. Liu, K. M. Ting, Z.-H. Zhou, Isolation forest, 2008",
        Settings =
        [
            new("trees", "100", "1 to 1e5", "how many trees"),
            new("sample", "256", "2 to 1e6", "training windows that each tree is grown on"),
            new("values", "0", "0 to 1e7", "values of a window that each tree may ask for; 0: all"),
        ],
        DefaultWindow = 1,
        Create = settings => new IsolationForestDetector(new()
        {
            Window = settings.WholeNumber("window", 1),
            Trees = settings.WholeNumber("trees", 100),
            Sample = settings.WholeNumber("sample", 256),
            Values = settings.WholeNumber("values", 0),
        }),
        Read = FittedIsolationForest.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var (size, sample) = (train.Length * train.Channels, Math.Min(options.Sample, train.Count));
        var asked = options.Values == 0 ? size : Math.Min(options.Values, size);
        var (rng, trees) = (new Rng(context.Seed), new (FlatTrees Tree, int[] Counts)[options.Trees]);

        // A generator a tree, drawn before the threads start: who grows which tree then does not matter.
        Rng[] own = [.. trees.Select((_, t) => rng.Split((ulong)t))];
        Parallel.For(0, trees.Length, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation }, t =>
        {
            var (drawn, values) = (Selection.Draw(train.Count, sample, own[t]), Selection.Draw(size, asked, own[t]));
            var points = new float[sample * size];
            for (var n = 0; n < sample; n++)
            {
                train[drawn[n]].CopyTo(points.AsSpan(n * size));
            }

            trees[t] = IsolationTree.Grow(points, size, values, own[t]);
        });

        var joined = FlatTrees.Join([.. trees.Select(t => t.Tree)]);
        return new FittedIsolationForest(train.Length, train.Channels, sample, joined, [.. trees.SelectMany(t => t.Counts)], ChannelMedians.Of(train));
    }
}
