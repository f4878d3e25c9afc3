using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>Where and when something could not be rebuilt or foreseen: residuals as colours, a row a channel or a curve.</summary>
public static class ResidualHeatMap
{
    /// <summary>The figure; the absolute residuals are shown in five steps from 0 to <paramref name="high"/>.</summary>
    /// <param name="residuals">(rows, columns), row-major; the sign is dropped. NaN is an empty cell.</param>
    /// <param name="rows">Name of each row, top to bottom; for many rows every so many are shown.</param>
    /// <param name="high">This residual and all above have the darkest colour.</param>
    /// <param name="horizontal">The horizontal axis and the edges of the columns, one more than columns; null for columns 0, 1, 2, …</param>
    /// <param name="down">What the rows are: "channel", "curve".</param>
    /// <param name="caption">How to read it.</param>
    public static Figure Of(double[] residuals, IReadOnlyList<string> rows, double high = 1, (Axis Axis, double[] Edges)? horizontal = null, string down = "channel", string caption = "")
        => new() { Name = "residual-heat-map", Title = "Where the residuals lie", Caption = caption, Wide = true, Panels = [Panel(residuals, rows, high, horizontal, down)] };

    /// <summary>The same as a panel; several beside each other compare groups.</summary>
    public static Panel Panel(double[] residuals, IReadOnlyList<string> rows, double high = 1, (Axis Axis, double[] Edges)? horizontal = null, string down = "channel", string title = "")
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(rows);
        Guard.AtLeast(rows.Count, 1, "rows");
        var columns = residuals.Length / rows.Count;
        var (axis, edges) = horizontal ?? (Axis.Linear("place"), [.. Enumerable.Range(0, columns + 1).Select(k => (double)k)]);
        return new()
        {
            Title = title,
            X = axis,
            Y = Axis.Named(down, rows),
            Height = Math.Clamp(rows.Count * 15.0, 60, 320),
            Marks = [new Cells(edges, rows.Count, [.. residuals.Select(Math.Abs)]) { Name = "absolute residual", High = high }],
        };
    }
}
