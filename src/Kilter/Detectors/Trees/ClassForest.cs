using Kilter.Artifacts;
using Kilter.Numerics.Randomness;

namespace Kilter.Detectors.Trees;

/// <summary>Classification trees whose leaves hold the shares of the classes: the forest's answer is their mean.</summary>
/// <param name="trees">The trees.</param>
/// <param name="shares">The share of each class at each node, (nodes, classes).</param>
/// <param name="classCount">How many classes there are.</param>
internal sealed class ClassForest(FlatTrees trees, double[] shares, int classCount)
{
    /// <summary>How many classes there are.</summary>
    public int ClassCount => classCount;

    /// <summary>How many trees there are.</summary>
    public int Trees => trees.Roots.Length;

    /// <summary>Grows a forest; each tree on as many points as there are, drawn with replacement.</summary>
    /// <param name="points">The points.</param>
    /// <param name="count">How many trees.</param>
    /// <param name="asked">How many values are looked at for a cut.</param>
    /// <param name="deepest">The greatest depth.</param>
    /// <param name="rng">The generator; each tree gets its own from it.</param>
    /// <param name="threads">How many threads may work; never changes a bit.</param>
    /// <param name="cancellation">Stops it between trees.</param>
    public static ClassForest Grow(ClassPoints points, int count, int asked, int deepest, Rng rng, int threads, CancellationToken cancellation)
    {
        var grown = new (FlatTrees Tree, double[] Weights)[count];
        Rng[] own = [.. grown.Select((_, t) => rng.Split((ulong)t))];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, t =>
        {
            var weights = new int[points.Count];
            for (var n = 0; n < weights.Length; n++)
            {
                weights[own[t].NextInt(weights.Length)]++;
            }

            grown[t] = ClassTree.Grow(points, weights, asked, deepest, own[t]);
        });

        return new ClassForest(FlatTrees.Join([.. grown.Select(g => g.Tree)]), Shares([.. grown.SelectMany(g => g.Weights)], points.ClassCount), points.ClassCount);
    }

    /// <summary>Weights of classes at nodes turned into shares.</summary>
    public static double[] Shares(double[] weights, int classCount)
    {
        var shares = new double[weights.Length];
        for (var n = 0; n < shares.Length; n += classCount)
        {
            var sum = weights.AsSpan(n, classCount).ToArray().Sum();
            for (var k = 0; k < classCount; k++)
            {
                shares[n + k] = weights[n + k] / sum;
            }
        }

        return shares;
    }

    /// <summary>The mean share of a class over the leaves that a point falls into.</summary>
    public double Probability(ReadOnlySpan<float> point, int ofClass)
    {
        var sum = 0.0;
        for (var t = 0; t < trees.Roots.Length; t++)
        {
            sum += shares[(trees.LeafOf(t, point) * classCount) + ofClass];
        }

        return sum / trees.Roots.Length;
    }

    /// <summary>Adds what each cut on a point's way did to the share of a class: (d) values, one for each value of the point.</summary>
    public void AddShares(ReadOnlySpan<float> point, int ofClass, Span<double> byValue)
    {
        foreach (var root in trees.Roots)
        {
            var node = root;
            while (trees.Values[node] >= 0)
            {
                var next = point[trees.Values[node]] <= trees.Cuts[node] ? trees.Left[node] : trees.Right[node];
                byValue[trees.Values[node]] += shares[(next * classCount) + ofClass] - shares[(node * classCount) + ofClass];
                node = next;
            }
        }
    }

    public void Write(ArtifactWriter artifact)
    {
        trees.Write(artifact);
        artifact.Set("classes", (long)classCount);
        artifact.Set("shares", shares.AsSpan());
    }

    /// <summary>Reads a forest back for points of so many values.</summary>
    public static ClassForest Read(ArtifactReader artifact, int size)
    {
        var (trees, classes) = (FlatTrees.Read(artifact, size), artifact.WholeNumber("classes"));
        return classes is > 0 and < 10_000
            ? new(trees, artifact.Numbers("shares", checked(trees.Nodes * (int)classes)), (int)classes)
            : throw new InvalidDataException("The model's trees hold an impossible number of classes.");
    }
}
