using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>A panel with its place on the picture.</summary>
/// <param name="Panel">What is drawn.</param>
/// <param name="Left">Left edge of the plot.</param>
/// <param name="Top">Upper edge of the plot.</param>
/// <param name="Width">Width of the plot.</param>
/// <param name="Height">Height of the plot.</param>
/// <param name="X">The horizontal scale.</param>
/// <param name="Y">The vertical scale.</param>
internal sealed record PlacedPanel(Panel Panel, double Left, double Top, double Width, double Height, AxisScale X, AxisScale Y)
{
    /// <summary>Ticks of the horizontal axis; empty where a panel below shows them.</summary>
    public required IReadOnlyList<Tick> XTicks { get; init; }

    /// <summary>Ticks of the vertical axis.</summary>
    public required IReadOnlyList<Tick> YTicks { get; init; }

    /// <summary>Whether ticks and label of the horizontal axis are drawn.</summary>
    public required bool ShowsX { get; init; }

    /// <summary>Where text may reach to the left and right of the plot.</summary>
    public required (double Left, double Right) Room { get; init; }

    /// <summary>Right edge of the plot.</summary>
    public double Right => Left + Width;

    /// <summary>Lower edge of the plot.</summary>
    public double Bottom => Top + Height;

    /// <summary>Whether a place, in pixels, lies on the plot; NaN never does.</summary>
    public bool Holds(double x, double y) => x >= Left - 0.01 && x <= Right + 0.01 && y >= Top - 0.01 && y <= Bottom + 0.01;
}
