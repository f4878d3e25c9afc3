using Kilter.Frames;
using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>What was seen over what was expected, flags marked, and the difference with its limit beneath.</summary>
public static class SeenAgainstExpected
{
    /// <summary>The figure.</summary>
    /// <param name="time">When the samples were taken.</param>
    /// <param name="seen">What was seen.</param>
    /// <param name="expected">What was expected; NaN where nothing was.</param>
    /// <param name="limit">The limit of the absolute difference; NaN for none.</param>
    /// <param name="flags">True where a sample is flagged; null for those whose difference is above the limit.</param>
    /// <param name="label">What is measured.</param>
    /// <param name="unit">Its unit; null for none.</param>
    /// <param name="labels">Known anomalies; null for none.</param>
    /// <param name="testStart">The first sample of the test part, marked by a dashed line; null for none.</param>
    /// <param name="caption">How to read it.</param>
    public static Figure Of(
        TimeAxis time, double[] seen, double[] expected, double limit = double.NaN, bool[]? flags = null, string label = "value", string? unit = null, LabelSet? labels = null, int? testStart = null, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(expected);
        Guard.Length(expected.Length, seen.Length, nameof(expected));
        double[] difference = [.. seen.Zip(expected, (s, e) => Math.Abs(s - e))];
        var flagged = flags ?? [.. difference.Select(d => d > limit)];
        List<IMark> shared = labels is null ? [] : [Series.Labels(time, labels)];
        if (testStart is { } start)
        {
            shared.Add(new Rule(time[start], "test begins") { Upright = true, Colour = MarkColour.Quiet });
        }

        IMark[] dots = flagged.Contains(true) ? [Series.Flags(time, seen, flagged)] : [];
        var below = ScoreOverTime.Panel(time, difference, limit, label: "difference", unit: unit);
        return new()
        {
            Name = "seen-against-expected",
            Title = "Seen and expected",
            Caption = caption,
            Wide = true,
            Stacked = true,
            Panels =
            [
                new() { X = Axis.Of(time), Y = Axis.Linear(label, unit), Height = 180, Marks = [Series.Line(time, seen, "seen"), Series.Line(time, expected, "expected", MarkColour.Expected, dashed: true), .. dots, .. shared] },
                below with { Height = 110, Marks = [.. below.Marks.Select(m => m is Line { Name: "score" } line ? line with { Name = null } : m), .. shared] },
            ],
        };
    }
}
