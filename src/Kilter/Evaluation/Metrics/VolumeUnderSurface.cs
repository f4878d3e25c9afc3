using Kilter.Frames;

namespace Kilter.Evaluation.Metrics;

/// <summary>Volume under the ROC and precision-recall surfaces: the areas with labelled stretches whose edges are blurred by 0 to L samples, averaged.</summary>
/// <remarks>
/// <para>Being a little early or late costs little, no limit is chosen, and width L is stated. The form of TSB-AD with its 250 limits at evenly spaced ranks of the scores.
/// Undefined without labelled samples and when all are labelled. A sample without a score counts as the lowest.</para>
/// <para>Cost: O(T log T + L·(T + 250)). Source: J. Paparrizos et al., "Volume under the surface", VLDB, 2022; Q. Liu, J. Paparrizos, "The elephant in the room" (TSB-AD), NeurIPS, 2024.</para>
/// </remarks>
/// <param name="Roc">VUS-ROC; NaN when undefined. A constant score does not give 0.5.</param>
/// <param name="PrecisionRecall">VUS-PR, in [0, 1]; NaN when undefined.</param>
public readonly record struct VolumeUnderSurface(double Roc, double PrecisionRecall)
{
    /// <summary>Measures scores (T) against labels (T) with edges of up to <paramref name="edge"/> samples.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static VolumeUnderSurface Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, int edge = 100)
    {
        Guard.Length(labels.Length, scores.Length, nameof(labels));
        Guard.InRange(edge, 0, 10_000, nameof(edge));
        var positives = labels.Count(true);
        if (positives == 0 || positives == labels.Length)
        {
            return new(double.NaN, double.NaN);
        }

        var surface = new BlurredEdges(scores, labels);
        double roc = 0, precisionRecall = 0;
        for (var width = 0; width <= edge; width++)
        {
            var (r, p) = surface.Areas(width);
            roc += r;
            precisionRecall += p;
        }

        return new(roc / (edge + 1), precisionRecall / (edge + 1));
    }
}

/// <summary>The areas for one width of the edges.</summary>
internal sealed class BlurredEdges
{
    private const int Limits = 250;

    private readonly bool[] _labels;
    private readonly IReadOnlyList<SampleRange> _ranges;
    private readonly int[] _order;
    private readonly int[] _flagged = new int[Limits];
    private readonly int _positives;

    public BlurredEdges(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        _labels = labels.ToArray();
        _ranges = LabelSet.FromFlags(labels).Ranges;
        _positives = labels.Count(true);
        _order = [.. Enumerable.Range(0, scores.Length)];
        var falling = new double[scores.Length];
        for (var t = 0; t < falling.Length; t++)
        {
            falling[t] = double.IsNaN(scores[t]) ? double.PositiveInfinity : -scores[t];
        }

        Array.Sort(falling, _order);
        var step = (falling.Length - 1) / (double)(Limits - 1);
        for (var k = 0; k < Limits; k++)
        {
            var rank = k == Limits - 1 ? falling.Length - 1 : (int)(k * step);
            var same = rank;
            while (same + 1 < falling.Length && falling[same + 1] == falling[rank])
            {
                same++;
            }

            _flagged[k] = same + 1;
        }
    }

    /// <summary>The areas under both curves with edges of this width.</summary>
    public (double Roc, double PrecisionRecall) Areas(int width)
    {
        var (soft, stretch, stretches) = Blur(width);
        var met = new bool[stretches];
        double hits = 0, lastRecall = 0, lastFalse = 0, roc = 0, precisionRecall = 0, edges = 0;
        int found = 0, next = 0;
        for (var k = 0; k < Limits; k++)
        {
            for (; next < _flagged[k]; next++)
            {
                var t = _order[next];
                hits += soft[t];
                edges += _labels[t] ? 0 : soft[t];
                if (stretch[t] >= 0 && !met[stretch[t]])
                {
                    met[stretch[t]] = true;
                    found++;
                }
            }

            // Half of what the flags met counts as positive: the blur grows with what is claimed.
            var positive = (_positives + _positives + edges) / 2;
            var recall = Math.Min(hits / positive, 1) * found / stretches;
            var falsely = (_flagged[k] - hits) / (_labels.Length - positive);
            roc += (falsely - lastFalse) * (recall + lastRecall) / 2;
            precisionRecall += (recall - lastRecall) * hits / _flagged[k];
            (lastRecall, lastFalse) = (recall, falsely);
        }

        return (roc + ((1 - lastFalse) * (1 + lastRecall) / 2), precisionRecall);
    }

    private (double[] Soft, int[] Stretch, int Stretches) Blur(int width)
    {
        var half = width / 2;
        var soft = new double[_labels.Length];
        var stretch = new int[_labels.Length];
        Array.Fill(stretch, -1);
        var stretches = 0;
        for (var j = 0; j < _ranges.Count; j++)
        {
            var (start, last) = (_ranges[j].Start, _ranges[j].End - 1);
            soft.AsSpan(start, _ranges[j].Length).Fill(1);
            for (var d = 1; d <= half; d++)
            {
                var value = Math.Sqrt(1 - ((double)d / width));
                Add(soft, last + d, value);
                Add(soft, start - d, value);
            }

            stretches += j == 0 || _ranges[j - 1].End - 1 + half < start - half ? 1 : 0;
            for (var t = Math.Max(0, start - half); t < Math.Min(_labels.Length, last + half + 1); t++)
            {
                stretch[t] = stretches - 1;
            }
        }

        return (soft, stretch, stretches);
    }

    private void Add(double[] soft, int sample, double value)
    {
        if (sample >= 0 && sample < soft.Length)
        {
            soft[sample] = _labels[sample] ? 1 : Math.Min(1, soft[sample] + value);
        }
    }
}
