using Kilter.Windows;

namespace Kilter.Detectors.Errors;

/// <summary>Brings the errors of the single steps of overlapping windows back to one error a sample.</summary>
/// <remarks>
/// Where a window's one score says how odd it is as a whole, the errors of its steps say where in it. An error is known when the last window that has a say is
/// complete: with stride 1 that is at the sample itself for the rule last (but for the first W − 1 samples of a stretch), up to W − 1 samples later for mean and
/// max. Sums are in float64. Cost: O(N·W).
/// </remarks>
public static class OverlappingErrors
{
    /// <summary>Writes T sample errors; NaN where no window covers a sample.</summary>
    /// <param name="windows">N windows of W samples, without padding, of a series of T samples.</param>
    /// <param name="errors">(N, W): one a step of a window, channels already reduced.</param>
    /// <param name="rule">Mean or greatest over the windows that cover a sample, or that of the first window that covers it, whose step it is the latest of.</param>
    /// <param name="sampleErrors">(T), overwritten.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static void ToSamples(WindowSet windows, ReadOnlySpan<double> errors, AlignmentRule rule, Span<double> sampleErrors)
    {
        ArgumentNullException.ThrowIfNull(windows);
        Guard.Length(errors.Length, windows.Count * windows.Length, nameof(errors));
        if (windows.Count > 0 && windows.LastOf(windows.Count - 1) >= sampleErrors.Length)
        {
            throw new ArgumentException($"'sampleErrors' has {sampleErrors.Length} values; the last window ends at sample {windows.LastOf(windows.Count - 1)}.", nameof(sampleErrors));
        }

        var covering = new int[sampleErrors.Length];
        sampleErrors.Fill(double.NaN);
        for (var n = 0; n < windows.Count; n++)
        {
            var start = windows.StartOf(n);
            for (var w = 0; w < windows.Length; w++)
            {
                Take(ref sampleErrors[start + w], errors[(n * windows.Length) + w], covering[start + w]++, rule);
            }
        }

        for (var t = 0; rule == AlignmentRule.Mean && t < sampleErrors.Length; t++)
        {
            sampleErrors[t] /= covering[t];
        }
    }

    private static void Take(ref double sample, double error, int before, AlignmentRule rule)
        => sample = before == 0 ? error
            : rule == AlignmentRule.Mean ? sample + error
            : rule == AlignmentRule.Max ? Math.Max(sample, error)
            : sample;
}
