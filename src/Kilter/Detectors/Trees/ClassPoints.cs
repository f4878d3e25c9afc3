using System.Numerics;

namespace Kilter.Detectors.Trees;

/// <summary>Points with their classes, and each value's order over all points: sorted once, for every tree of a forest.</summary>
internal sealed class ClassPoints
{
    private readonly float[] _columns;
    private readonly int[] _order;
    private readonly int[] _ranks;

    /// <summary>Takes the points by columns.</summary>
    /// <param name="columns">(d, n): all points' first value, then all their second.</param>
    /// <param name="classes">(n), each in [0, <paramref name="classCount"/>).</param>
    /// <param name="classCount">How many classes there are.</param>
    public ClassPoints(float[] columns, int[] classes, int classCount)
    {
        (_columns, Classes, ClassCount, Count) = (columns, classes, classCount, classes.Length);
        Size = columns.Length / Count;
        (_order, _ranks) = (new int[columns.Length], new int[columns.Length]);
        var keys = new float[Count];
        for (var v = 0; v < Size; v++)
        {
            var column = Column(v);
            var order = _order.AsSpan(v * Count, Count);
            for (var n = 0; n < Count; n++)
            {
                (keys[n], order[n]) = (column[n], n);
            }

            keys.AsSpan().Sort(order);
            for (var r = 0; r < Count; r++)
            {
                _ranks[(v * Count) + order[r]] = r;
            }
        }
    }

    /// <summary>n.</summary>
    public int Count { get; }

    /// <summary>d.</summary>
    public int Size { get; }

    /// <summary>How many classes there are.</summary>
    public int ClassCount { get; }

    /// <summary>The class of each point.</summary>
    public int[] Classes { get; }

    /// <summary>One value of all points.</summary>
    public ReadOnlySpan<float> Column(int value) => _columns.AsSpan(value * Count, Count);

    /// <summary>Writes the members in ascending order of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="members">Some points.</param>
    /// <param name="isMember">1 where a point is one of them, else 0.</param>
    /// <param name="sorted">Overwritten; one longer than <paramref name="members"/>, for the last place is written past the end.</param>
    /// <param name="keys">Room for as many numbers.</param>
    public void Sort(int value, ReadOnlySpan<int> members, ReadOnlySpan<byte> isMember, Span<int> sorted, Span<int> keys)
    {
        var order = _order.AsSpan(value * Count, Count);

        // Few members are sorted by their ranks; many are picked from the order of all in one pass.
        if (members.Length * (long)(BitOperations.Log2((uint)members.Length) + 1) < Count)
        {
            var ranks = _ranks.AsSpan(value * Count, Count);
            for (var m = 0; m < members.Length; m++)
            {
                keys[m] = ranks[members[m]];
            }

            var some = keys[..members.Length];
            some.Sort();
            for (var m = 0; m < some.Length; m++)
            {
                sorted[m] = order[some[m]];
            }

            return;
        }

        // Without a branch: whether the next point is a member cannot be guessed, and wrong guesses cost more than the writes.
        var taken = 0;
        foreach (var point in order)
        {
            sorted[taken] = point;
            taken += isMember[point];
        }
    }
}
