using Kilter.Events;
using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Reports;
using Kilter.Thresholds;

namespace Kilter.Pipelines;

/// <summary>What simple rules would have done on the same record with as many alarms: fixed limits, same time a season ago, last value, and chance.</summary>
internal static class SimpleRules
{
    private const int MostSorted = 1_000_000;
    private const double Ratio = 1.2;
    private const int SmoothLength = 12;

    /// <summary>The comparison, this run first. Empty when the run raised no alarm, since then no rule may raise any.</summary>
    public static IReadOnlyList<RuleComparison> Compare(
        PreparedRecord record, SampleRange training, int season, int mergeGap, IReadOnlyList<SampleRange> events, LabelSet? labels, string detector, ulong seed)
    {
        if (events.Count == 0)
        {
            return [];
        }

        var frame = record.Frame;
        var (centre, spread) = Typical(frame, training);
        var rules = new List<(string Name, string Why, float[] Scores)>
        {
            ("Fixed limits", "distance from the training median", Score(frame, (t, c) => Math.Abs(frame[t, c] - centre[c]) / spread[c])),
            ("Last value", "jump from the previous sample", Score(frame, (t, c) => t == 0 ? double.NaN : Math.Abs(frame[t, c] - frame[t - 1, c]) / spread[c])),
        };
        if (season > 0)
        {
            rules.Insert(1, ("Same time one season ago", "difference from one season earlier",
                Score(frame, (t, c) => t < season ? double.NaN : Math.Abs(frame[t, c] - frame[t - season, c]) / spread[c])));
        }

        rules.Add(("Random", FormattableString.Invariant($"smoothed noise, seed {seed}"), Noise(frame.Count, seed)));
        var rows = new List<RuleComparison> { Row(detector, "this report", events, events, labels) };
        foreach (var (name, why, scores) in rules)
        {
            rows.Add(Row(name, why, WithAlarms(scores, events.Count, mergeGap), events, labels));
        }

        return rows;
    }

    private static RuleComparison Row(string name, string why, IReadOnlyList<SampleRange> alarms, IReadOnlyList<SampleRange> events, LabelSet? labels)
    {
        var agrees = events.Count(e => alarms.Any(a => a.Overlaps(e)));
        if (labels is null)
        {
            return new RuleComparison(name, why, Hits: null, Of: null, alarms.Count(a => !events.Any(e => e.Overlaps(a))), agrees);
        }

        var hits = labels.Ranges.Count(l => alarms.Any(a => a.Overlaps(l)));
        return new RuleComparison(name, why, hits, labels.Ranges.Count, alarms.Count(a => !labels.Overlaps(a)), agrees);
    }

    /// <summary>The alarms at the lowest limit at which there are at most <paramref name="most"/> of them.</summary>
    private static IReadOnlyList<SampleRange> WithAlarms(float[] scores, int most, int mergeGap)
    {
        var stride = Math.Max(1, scores.Length / MostSorted);
        var sorted = new List<float>(Math.Min(scores.Length, MostSorted) + 1);
        for (var t = 0; t < scores.Length; t += stride)
        {
            if (!float.IsNaN(scores[t]))
            {
                sorted.Add(scores[t]);
            }
        }

        sorted.Sort();
        var (best, count) = (float.PositiveInfinity, 0);

        // From one sample in 16,384 above the limit to a half of them: more alarms as the limit falls, until there are too many.
        for (var share = 1.0 / 16_384; share <= 0.5 && sorted.Count > 0; share *= Ratio)
        {
            var limit = sorted[Math.Clamp((int)(sorted.Count * (1 - share)), 0, sorted.Count - 1)];
            var alarms = limit > 0 ? AlertPeaks.Count(scores, limit, mergeGap) : 0;
            if (alarms > most)
            {
                break;
            }

            (best, count) = alarms >= count && limit > 0 ? (limit, alarms) : (best, count);
        }

        return EventExtractor.Extract(Array.ConvertAll(scores, s => s / best), new EventOptions { MergeGap = mergeGap });
    }

    private static float[] Score(Frame frame, Func<int, int, double> deviation)
    {
        var scores = new float[frame.Count];
        for (var t = 0; t < scores.Length; t++)
        {
            var largest = double.NaN;
            for (var c = 0; c < frame.Channels.Count; c++)
            {
                var value = deviation(t, c);
                largest = double.IsNaN(largest) || value > largest ? value : largest;
            }

            scores[t] = (float)Math.Min(largest, float.MaxValue);
        }

        return scores;
    }

    private static (double[] Centre, double[] Spread) Typical(Frame frame, SampleRange training)
    {
        var (centre, spread) = (new double[frame.Channels.Count], new double[frame.Channels.Count]);
        for (var c = 0; c < centre.Length; c++)
        {
            var values = new List<double>(training.Length);
            for (var t = training.Start; t < training.End; t++)
            {
                if (!double.IsNaN(frame[t, c]))
                {
                    values.Add(frame[t, c]);
                }
            }

            values.Sort();
            centre[c] = values.Count == 0 ? 0 : values[values.Count / 2];
            var range = values.Count == 0 ? 0 : values[values.Count * 3 / 4] - values[values.Count / 4];
            var reach = values.Count == 0 ? 0 : (values[^1] - values[0]) / 4;
            spread[c] = range > 0 ? range : reach > 0 ? reach : 1;
        }

        return (centre, spread);
    }

    private static float[] Noise(int count, ulong seed)
    {
        var rng = new Rng(seed);
        var (recent, sum) = (new double[SmoothLength], 0.0);
        var scores = new float[count];
        for (var t = 0; t < count; t++)
        {
            var value = rng.NextDouble();
            sum += value - recent[t % SmoothLength];
            recent[t % SmoothLength] = value;
            scores[t] = (float)(sum / SmoothLength);
        }

        return scores;
    }
}
