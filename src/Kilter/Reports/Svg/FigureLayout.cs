using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>Where the panels of a figure lie when it is so many pixels wide.</summary>
internal sealed class FigureLayout
{
    /// <summary>Type size of ticks.</summary>
    public const double TickSize = 11;

    private const double HeadHeight = 22;
    private const double Gap = 26;
    private const double RowGap = 16;
    private const double LeastColumn = 170;
    private const double RightMargin = 14;

    private FigureLayout(IReadOnlyList<PlacedPanel> panels, double bottom) => (Panels, Bottom) = (panels, bottom);

    /// <summary>The panels in order.</summary>
    public IReadOnlyList<PlacedPanel> Panels { get; }

    /// <summary>The lower edge of everything.</summary>
    public double Bottom { get; }

    /// <summary>Lays the panels out.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="top">Where the first panel's head may begin.</param>
    public static FigureLayout Of(Figure figure, double width, double top)
    {
        var columns = figure.Stacked ? 1 : Math.Clamp((int)((width + Gap) / (LeastColumn + Gap)), 1, Math.Min(figure.Columns, figure.Panels.Count));
        var cell = (width - ((columns - 1) * Gap)) / columns;
        var left = LeftMargin(figure, cell);
        var shared = figure.Stacked ? Extent.Of(figure.Panels, horizontal: true) : null;
        var placed = new List<PlacedPanel>();
        var (y, gap) = (top, figure.Stacked ? 9.0 : RowGap);
        for (var first = 0; first < figure.Panels.Count; first += columns)
        {
            var bottom = y;
            for (var k = first; k < Math.Min(first + columns, figure.Panels.Count); k++)
            {
                var panel = figure.Panels[k];
                var showsX = !figure.Stacked || k == figure.Panels.Count - 1;
                var one = Place(panel, (k - first) * (cell + Gap), y + HeadHeight, cell, left, shared, showsX, width);
                placed.Add(one);
                bottom = Math.Max(bottom, one.Bottom + (showsX ? FootHeight(one) : 0));
            }

            y = bottom + gap;
        }

        return new(placed, y - gap);
    }

    private static double FootHeight(PlacedPanel placed) => 18 + (placed.XTicks.Any(t => t.Context.Length > 0) ? 13 : 0) + 15;

    private static PlacedPanel Place(Panel panel, double cellLeft, double top, double cell, double left, Extent? shared, bool showsX, double figureWidth)
    {
        var width = cell - left - RightMargin;
        var height = panel.Square ? Math.Min(panel.Height, width) : panel.Height;
        width = panel.Square ? height : width;
        var plotLeft = cellLeft + left;
        var x = AxisScale.Of(panel.X, shared ?? Extent.Of([panel], horizontal: true), plotLeft, plotLeft + width, horizontal: true);
        var y = AxisScale.Of(panel.Y, Extent.Of([panel], horizontal: false), top + height, top, horizontal: false);
        var room = (Left: cellLeft, Right: Math.Min(figureWidth, cellLeft + cell));
        return new(panel, plotLeft, top, width, height, x, y)
        {
            ShowsX = showsX,
            Room = room,
            XTicks = showsX ? Cut(x, width, room) : [],
            YTicks = Upright(y, height),
        };
    }

    // Names too long for their place are cut; every second or third is left out where they still do not fit.
    private static List<Tick> Cut(AxisScale x, double width, (double Left, double Right) room)
    {
        var ticks = x.Ticks(ticks => Fits(ticks, x, room), Math.Clamp((int)(width / 44), 2, 12));
        if (x.Axis.Ticks is not null)
        {
            return Apart(ticks, x);
        }

        if (x.Axis.Kind != AxisKind.Category)
        {
            return ticks;
        }

        var place = width / Math.Max(1, ticks.Count);
        var every = Math.Max(1, (int)Math.Ceiling(28 / place));
        return [.. ticks.Where((_, k) => k % every == 0).Select(t => t with { Text = SvgText.Cut(t.Text, TickSize, (place * every) - 4) })];
    }

    private static List<Tick> Apart(List<Tick> ticks, AxisScale x)
    {
        var kept = new List<Tick>();
        var end = double.NegativeInfinity;
        foreach (var tick in ticks.OrderBy(t => x.Of(t.At)))
        {
            var half = SvgText.Width(tick.Text, TickSize) / 2;
            if (x.Of(tick.At) - half > end + 6)
            {
                kept.Add(tick);
                end = x.Of(tick.At) + half;
            }
        }

        return kept;
    }

    /// <summary>The middle of a text that stands at <paramref name="at"/>, or as near as the room allows.</summary>
    public static double InRoom(double at, double half, (double Left, double Right) room) => Math.Clamp(at, room.Left + half, Math.Max(room.Left + half, room.Right - half));

    private static bool Fits(List<Tick> ticks, AxisScale x, (double Left, double Right) room)
    {
        var end = double.NegativeInfinity;
        foreach (var tick in ticks)
        {
            var half = SvgText.Width(tick.Text, TickSize) / 2;
            var middle = InRoom(x.Of(tick.At), half, room);
            if (middle - half < end + 10)
            {
                return false;
            }

            end = middle + half;
        }

        return true;
    }

    private static List<Tick> Upright(AxisScale y, double height)
    {
        var most = Math.Clamp((int)(height / 26), 2, 6);
        var ticks = y.Ticks(ticks => ticks.Count < 2 || Math.Abs(y.Of(ticks[1].At) - y.Of(ticks[0].At)) > 15, most);
        if (y.Axis.Kind != AxisKind.Category)
        {
            return ticks;
        }

        var every = Math.Max(1, (int)Math.Ceiling(13 * ticks.Count / height));
        return [.. ticks.Where((_, k) => k % every == 0)];
    }

    // The same for all panels, so that plots under each other begin at one place.
    private static double LeftMargin(Figure figure, double cell)
    {
        var widest = 22.0;
        foreach (var panel in figure.Panels)
        {
            var scale = AxisScale.Of(panel.Y, Extent.Of([panel], horizontal: false), panel.Height, 0, horizontal: false);
            widest = Upright(scale, panel.Height).Select(t => SvgText.Width(t.Text, TickSize)).Append(widest).Max();
        }

        return Math.Min(widest, 0.38 * cell) + 8;
    }
}
