using Kilter.Artifacts;

namespace Kilter.Detectors.Trees;

/// <summary>Binary trees in flat arrays, one after the other: a node is a number, and its children stand at higher numbers.</summary>
/// <remarks>
/// At an inner node a point goes left where its value number <see cref="Values"/>[node] is at most <see cref="Cuts"/>[node]. A leaf has −1 for its value.
/// Immutable; the arrays belong to this object.
/// </remarks>
/// <param name="Roots">The first node of each tree.</param>
/// <param name="Values">Which value of a point a node asks for; −1 at a leaf.</param>
/// <param name="Cuts">What it is compared with.</param>
/// <param name="Left">Where it goes on when at most the cut; −1 at a leaf.</param>
/// <param name="Right">Where it goes on when above.</param>
internal sealed record FlatTrees(int[] Roots, int[] Values, double[] Cuts, int[] Left, int[] Right)
{
    /// <summary>Nodes of all trees together.</summary>
    public int Nodes => Values.Length;

    /// <summary>The leaf that a point falls into.</summary>
    public int LeafOf(int tree, ReadOnlySpan<float> point)
    {
        var node = Roots[tree];
        while (Values[node] >= 0)
        {
            node = point[Values[node]] <= Cuts[node] ? Left[node] : Right[node];
        }

        return node;
    }

    /// <summary>Puts trees that were grown by themselves one after the other.</summary>
    public static FlatTrees Join(IReadOnlyList<FlatTrees> trees)
    {
        var roots = new int[trees.Count];
        var nodes = 0;
        for (var t = 0; t < roots.Length; t++)
        {
            (roots[t], nodes) = (nodes, nodes + trees[t].Nodes);
        }

        return new(
            roots, [.. trees.SelectMany(t => t.Values)], [.. trees.SelectMany(t => t.Cuts)],
            [.. trees.SelectMany((t, i) => t.Left.Select(n => n < 0 ? n : n + roots[i]))],
            [.. trees.SelectMany((t, i) => t.Right.Select(n => n < 0 ? n : n + roots[i]))]);
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("roots", Longs(Roots));
        artifact.Set("values", Longs(Values));
        artifact.Set("cuts", Cuts.AsSpan());
        artifact.Set("left", Longs(Left));
        artifact.Set("right", Longs(Right));
    }

    /// <summary>Reads trees back for points of so many values.</summary>
    /// <exception cref="InvalidDataException">They lead nowhere, in circles, or ask for a value that a point does not have.</exception>
    public static FlatTrees Read(ArtifactReader artifact, int size)
    {
        var values = Numbers(artifact.WholeNumbers("values"));
        var trees = new FlatTrees(
            Numbers(artifact.WholeNumbers("roots")), values, artifact.Numbers("cuts", values.Length),
            Numbers(artifact.WholeNumbers("left", values.Length)), Numbers(artifact.WholeNumbers("right", values.Length)));
        var whole = Array.TrueForAll(trees.Roots, r => r >= 0 && r < values.Length) && trees.Roots.Length > 0;
        for (var n = 0; n < values.Length && whole; n++)
        {
            whole = values[n] < 0 || (values[n] < size && OnwardsFrom(n, trees.Left[n]) && OnwardsFrom(n, trees.Right[n]));
        }

        return whole ? trees : throw new InvalidDataException("The model's trees are damaged.");

        bool OnwardsFrom(int node, int child) => child > node && child < values.Length;
    }

    private static long[] Longs(int[] numbers) => Array.ConvertAll(numbers, n => (long)n);

    private static int[] Numbers(long[] numbers)
        => Array.ConvertAll(numbers, n => n is >= -1 and < int.MaxValue ? (int)n : throw new InvalidDataException("The model's trees are damaged."));
}

/// <summary>Collects the nodes of a tree while it grows.</summary>
internal sealed class TreeGrowth
{
    private readonly List<int> _values = [];
    private readonly List<double> _cuts = [];
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];

    /// <summary>Adds a leaf; returns its number.</summary>
    public int AddLeaf()
    {
        _values.Add(-1);
        _cuts.Add(0);
        _left.Add(-1);
        _right.Add(-1);
        return _values.Count - 1;
    }

    /// <summary>Turns a leaf into an inner node.</summary>
    public void Split(int node, int value, double cut, int left, int right) => (_values[node], _cuts[node], _left[node], _right[node]) = (value, cut, left, right);

    /// <summary>The tree.</summary>
    public FlatTrees ToTree() => new([0], [.. _values], [.. _cuts], [.. _left], [.. _right]);
}
