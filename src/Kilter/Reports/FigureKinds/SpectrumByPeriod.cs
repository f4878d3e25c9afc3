using Kilter.Numerics.Signal;
using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.FigureKinds;

/// <summary>Which periods a series holds: its power along time, both axes logarithmic, the strongest periods named.</summary>
public static class SpectrumByPeriod
{
    private static readonly (double Seconds, string Text)[] Round =
    [
        (1e-3, "1 ms"), (1e-2, "10 ms"), (0.1, "100 ms"), (1, "1 s"), (10, "10 s"), (60, "1 min"), (600, "10 min"), (3600, "1 h"), (6 * 3600, "6 h"), (86_400, "1 day"), (604_800, "1 week"), (4 * 604_800, "4 weeks"), (365.25 * 86_400, "1 year"),
    ];

    /// <summary>The figure.</summary>
    /// <param name="series">Name, colour and values of each series: finite, evenly spaced, at least 2.</param>
    /// <param name="step">Time between samples; null to count periods in samples.</param>
    /// <param name="named">How many of the first series' strongest periods are named. In [0, 5].</param>
    /// <param name="caption">Of which rows, and the like.</param>
    public static Figure Of(IReadOnlyList<(string Name, MarkColour Colour, double[] Values)> series, TimeSpan? step = null, int named = 3, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(series);
        Guard.AtLeast(series.Count, 1, "series");
        Guard.InRange(named, 0, 5, nameof(named));
        var unit = step?.TotalSeconds ?? 1;
        var marks = new List<IMark>();
        foreach (var (name, colour, values) in series)
        {
            var spectrum = Periodogram.Of(values);
            double[] periods = [.. spectrum.Periods.Select(p => p * unit)];
            marks.Add(new Line(periods, spectrum.Power) { Name = series.Count > 1 ? name : null, Colour = colour });
            if (marks.Count == 1)
            {
                marks.AddRange(Peaks(spectrum, named).Select(k => new Remark(periods[k], spectrum.Power[k], Say(spectrum.Periods[k], step))));
            }
        }

        return new()
        {
            Name = "spectrum",
            Title = "Power by period",
            Caption = caption,
            Wide = true,
            Panels = [new() { X = new Axis { Label = "period", Unit = step is null ? "samples" : null, Kind = AxisKind.Logarithmic, Ticks = step is null ? null : Round }, Y = Axis.Logarithmic("power"), Marks = marks }],
        };
    }

    private static string Say(double samples, TimeSpan? step) => step is { } length ? Durations.Exact(samples * length) : Numbers.Value(samples) + " samples";

    // Higher than both neighbours, strongest first; what stands beside a stronger one is its slope, not a period of its own.
    private static List<int> Peaks(Periodogram spectrum, int most)
    {
        var kept = new List<int>();
        foreach (var k in Enumerable.Range(0, spectrum.Power.Length).Where(k => IsPeak(spectrum.Power, k)).OrderByDescending(k => spectrum.Power[k]).ThenBy(k => k))
        {
            if (kept.Count < most && kept.TrueForAll(other => Math.Max(k + 1, other + 1) > 1.3 * Math.Min(k + 1, other + 1)))
            {
                kept.Add(k);
            }
        }

        return kept;
    }

    private static bool IsPeak(double[] power, int k)
        => power[k] > 0 && (k == 0 || power[k] > power[k - 1]) && (k + 1 == power.Length || power[k] >= power[k + 1]);
}
