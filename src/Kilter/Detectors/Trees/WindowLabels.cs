using Kilter.Frames;
using Kilter.Windows;

namespace Kilter.Detectors.Trees;

/// <summary>Labels of samples as classes of windows.</summary>
internal static class WindowLabels
{
    /// <summary>1 for each window that a labelled stretch overlaps, else 0.</summary>
    /// <exception cref="ArgumentException">There are no labels, or all windows are alike by them; the message says what to do.</exception>
    public static int[] Of(WindowSet windows, LabelSet? labels, string detector)
    {
        if (labels is null)
        {
            throw new ArgumentException(
                $"The detector '{detector}' learns from labels, and none were given. Give labelled data to learn from, or take a detector that needs none: auto, isolation-forest, one-class-svm.");
        }

        var (classes, next) = (new int[windows.Count], 0);
        for (var n = 0; n < classes.Length; n++)
        {
            var (start, last) = (windows.StartOf(n), windows.LastOf(n));
            while (next < labels.Ranges.Count && labels.Ranges[next].End <= start)
            {
                next++;
            }

            classes[n] = next < labels.Ranges.Count && labels.Ranges[next].Start <= last ? 1 : 0;
        }

        var anomalous = classes.Sum();
        return anomalous > 0 && anomalous < classes.Length ? classes : throw new ArgumentException(
            $"Of {classes.Length} training windows {anomalous} overlap a label; the detector '{detector}' needs both kinds. Learn from more of the record, or take a detector that needs no labels: auto, isolation-forest.");
    }
}
