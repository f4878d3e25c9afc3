namespace Kilter.Reports.Svg;

/// <summary>Finds places for words on a plot: inside, none on another, and off the lines where that is possible.</summary>
/// <param name="left">The room there is.</param>
/// <param name="top">Upper edge of the room.</param>
/// <param name="right">Right edge of the room.</param>
/// <param name="bottom">Lower edge of the room.</param>
/// <param name="drawn">Places that lines pass through, a few pixels apart.</param>
internal sealed class LabelPlacer(double left, double top, double right, double bottom, IReadOnlyList<(double X, double Y)> drawn)
{
    private const double Size = 11;
    private readonly List<(double Left, double Top, double Right, double Bottom)> _taken = [];

    /// <summary>The candidate that lies inside, on no other text, and on the least of the lines; the first inside when all are taken. Best first among equals.</summary>
    /// <param name="text">The words.</param>
    /// <param name="candidates">Baseline places, best first.</param>
    public (double X, double Y, Anchor Anchor) Place(string text, IReadOnlyList<(double X, double Y, Anchor Anchor)> candidates)
    {
        var width = SvgText.Width(text, Size);
        var boxes = candidates.Select(c => (At: c, Box: BoxOf(c, width))).ToArray();
        var inside = boxes.Where(b => b.Box.Left >= left && b.Box.Right <= right && b.Box.Top >= top && b.Box.Bottom <= bottom).DefaultIfEmpty(boxes[0]).ToArray();
        var chosen = inside.Where(b => !_taken.Exists(t => Overlap(t, b.Box))).DefaultIfEmpty(inside[0]).MinBy(b => drawn.Count(d => Holds(b.Box, d)));
        _taken.Add(chosen.Box);
        return chosen.At;
    }

    private static (double Left, double Top, double Right, double Bottom) BoxOf((double X, double Y, Anchor Anchor) at, double width)
    {
        var from = at.Anchor switch { Anchor.Start => at.X, Anchor.Middle => at.X - (width / 2), _ => at.X - width };
        return (from, at.Y - 10, from + width, at.Y + 3);
    }

    private static bool Overlap((double Left, double Top, double Right, double Bottom) a, (double Left, double Top, double Right, double Bottom) b)
        => a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;

    private static bool Holds((double Left, double Top, double Right, double Bottom) box, (double X, double Y) place)
        => place.X >= box.Left && place.X <= box.Right && place.Y >= box.Top && place.Y <= box.Bottom;
}
