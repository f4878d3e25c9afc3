using Kilter.Numerics.Randomness;

namespace Kilter.Detectors.Trees;

/// <summary>How deep points lie in trees that part at random.</summary>
internal static class TreePaths
{
    private const double EulerGamma = 0.5772156649015329;

    /// <summary>c(n), the depth at which a point is found on average in a random tree of n points: 2(ln(n − 1) + γ) − 2(n − 1)/n; 1 for two, 0 for fewer.</summary>
    /// <remarks>Source: F. T. Liu, K. M. Ting, Z.-H. Zhou, "Isolation forest", ICDM, 2008, equation 1.</remarks>
    public static double Average(double count)
        => count < 2 ? 0 : count <= 2 ? 1 : (2 * (PortableMath.Log(count - 1) + EulerGamma)) - (2 * (count - 1) / count);

    /// <summary>The depth of each node, and at leaves c(points in it) more: the length of the path of a point that ends there.</summary>
    public static double[] Lengths(FlatTrees trees, int[] counts)
    {
        var depth = new double[trees.Nodes];
        for (var n = 0; n < depth.Length; n++)
        {
            if (trees.Values[n] < 0)
            {
                depth[n] += Average(counts[n]);
            }
            else
            {
                // Children stand after their parents, so one pass is enough.
                depth[trees.Left[n]] = depth[n] + 1;
                depth[trees.Right[n]] = depth[n] + 1;
            }
        }

        return depth;
    }

    /// <summary>The mean path length of the training points below each node; at a leaf its own.</summary>
    public static double[] Means(FlatTrees trees, int[] counts, double[] lengths)
    {
        var means = (double[])lengths.Clone();
        for (var n = means.Length - 1; n >= 0; n--)
        {
            if (trees.Values[n] >= 0)
            {
                var (left, right) = (trees.Left[n], trees.Right[n]);
                means[n] = ((counts[left] * means[left]) + (counts[right] * means[right])) / (counts[left] + counts[right]);
            }
        }

        return means;
    }
}
