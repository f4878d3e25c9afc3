using Kilter.Frames;

namespace Kilter.Evaluation.Metrics;

/// <summary>Whether one location, the strangest of a record, lies at the one labelled stretch: the question of the UCR Anomaly Archive.</summary>
/// <remarks>
/// Take the centre of the highest window, and of equal scores the first. Source: E. Keogh, T. Dutta Roy, U. Naik, A. Agrawal, "Multi-dataset time-series anomaly
/// detection competition", SIGKDD, 2021.
/// </remarks>
public static class LocationHit
{
    /// <summary>Samples on each side that still count.</summary>
    public const int UsualMargin = 100;

    /// <summary>True when the location lies in the stretch or at most <paramref name="margin"/> samples before its first or behind its last sample.</summary>
    public static bool IsHit(int location, SampleRange labelled, int margin = UsualMargin)
        => location >= labelled.Start - margin && location <= labelled.End - 1 + margin;

    /// <summary>The first sample with the highest score; −1 when there is none.</summary>
    public static int Strangest(ReadOnlySpan<double> scores)
    {
        var best = -1;
        for (var t = 0; t < scores.Length; t++)
        {
            best = !double.IsNaN(scores[t]) && (best < 0 || scores[t] > scores[best]) ? t : best;
        }

        return best;
    }
}
