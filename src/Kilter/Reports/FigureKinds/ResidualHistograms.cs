using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>Histograms as bars beside each other, one panel each: the residuals of a normal curve and of an anomalous one, and the like.</summary>
public static class ResidualHistograms
{
    /// <summary>The figure; all panels share bins and the height of the axis.</summary>
    /// <param name="edges">Edges of the bins, one more than bins.</param>
    /// <param name="histograms">Title, colour and counts of each.</param>
    /// <param name="label">What is counted.</param>
    /// <param name="caption">What lies outside the bins, and the like.</param>
    public static Figure Of(double[] edges, IReadOnlyList<(string Title, MarkColour Colour, double[] Counts)> histograms, string label = "residual", string caption = "")
    {
        ArgumentNullException.ThrowIfNull(histograms);
        var most = histograms.SelectMany(h => h.Counts).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        return new()
        {
            Name = "residual-histograms",
            Title = "How the residuals of a curve spread",
            Caption = caption,
            Columns = Math.Clamp(histograms.Count, 1, 3),
            Panels = [.. histograms.Select(h => new Panel
            {
                Title = h.Title,
                X = Axis.Linear(label),
                Y = new Axis { Label = "count", Low = 0, High = Math.Max(1, most * 1.06) },
                Marks = [new Bars(edges, h.Counts) { Colour = h.Colour, Opacity = 0.8 }],
                Height = 160,
            })],
        };
    }
}
