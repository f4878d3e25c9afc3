using Kilter.Artifacts;
using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Detectors.Trees;

/// <summary>A fitted <see cref="IsolationForestDetector"/>: the trees, and how many training windows came to each node.</summary>
internal sealed class FittedIsolationForest(int window, int channels, int sample, FlatTrees trees, int[] counts, double[] medians) : IFittedDetector
{
    private const double Ln2 = 0.6931471805599453;

    private readonly double[] _lengths = TreePaths.Lengths(trees, counts);
    private readonly double[] _means = TreePaths.Means(trees, counts, TreePaths.Lengths(trees, counts));

    public int WindowLength => window;

    public int Channels => channels;

    public static FittedIsolationForest Read(ArtifactReader artifact)
    {
        var (window, channels) = ((int)artifact.WholeNumber("window"), (int)artifact.WholeNumber("channels"));
        var trees = FlatTrees.Read(artifact, checked(window * channels));
        var counts = artifact.WholeNumbers("counts", trees.Nodes);
        return Array.TrueForAll(counts, n => n is > 0 and < int.MaxValue)
            ? new(window, channels, (int)artifact.WholeNumber("sample"), trees, Array.ConvertAll(counts, n => (int)n), artifact.Numbers("medians", channels))
            : throw new InvalidDataException("The model's trees hold impossible counts.");
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        for (var n = 0; n < windows.Count; n++)
        {
            scores[n] = ScoreNumber.Of(ScoreOf(windows[n]));
        }
    }

    /// <summary>The length of a window's path in one tree.</summary>
    public double PathLength(int tree, ReadOnlySpan<float> point) => _lengths[trees.LeafOf(tree, point)];

    /// <summary>The score in float64.</summary>
    public double ScoreOf(ReadOnlySpan<float> point)
    {
        var sum = 0.0;
        for (var t = 0; t < trees.Roots.Length; t++)
        {
            sum += PathLength(t, point);
        }

        return PortableMath.Exp(-Ln2 * sum / (trees.Roots.Length * TreePaths.Average(sample)));
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        var shares = new double[channels];
        for (var n = 0; n < windows.Count; n++)
        {
            shares.AsSpan().Clear();
            for (var t = 0; t < trees.Roots.Length; t++)
            {
                AddShares(t, windows[n], shares);
            }

            for (var c = 0; c < channels; c++)
            {
                contributions[(n * channels) + c] = ScoreNumber.Of(Math.Max(0, shares[c] / trees.Roots.Length));
                expected[(n * channels) + c] = ScoreNumber.Of(medians[c]);
            }
        }
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("window", (long)window);
        artifact.Set("channels", (long)channels);
        artifact.Set("sample", (long)sample);
        trees.Write(artifact);
        artifact.Set("counts", Array.ConvertAll(counts, n => (long)n));
        artifact.Set("medians", medians.AsSpan());
    }

    /// <summary>What each cut on the way took from the path length to be expected.</summary>
    private void AddShares(int tree, ReadOnlySpan<float> point, double[] shares)
    {
        var node = trees.Roots[tree];
        while (trees.Values[node] >= 0)
        {
            var next = point[trees.Values[node]] <= trees.Cuts[node] ? trees.Left[node] : trees.Right[node];
            shares[trees.Values[node] % channels] += _means[node] - _means[next];
            node = next;
        }
    }
}
