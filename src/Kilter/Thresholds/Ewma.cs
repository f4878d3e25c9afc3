namespace Kilter.Thresholds;

/// <summary>Scores smoothed by an exponentially weighted moving average.</summary>
/// <remarks>
/// e[t] = a·x[t] + (1 − a)·e[t−1] with a = 2 / (span + 1), starting from a level that is usual or from the first score. Causal. Samples without a score stay without one and change nothing.
/// Source: S. W. Roberts, "Control chart tests based on geometric moving averages", Technometrics, 1959.
/// </remarks>
public static class Ewma
{
    /// <summary>Smooths over a span of samples, 1 for none.</summary>
    /// <param name="scores">T scores, NaN where there is none.</param>
    /// <param name="span">At least 1.</param>
    /// <param name="start">The level before the first score; NaN to start at the first score, which then weighs as much as a whole span.</param>
    /// <param name="smooth">(T), overwritten; may be the same memory.</param>
    /// <exception cref="ArgumentException">Not T places for the result.</exception>
    public static void Smooth(ReadOnlySpan<float> scores, int span, double start, Span<float> smooth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, 1);
        Guard.Length(smooth.Length, scores.Length, nameof(smooth));
        var (weight, last) = (2.0 / (span + 1.0), start);
        for (var t = 0; t < scores.Length; t++)
        {
            if (!float.IsNaN(scores[t]))
            {
                last = double.IsNaN(last) || span == 1 ? scores[t] : last + (weight * (scores[t] - last));
                smooth[t] = (float)last;
            }
            else
            {
                smooth[t] = float.NaN;
            }
        }
    }
}
