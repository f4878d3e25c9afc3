using Kilter.Frames;

namespace Kilter.Detectors.Errors;

/// <summary>Smooths scores by an exponentially weighted mean of the past: one bad sample counts little, a bad hour counts fully.</summary>
/// <remarks>
/// <para>
/// m ← m + a·(score − m), started with the first score of every stretch, so that nothing is carried across a jump in time. Causal: a smoothed score never depends
/// on later ones. NaN (a sample without a score) stays NaN and changes nothing. Cost: O(T).
/// </para>
/// <para>Source: S. W. Roberts, "Control chart tests based on geometric moving averages", Technometrics, 1959.</para>
/// </remarks>
public sealed class ScoreSmoother
{
    /// <summary>a = 1 − 0.5^(1 / halfLife).</summary>
    /// <param name="halfLife">The samples after which a score weighs half. Above 0.</param>
    public ScoreSmoother(double halfLife)
    {
        HalfLife = Guard.InRange(halfLife, 1e-3, 1e9, nameof(halfLife));
        Rate = 1 - Math.Pow(0.5, 1 / halfLife);
    }

    private ScoreSmoother(double halfLife, double rate) => (HalfLife, Rate) = (halfLife, rate);

    /// <summary>The samples after which a score weighs half; 0 where the newest counts alone.</summary>
    public double HalfLife { get; }

    /// <summary>a, the weight of the newest score. Range (0, 1].</summary>
    public double Rate { get; }

    /// <summary>The smoother that control charts give by a span of samples: a = 2 / (span + 1).</summary>
    /// <param name="span">At least 1; 1 smooths nothing.</param>
    public static ScoreSmoother OfSpan(int span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, 1);
        var rate = 2 / (span + 1.0);
        return new ScoreSmoother(span == 1 ? 0 : -1 / Math.Log2(1 - rate), rate);
    }

    /// <summary>The mean after one more score; <paramref name="before"/> is NaN at the start.</summary>
    public double Next(double before, double score)
        => double.IsNaN(score) ? before : double.IsNaN(before) || Rate.Equals(1.0) ? score : before + (Rate * (score - before));

    /// <summary>Smooths scores that follow each other, from a level that was usual before them.</summary>
    /// <param name="scores">One a sample, (T).</param>
    /// <param name="start">The level before the first score; NaN to start at the first score, which then weighs as much as a whole span.</param>
    /// <param name="smoothed">(T), overwritten; may be <paramref name="scores"/> itself.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Smooth(ReadOnlySpan<float> scores, double start, Span<float> smoothed)
    {
        Guard.Length(smoothed.Length, scores.Length, nameof(smoothed));
        for (var (t, mean) = (0, start); t < scores.Length; t++)
        {
            mean = Next(mean, scores[t]);
            smoothed[t] = float.IsNaN(scores[t]) ? float.NaN : (float)mean;
        }
    }

    /// <summary>Smooths the scores of a series.</summary>
    /// <param name="scores">One a sample, (T).</param>
    /// <param name="segments">The stretches of the series without jumps in time; samples outside them get NaN.</param>
    /// <param name="smoothed">(T), overwritten; may be <paramref name="scores"/> itself.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a stretch passes the end.</exception>
    public void Smooth(ReadOnlySpan<float> scores, IReadOnlyList<SampleRange> segments, Span<float> smoothed)
    {
        ArgumentNullException.ThrowIfNull(segments);
        Guard.Length(smoothed.Length, scores.Length, nameof(smoothed));
        var end = 0;
        foreach (var segment in segments)
        {
            if (segment.Start < end || segment.End > scores.Length)
            {
                throw new ArgumentException($"The stretch [{segment.Start}, {segment.End}) must start at or after {end} and end at or before {scores.Length}.", nameof(segments));
            }

            smoothed[end..segment.Start].Fill(float.NaN);
            Smooth(scores[segment.Start..segment.End], double.NaN, smoothed[segment.Start..segment.End]);
            end = segment.End;
        }

        smoothed[end..].Fill(float.NaN);
    }
}
