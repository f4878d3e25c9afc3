using Kilter.Numerics.Randomness;

namespace Kilter.Detectors.Trees;

/// <summary>Grows one tree of an isolation forest: a value of the point and a cut in its range, both at random, until each point is alone or the tree deep enough.</summary>
internal static class IsolationTree
{
    /// <summary>Grows a tree.</summary>
    /// <param name="points">(n, d), the drawn training points.</param>
    /// <param name="size">d.</param>
    /// <param name="values">Which values of a point may be asked for; reordered.</param>
    /// <param name="rng">Draws values and cuts.</param>
    /// <returns>The tree, and how many points came to each node.</returns>
    public static (FlatTrees Tree, int[] Counts) Grow(float[] points, int size, int[] values, Rng rng)
    {
        var members = Enumerable.Range(0, points.Length / size).ToArray();
        var deepest = (int)Math.Ceiling(Math.Log2(Math.Max(members.Length, 2)));
        var (growth, counts, waiting) = (new TreeGrowth(), new List<int>(), new Stack<(int Node, int Start, int End, int Depth)>());
        Add(0, members.Length, 0);
        while (waiting.TryPop(out var next))
        {
            if (next.End - next.Start < 2 || next.Depth >= deepest || !Draw(points, size, members.AsSpan(next.Start..next.End), values, rng, out var value, out var cut))
            {
                continue;
            }

            var middle = Part(points, size, members, next.Start, next.End, value, cut);
            var right = Add(middle, next.End, next.Depth + 1);
            var left = Add(next.Start, middle, next.Depth + 1);
            growth.Split(next.Node, value, cut, left, right);
        }

        return (growth.ToTree(), [.. counts]);

        int Add(int start, int end, int depth)
        {
            var node = growth.AddLeaf();
            counts.Add(end - start);
            waiting.Push((node, start, end, depth));
            return node;
        }
    }

    /// <summary>Draws a value that is not the same in all members, and a cut between its least and its greatest; false when all are the same.</summary>
    private static bool Draw(float[] points, int size, ReadOnlySpan<int> members, int[] values, Rng rng, out int value, out double cut)
    {
        for (var left = values.Length; left > 0; left--)
        {
            var at = rng.NextInt(left);
            value = values[at];
            (values[at], values[left - 1]) = (values[left - 1], value);
            var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
            foreach (var member in members)
            {
                var x = points[(member * size) + value];
                (low, high) = (Math.Min(low, x), Math.Max(high, x));
            }

            if (low < high)
            {
                // Below the greatest, or nothing would lie right of it.
                cut = rng.NextDouble(low, high);
                cut = cut < high ? cut : low;
                return true;
            }
        }

        (value, cut) = (-1, 0);
        return false;
    }

    private static int Part(float[] points, int size, int[] members, int start, int end, int value, double cut)
    {
        var (low, high) = (start, end - 1);
        while (low <= high)
        {
            if (points[(members[low] * size) + value] <= cut)
            {
                low++;
            }
            else
            {
                (members[low], members[high]) = (members[high], members[low]);
                high--;
            }
        }

        return low;
    }
}
