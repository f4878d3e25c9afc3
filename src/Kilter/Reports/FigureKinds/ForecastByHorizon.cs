using Kilter.Frames;
using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>What was seen and what had been expected so many samples before, at each horizon, with the error beneath.</summary>
public static class ForecastByHorizon
{
    /// <summary>The figure: for each horizon a panel with both lines and one with the error, all on one clock.</summary>
    /// <param name="time">When the samples were taken.</param>
    /// <param name="seen">What was seen, one a sample.</param>
    /// <param name="horizons">Horizon in samples, and what had been expected for each sample that long before; NaN where nothing had.</param>
    /// <param name="label">What is measured.</param>
    /// <param name="unit">Its unit; null for none.</param>
    /// <param name="labels">Known anomalies; null for none.</param>
    /// <param name="caption">How to read it.</param>
    public static Figure Of(TimeAxis time, double[] seen, IReadOnlyList<(int Horizon, double[] Expected)> horizons, string label = "value", string? unit = null, LabelSet? labels = null, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(horizons);
        IMark[] shared = labels is null ? [] : [Series.Labels(time, labels)];
        return new()
        {
            Name = "forecast-by-horizon",
            Title = "Forecast against seen",
            Caption = caption,
            Wide = true,
            Stacked = true,
            Panels = [.. horizons.SelectMany(h => new[]
            {
                new Panel
                {
                    Title = $"{Words.Numbers.Count(h.Horizon, "sample")} ahead",
                    X = Axis.Of(time),
                    Y = Axis.Linear(label, unit),
                    Height = 120,
                    Marks = [Series.Line(time, seen, "seen"), Series.Line(time, h.Expected, "forecast", MarkColour.Expected, dashed: true), .. shared],
                },
                new Panel
                {
                    X = Axis.Of(time),
                    Y = Axis.Linear("error, seen − forecast", unit),
                    Height = 56,
                    Marks = [Series.Line(time, [.. seen.Zip(h.Expected, (s, e) => s - e)], null, MarkColour.Doubt), new Rule(0, "") { Colour = MarkColour.Quiet, Solid = true }, .. shared],
                },
            })],
        };
    }
}
