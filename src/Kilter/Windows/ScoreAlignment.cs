namespace Kilter.Windows;

/// <summary>How the scores of the windows that say something about a sample become one score.</summary>
public enum AlignmentRule
{
    /// <summary>The score of the latest window that is complete at the sample (default). Causal.</summary>
    Last,

    /// <summary>The mean over the windows that cover the sample. Not causal: later samples have a say.</summary>
    Mean,

    /// <summary>The greatest over the windows that cover the sample. Not causal.</summary>
    Max,
}

/// <summary>Brings window scores back to one score a sample.</summary>
public static class ScoreAlignment
{
    /// <summary>Writes T sample scores; NaN where no window says anything. Cost: O(T + N).</summary>
    /// <remarks>
    /// <para>Last: a window's score stands at its last sample (plus the horizon) and, where the stride leaves samples between, holds until the next
    /// window of the same stretch is complete: at most stride − 1 samples further, never across a time jump.</para>
    /// <para>Mean and max: over all windows that contain the sample (moved by the horizon); padding covers nothing. Sums are in float64.</para>
    /// </remarks>
    /// <param name="windows">N windows of a series of T samples.</param>
    /// <param name="windowScores">One score a window, (N).</param>
    /// <param name="rule">How to combine.</param>
    /// <param name="sampleScores">(T), overwritten.</param>
    /// <exception cref="ArgumentException">There is not one score a window, or a window lies outside the T samples.</exception>
    public static void ToSamples(WindowSet windows, ReadOnlySpan<float> windowScores, AlignmentRule rule, Span<float> sampleScores)
    {
        ArgumentNullException.ThrowIfNull(windows);
        Guard.Length(windowScores.Length, windows.Count, nameof(windowScores));
        if (windows.Count > 0 && windows.LastOf(windows.Count - 1) + windows.Horizon >= sampleScores.Length)
        {
            throw new ArgumentException(
                $"'sampleScores' has {sampleScores.Length} values; the last window speaks of sample {windows.LastOf(windows.Count - 1) + windows.Horizon}.",
                nameof(sampleScores));
        }

        sampleScores.Fill(float.NaN);
        if (rule == AlignmentRule.Last)
        {
            Last(windows, windowScores, sampleScores);
        }
        else
        {
            Covering(windows, windowScores, rule, sampleScores);
        }
    }

    private static void Last(WindowSet windows, ReadOnlySpan<float> windowScores, Span<float> sampleScores)
    {
        var segment = 0;
        for (var n = 0; n < windows.Count; n++)
        {
            var at = windows.LastOf(n) + windows.Horizon;
            while (segment < windows.Segments.Count && windows.Segments[segment].End <= at)
            {
                segment++;
            }

            var end = segment < windows.Segments.Count ? windows.Segments[segment].End : sampleScores.Length;
            sampleScores[at..Math.Min(at + windows.Stride, Math.Min(end, sampleScores.Length))].Fill(windowScores[n]);
        }
    }

    private static void Covering(WindowSet windows, ReadOnlySpan<float> windowScores, AlignmentRule rule, Span<float> sampleScores)
    {
        var inside = new ScoreQueue(rule == AlignmentRule.Max, windows.Length);
        var (enters, leaves) = (0, 0);
        for (var t = 0; t < sampleScores.Length; t++)
        {
            while (enters < windows.Count && windows.StartOf(enters) + windows.Horizon <= t)
            {
                inside.Enter(windowScores[enters++]);
            }

            while (leaves < enters && windows.LastOf(leaves) + windows.Horizon < t)
            {
                inside.Leave();
                leaves++;
            }

            if (enters > leaves)
            {
                sampleScores[t] = (float)(rule == AlignmentRule.Max ? inside.Total : inside.Total / (enters - leaves));
            }
        }
    }
}
