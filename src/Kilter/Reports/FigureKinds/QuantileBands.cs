using Kilter.Frames;
using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.FigureKinds;

/// <summary>How wide normal is: lower quantile, median and upper quantile, what was seen, places where quantiles cross, and the width of the band beneath.</summary>
public static class QuantileBands
{
    /// <summary>The figure; the caption gives the counted coverage of the band.</summary>
    /// <param name="time">When the samples were taken.</param>
    /// <param name="low">Lower quantile, one a sample; NaN where there is none.</param>
    /// <param name="median">Median.</param>
    /// <param name="high">Upper quantile. Where low &gt; median or median &gt; high the quantiles cross and are marked.</param>
    /// <param name="seen">What was seen; null to draw the quantiles alone.</param>
    /// <param name="label">What is measured.</param>
    /// <param name="unit">Its unit; null for none.</param>
    /// <param name="labels">Known anomalies; null for none.</param>
    /// <param name="caption">Which quantiles these are, and the like.</param>
    public static Figure Of(TimeAxis time, double[] low, double[] median, double[] high, double[]? seen = null, string label = "value", string? unit = null, LabelSet? labels = null, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(median);
        ArgumentNullException.ThrowIfNull(high);
        var (places, bridge) = (Axis.Places(time), Axis.Bridge(time));
        List<IMark> marks =
        [
            new Band(places, [.. low.Zip(high, Math.Min)], [.. low.Zip(high, Math.Max)]) { Name = "between the quantiles", WidestStep = bridge },
            new Line(places, median) { Name = "median", Colour = MarkColour.Expected, Dashed = true, WidestStep = bridge },
        ];
        if (seen is not null)
        {
            marks.Add(Series.Line(time, seen, "seen"));
        }

        var crossed = Enumerable.Range(0, low.Length).Where(t => low[t] > median[t] || median[t] > high[t]).ToArray();
        marks.Add(new Points([.. crossed.Select(t => places[t])], [.. crossed.Select(t => median[t])]) { Name = crossed.Length > 0 ? $"quantiles cross ({Numbers.Count(crossed.Length)})" : null, Colour = MarkColour.Doubt });
        IMark[] shared = labels is null ? [] : [Series.Labels(time, labels)];
        return new()
        {
            Name = "quantile-bands",
            Title = "Expected range",
            Caption = (caption + Coverage(low, high, seen)).Trim(),
            Wide = true,
            Stacked = true,
            Panels =
            [
                new() { X = Axis.Of(time), Y = Axis.Linear(label, unit), Marks = [.. marks, .. shared] },
                new() { X = Axis.Of(time), Y = Axis.FromNought("width of the band", unit), Height = 110, Marks = [Series.Line(time, [.. low.Zip(high, (a, b) => b - a)], null, MarkColour.Expected), .. shared] },
            ],
        };
    }

    private static string Coverage(double[] low, double[] high, double[]? seen)
    {
        if (seen is null)
        {
            return "";
        }

        var known = Enumerable.Range(0, seen.Length).Where(t => double.IsFinite(low[t]) && double.IsFinite(high[t]) && double.IsFinite(seen[t])).ToArray();
        return known.Length == 0 ? "" : $" The band holds {Numbers.Share((double)known.Count(t => seen[t] >= low[t] && seen[t] <= high[t]) / known.Length)} of what was seen.";
    }
}
