using Kilter.Numerics.Randomness;

namespace Kilter.Detectors.Trees;

/// <summary>Grows one classification tree: at each node the cut, among some values drawn at random, that leaves the least Gini impurity.</summary>
/// <remarks>Exact: every cut between two different values is tried; of equally good ones the first stays. Source: L. Breiman, "Random forests", Mach. Learn., 2001.</remarks>
internal sealed class ClassTree
{
    private readonly ClassPoints _points;
    private readonly int[] _weights;
    private readonly int _asked;
    private readonly int _deepest;
    private readonly Rng _rng;
    private readonly int[] _values;
    private readonly int[] _sorted;
    private readonly int[] _keys;
    private readonly byte[] _isMember;
    private readonly long[] _left;
    private readonly long[] _all;

    private ClassTree(ClassPoints points, int[] weights, int asked, int deepest, Rng rng)
    {
        (_points, _weights, _asked, _deepest, _rng) = (points, weights, asked, deepest, rng);
        _values = [.. Enumerable.Range(0, points.Size)];
        (_sorted, _keys, _isMember) = (new int[points.Count + 1], new int[points.Count], new byte[points.Count]);
        (_left, _all) = (new long[points.ClassCount], new long[points.ClassCount]);
    }

    /// <summary>Grows a tree on weighted points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="weights">How often each was drawn; 0 leaves it out.</param>
    /// <param name="asked">How many values are looked at for a cut; more only when these are the same in all points.</param>
    /// <param name="deepest">The greatest depth.</param>
    /// <param name="rng">Draws the values.</param>
    /// <returns>The tree, and the weight of each class at each node, (nodes, classes).</returns>
    public static (FlatTrees Tree, double[] Weights) Grow(ClassPoints points, int[] weights, int asked, int deepest, Rng rng)
        => new ClassTree(points, weights, asked, deepest, rng).Grow();

    private (FlatTrees Tree, double[] Weights) Grow()
    {
        int[] members = [.. Enumerable.Range(0, _points.Count).Where(n => _weights[n] > 0)];
        var (growth, weights, waiting) = (new TreeGrowth(), new List<double>(), new Stack<(int Node, int Start, int End, int Depth)>());
        Add(0, members.Length, 0);
        while (waiting.TryPop(out var next))
        {
            if (next.Depth >= _deepest || !Best(members.AsSpan(next.Start..next.End), out var value, out var cut))
            {
                continue;
            }

            var middle = Part(members, next.Start, next.End, value, cut);
            var right = Add(middle, next.End, next.Depth + 1);
            var left = Add(next.Start, middle, next.Depth + 1);
            growth.Split(next.Node, value, cut, left, right);
        }

        return (growth.ToTree(), [.. weights]);

        int Add(int start, int end, int depth)
        {
            var node = growth.AddLeaf();
            Count(members.AsSpan(start..end));
            weights.AddRange(_all.Select(w => (double)w));
            waiting.Push((node, start, end, depth));
            return node;
        }
    }

    private void Count(ReadOnlySpan<int> members)
    {
        _all.AsSpan().Clear();
        foreach (var member in members)
        {
            _all[_points.Classes[member]] += _weights[member];
        }
    }

    private bool Best(ReadOnlySpan<int> members, out int value, out double cut)
    {
        (value, cut) = (-1, 0);
        Count(members);
        if (_all.Count(w => w > 0) < 2)
        {
            return false;
        }

        foreach (var member in members)
        {
            _isMember[member] = 1;
        }

        var best = double.NegativeInfinity;
        for (var left = _values.Length; left > 0 && (_values.Length - left < _asked || value < 0); left--)
        {
            var at = _rng.NextInt(left);
            var drawn = _values[at];
            (_values[at], _values[left - 1]) = (_values[left - 1], drawn);
            _points.Sort(drawn, members, _isMember, _sorted, _keys);
            if (BestOf(_points.Column(drawn), _sorted.AsSpan(0, members.Length), ref best, ref cut))
            {
                value = drawn;
            }
        }

        foreach (var member in members)
        {
            _isMember[member] = 0;
        }

        return value >= 0;
    }

    /// <summary>Finds a cut of one value that is better than <paramref name="best"/>: greater Σ w²/w over both sides, which is less Gini impurity.</summary>
    private bool BestOf(ReadOnlySpan<float> column, ReadOnlySpan<int> sorted, ref double best, ref double cut)
    {
        _left.AsSpan().Clear();
        var (classes, found, below) = (_points.Classes, false, 0L);
        var (low, single) = (float.NegativeInfinity, false);
        for (var m = 0; m < sorted.Length - 1; m++)
        {
            var (point, next) = (sorted[m], sorted[m + 1]);
            _left[classes[point]] += _weights[point];
            below += _weights[point];
            (single, low) = (column[point] > low, column[point]);
            var high = column[next];

            // The gain is convex while points of one class pass: the best cut never lies between two of them. Equal values pass together.
            if (low >= high || (classes[point] == classes[next] && single && (m + 2 == sorted.Length || column[sorted[m + 2]] > high)))
            {
                continue;
            }

            var purity = Purity(below);
            if (purity > best)
            {
                // Half way; rounding may reach the higher value only where the two are neighbours in float64, which float32 never are.
                (best, cut, found) = (purity, low + (((double)high - low) / 2), true);
            }
        }

        return found;
    }

    /// <summary>Σ w²/w over both sides, when so much lies left.</summary>
    private double Purity(long below)
    {
        var (left, right, above) = (0.0, 0.0, -below);
        for (var k = 0; k < _left.Length; k++)
        {
            var other = _all[k] - _left[k];
            left += (double)_left[k] * _left[k];
            right += (double)other * other;
            above += _all[k];
        }

        return (left / below) + (right / above);
    }

    private int Part(int[] members, int start, int end, int value, double cut)
    {
        var column = _points.Column(value);
        var (low, high) = (start, end - 1);
        while (low <= high)
        {
            if (column[members[low]] <= cut)
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
