namespace Kilter.Thresholds;

/// <summary>The largest scores seen so far, at most a stated number of them: kept by each part of a series, then merged.</summary>
/// <remarks>
/// The result does not depend on how the scores were parted or in which order parts are merged, so a top-percent limit can be set on scores that lie on several machines
/// by exchanging the largest ones alone. Cost: O(log k) a score, k numbers of memory. Not safe for several threads.
/// </remarks>
public sealed class TopScores
{
    private readonly PriorityQueue<float, float> _kept = new();

    /// <summary>Keeps at most <paramref name="most"/> scores, in [1, 1e8].</summary>
    public TopScores(int most) => Most = Guard.InRange(most, 1, 100_000_000, nameof(most));

    /// <summary>k, how many are kept at most.</summary>
    public int Most { get; }

    /// <summary>How many are kept.</summary>
    public int Count => _kept.Count;

    /// <summary>The smallest of those kept: with k kept, the limit that the top-percent rule compares with. NaN when there is none.</summary>
    public float Smallest => _kept.TryPeek(out var score, out _) ? score : float.NaN;

    /// <summary>Looks at scores. NaN is passed over.</summary>
    public void Add(ReadOnlySpan<float> scores)
    {
        foreach (var score in scores)
        {
            if (float.IsNaN(score))
            {
                continue;
            }

            if (_kept.Count < Most)
            {
                _kept.Enqueue(score, score);
            }
            else if (score > _kept.Peek())
            {
                _kept.DequeueEnqueue(score, score);
            }
        }
    }

    /// <summary>Takes over what another part kept.</summary>
    public void Merge(TopScores other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Add([.. other._kept.UnorderedItems.Select(i => i.Element)]);
    }
}
