using Kilter.Frames;

namespace Kilter.Reports.Html;

/// <summary>A few (sample, tick) pairs between which time runs evenly enough to draw an irregular axis.</summary>
/// <remarks>
/// Greedy: a stretch is lengthened while one straight line from its first sample passes within the tolerance of all its samples. Half a step inside the
/// given windows, and half a step or a 4,000th of the record elsewhere, whichever is more: less than a pixel.
/// </remarks>
internal static class TimeKnots
{
    private const double WidthsOfPage = 4_000;

    /// <summary>The knots of an axis whose typical step is known, the first and last sample always among them. Empty for an empty axis.</summary>
    public static List<(int Sample, long Ticks)> Of(TimeAxis axis, long step, IReadOnlyList<Segment> windows)
    {
        var knots = new List<(int, long)>();
        if (axis.Count == 0)
        {
            return knots;
        }

        knots.Add((0, axis[0]));
        if (axis.IsRegular)
        {
            knots.Add((axis.Count - 1, axis[axis.Count - 1]));
            return axis.Count > 1 ? knots : knots[..1];
        }

        var fine = 0.5 * step;
        var coarse = Math.Max(fine, (axis[axis.Count - 1] - axis[0]) / WidthsOfPage);
        var (start, window) = (0, 0);
        while (start < axis.Count - 1)
        {
            var (steepest, flattest, end) = (double.PositiveInfinity, double.NegativeInfinity, start + 1);
            for (var i = start + 1; i < axis.Count; i++)
            {
                while (window < windows.Count && windows[window].End <= i)
                {
                    window++;
                }

                var tolerance = window < windows.Count && windows[window].Start <= i ? fine : coarse;
                var (rise, run) = (axis[i] - axis[start], (double)(i - start));
                var slope = rise / run;
                if (i > start + 1 && (slope < flattest || slope > steepest))
                {
                    break;
                }

                steepest = Math.Min(steepest, (rise + tolerance) / run);
                flattest = Math.Max(flattest, (rise - tolerance) / run);
                end = i;
            }

            knots.Add((end, axis[end]));
            start = end;
            window = 0;
        }

        return knots;
    }
}
