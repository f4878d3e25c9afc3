using Kilter.Frames;

namespace Kilter.Evaluation.Metrics;

/// <summary>How a labelled window was met.</summary>
public enum WindowOutcome
{
    /// <summary>A flag lies inside.</summary>
    Inside,

    /// <summary>No flag inside, but one in the early stretch before it.</summary>
    Early,

    /// <summary>No flag in either.</summary>
    Missed,
}

/// <summary>One labelled window and the first flag that met it.</summary>
/// <param name="Window">The labelled stretch.</param>
/// <param name="Outcome">How it was met.</param>
/// <param name="FirstFlag">The first flagged sample from the early stretch on; −1 when missed.</param>
public readonly record struct WindowHit(SampleRange Window, WindowOutcome Outcome, int FirstFlag)
{
    /// <summary>Samples from the first flag to the end of the window: how long before it was over the alarm came. NaN when missed.</summary>
    public double Lead => Outcome == WindowOutcome.Missed ? double.NaN : Window.End - FirstFlag;

    /// <summary>Samples from the start of the window to the first flag; negative for an early alarm. NaN when missed.</summary>
    public double Delay => Outcome == WindowOutcome.Missed ? double.NaN : FirstFlag - Window.Start;
}

/// <summary>Labelled windows against alarms: which windows were met, how long before their end, and which alarms met none.</summary>
/// <remarks>
/// An alarm is a run of flags after merging. It is false when it meets neither a window nor the early stretch before one. In a window the first flag counts, as in NAB:
/// further ones neither earn nor cost. Cost: O(windows · alarms). Source: A. Lavin, S. Ahmad, "Evaluating real-time anomaly detection algorithms" (NAB), ICMLA, 2015.
/// </remarks>
public sealed class WindowHits
{
    private WindowHits(IReadOnlyList<WindowHit> windows, IReadOnlyList<SampleRange> falseAlarms, int alarms)
    {
        Windows = windows;
        FalseAlarms = falseAlarms;
        Alarms = alarms;
    }

    /// <summary>The windows, in order.</summary>
    public IReadOnlyList<WindowHit> Windows { get; }

    /// <summary>Alarms that met no window.</summary>
    public IReadOnlyList<SampleRange> FalseAlarms { get; }

    /// <summary>All alarms.</summary>
    public int Alarms { get; }

    /// <summary>Windows met inside or early.</summary>
    public int Found => Windows.Count(w => w.Outcome != WindowOutcome.Missed);

    /// <summary>The share of windows met, in [0, 1]; NaN without windows.</summary>
    public double Recall => Windows.Count == 0 ? double.NaN : (double)Found / Windows.Count;

    /// <summary>The share of alarms that met a window, in [0, 1]; NaN without alarms.</summary>
    public double Precision => Alarms == 0 ? double.NaN : (double)(Alarms - FalseAlarms.Count) / Alarms;

    /// <summary>The mean samples from first flag to the end of the window, over windows met; NaN when none was.</summary>
    public double MeanLead => Found == 0 ? double.NaN : Windows.Where(w => w.Outcome != WindowOutcome.Missed).Average(w => w.Lead);

    /// <summary>Judges alarms by windows; both in order and disjoint.</summary>
    /// <param name="windows">Labelled stretches.</param>
    /// <param name="alarms">Runs of flags.</param>
    /// <param name="earlySamples">Samples before a window in which an alarm is early, not false. At least 0.</param>
    public static WindowHits Of(IReadOnlyList<SampleRange> windows, IReadOnlyList<SampleRange> alarms, int earlySamples = 0)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(alarms);
        ArgumentOutOfRangeException.ThrowIfNegative(earlySamples);
        var hits = new List<WindowHit>(windows.Count);
        var met = new bool[alarms.Count];
        for (var w = 0; w < windows.Count; w++)
        {
            // The early stretch never reaches into the window before.
            var from = Math.Max(w == 0 ? 0 : windows[w - 1].End, windows[w].Start - earlySamples);
            hits.Add(Hit(windows[w], new SampleRange(from, windows[w].End), alarms, met));
        }

        return new WindowHits(hits, [.. alarms.Where((_, i) => !met[i])], alarms.Count);
    }

    private static WindowHit Hit(SampleRange window, SampleRange reach, IReadOnlyList<SampleRange> alarms, bool[] met)
    {
        var (first, inside) = (-1, false);
        for (var i = 0; i < alarms.Count; i++)
        {
            if (alarms[i].Overlaps(reach))
            {
                met[i] = true;
                first = first < 0 ? Math.Max(alarms[i].Start, reach.Start) : first;
                inside |= alarms[i].Overlaps(window);
            }
        }

        return new WindowHit(window, inside ? WindowOutcome.Inside : first >= 0 ? WindowOutcome.Early : WindowOutcome.Missed, first);
    }
}
