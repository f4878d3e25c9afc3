namespace Kilter.Thresholds;

/// <summary>Scores with the truth about them, the highest first, for rules that learn from labels.</summary>
/// <param name="Scores">The scores that are not NaN, descending.</param>
/// <param name="Truth">Whether people called them anomalous.</param>
/// <param name="Positives">How many they did.</param>
internal sealed record LabelledScores(double[] Scores, bool[] Truth, int Positives)
{
    /// <summary>The scores of a calibration with its labels. Cost: O(n log n).</summary>
    /// <exception cref="ArgumentException">No labels were given; the message says what to do.</exception>
    public static LabelledScores Of(in ScoreSample sample, string rule)
    {
        if (sample.Context.Labels is not { } labels)
        {
            throw new ArgumentException(
                $"The threshold '{rule}' learns from labels, and none were given. Give labelled data of its own for setting the limit, or take a rule that needs none: budget, quantile, dynamic.");
        }

        var (scores, truth) = (new List<double>(sample.Count), new List<bool>(sample.Count));
        var next = 0;
        for (var t = 0; t < sample.InTime.Length; t++)
        {
            while (next < labels.Ranges.Count && labels.Ranges[next].End <= t)
            {
                next++;
            }

            if (!float.IsNaN(sample.InTime[t]))
            {
                scores.Add(-sample.InTime[t]);
                truth.Add(next < labels.Ranges.Count && labels.Ranges[next].Start <= t);
            }
        }

        // Sorted by the negative: ascending order of it is descending order of scores.
        var (keys, marks) = (scores.ToArray(), truth.ToArray());
        Array.Sort(keys, marks);
        return new LabelledScores(Array.ConvertAll(keys, k => -k), marks, marks.Count(m => m));
    }

    /// <summary>The cuts between different scores from the highest down: how many are flagged, and how many of these are true.</summary>
    public IEnumerable<(int Flagged, int Hits)> Cuts()
    {
        var hits = 0;
        for (var n = 0; n < Scores.Length; n++)
        {
            hits += Truth[n] ? 1 : 0;
            if (n + 1 < Scores.Length && Scores[n + 1] < Scores[n])
            {
                yield return (n + 1, hits);
            }
        }
    }

    /// <summary>A limit that flags exactly the <paramref name="flagged"/> highest scores: half way to the next one.</summary>
    public double LimitFor(int flagged)
    {
        if (flagged == 0)
        {
            return Limit.Above(Scores[0]);
        }

        var (low, high) = (flagged < Scores.Length ? Scores[flagged] : Scores[^1], Scores[flagged - 1]);
        var middle = low + ((high - low) / 2);

        // Scores are told as multiples of the limit in float32: too narrow a gap would round away.
        return high - low > 1e-5 * Math.Abs(high) ? middle : high;
    }
}
