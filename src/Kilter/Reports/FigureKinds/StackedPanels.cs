using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>Panels of any kind under each other on one clock: value, forecast, error and log density of one stretch.</summary>
public static class StackedPanels
{
    /// <summary>The figure. All panels must share their horizontal axis; ticks stand under the last.</summary>
    /// <param name="name">Its name: lower case with hyphens.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="panels">Top to bottom.</param>
    /// <param name="caption">How to read it.</param>
    public static Figure Of(string name, string title, IReadOnlyList<Panel> panels, string caption = "")
        => new() { Name = name, Title = title, Caption = caption, Wide = true, Stacked = true, Panels = panels };
}
