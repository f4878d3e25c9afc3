using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.Svg;

/// <summary>A figure in words, for those who hear it: what is drawn against what, between which values, and what is marked.</summary>
internal static class SpokenFigure
{
    // More would be read out for minutes.
    private const int MostPanels = 6;

    /// <summary>Two or three sentences a panel.</summary>
    public static string Of(Figure figure)
    {
        var spoken = figure.Panels.Take(MostPanels).Select(Of);
        var more = figure.Panels.Count > MostPanels ? $" And {Numbers.Count(figure.Panels.Count - MostPanels, "more panel")} of the same kind." : "";
        return string.Join(' ', spoken) + more;
    }

    private static string Of(Panel panel)
    {
        var title = panel.Title.Length > 0 ? panel.Title + ": " : "";
        var names = panel.Marks.Select(m => m.Name).OfType<string>().Distinct().ToArray();
        var extent = Extent.Of([panel], horizontal: false);
        var range = panel.Y.Kind == AxisKind.Category ? $", {Numbers.Count(panel.Y.Categories.Count, "row")}"
            : extent.Low < extent.High ? $", from {Numbers.Value(extent.Low)} to {Numbers.Value(extent.High, panel.Y.Unit)}"
            : "";
        var marked = panel.Marks.Select(m => m switch { Rule rule => rule.Label, Remark remark => remark.Text, _ => "" }).Where(t => t.Length > 0).ToArray();
        return $"{title}{panel.Y.Label} against {panel.X.Label}{range}."
            + (names.Length > 0 ? $" Shown: {string.Join(", ", names)}." : "")
            + (marked.Length > 0 ? $" Marked: {string.Join("; ", marked)}." : "");
    }
}
