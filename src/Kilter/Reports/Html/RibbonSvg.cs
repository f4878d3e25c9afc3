using System.Globalization;
using System.Text;
using Kilter.Events;
using Kilter.Frames;
using Kilter.Reports.Words;

namespace Kilter.Reports.Html;

/// <summary>The whole record as one thin strip with its events: plain SVG, so that it shows before any script runs, and prints.</summary>
internal static class RibbonSvg
{
    private const double Width = 1200;
    private const double Height = 44;
    private const int Columns = 300;

    /// <summary>The strip and the line of dates beneath it; empty without samples.</summary>
    /// <remarks>One channel shows its values, several show the score.</remarks>
    public static string Of(Report report, IReadOnlyList<AnomalyEvent> events)
    {
        var count = report.Frame.Count;
        if (count < 2)
        {
            return "";
        }

        var clock = Clock.Of(report);
        var place = new Placement(report.Frame.Time, clock.Step);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} 52\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{Spoken(events.Count)}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{Shape(report, place)}\" fill=\"var(--seen)\" fill-opacity=\".5\" stroke=\"var(--seen)\" stroke-opacity=\".5\" stroke-width=\".8\" vector-effect=\"non-scaling-stroke\"/>");
        for (var k = 0; k < events.Count; k++)
        {
            svg.Append(Mark(events[k], k, clock, place));
        }

        svg.Append("</svg>").Append(Ticks(report.Frame.Time, clock, place));
        return svg.ToString();
    }

    private static string Spoken(int events) => "The whole record, " + (events == 0 ? "no event in it" : Numbers.Count(events, "event") + " marked");

    private static string Mark(AnomalyEvent found, int index, Clock clock, Placement place)
    {
        var x = place.Of(found.Range.Start) * Width;
        var width = Math.Max(5, (place.OfEnd(found.Range.End) * Width) - x);
        x = Math.Min(x, Width - width);
        var at = $"x=\"{HtmlText.Coordinate(x)}\" width=\"{HtmlText.Coordinate(width)}\"";
        var label = HtmlText.Escape($"{found.Id}, {clock.When(found.Range.Start)}, {EventWords.Word(found.Severity)}");
        return $"<a href=\"#detail\" data-ev=\"{index}\" aria-label=\"{label}\"><title>{label}</title><rect class=\"hit\" {at} y=\"0\" height=\"44\" fill=\"var(--event-wash)\"/>"
            + $"<rect {at} y=\"47\" height=\"5\" rx=\"1.5\" fill=\"var(--sev{(int)found.Severity})\"/></a>";
    }

    private static string Shape(Report report, Placement place)
    {
        var (lows, highs) = Strip(report, place);
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var j = 0; j < Columns; j++)
        {
            low = Math.Min(low, double.IsNaN(lows[j]) ? low : lows[j]);
            high = Math.Max(high, double.IsNaN(highs[j]) ? high : highs[j]);
        }

        var path = new StringBuilder();
        for (var j = 0; j < Columns; j++)
        {
            var start = j;
            while (j < Columns && !double.IsNaN(lows[j]))
            {
                j++;
            }

            if (j > start)
            {
                Append(path, lows, highs, start, j, v => Height - ((v - low) / (high > low ? high - low : 1) * Height));
            }
        }

        return path.ToString();
    }

    // Along the highs and back along the lows: one closed shape for each stretch without a gap.
    private static void Append(StringBuilder path, double[] lows, double[] highs, int start, int end, Func<double, double> y)
    {
        for (var j = start; j < end; j++)
        {
            path.Append(j == start ? 'M' : 'L').Append(HtmlText.Coordinate((j + 0.5) * Width / Columns)).Append(' ').Append(HtmlText.Coordinate(y(highs[j])));
        }

        for (var j = end - 1; j >= start; j--)
        {
            path.Append('L').Append(HtmlText.Coordinate((j + 0.5) * Width / Columns)).Append(' ').Append(HtmlText.Coordinate(y(lows[j])));
        }

        path.Append('Z');
    }

    private static (double[] Lows, double[] Highs) Strip(Report report, Placement place)
    {
        var (lows, highs) = (new double[Columns], new double[Columns]);
        Array.Fill(lows, double.NaN);
        Array.Fill(highs, double.NaN);
        var values = report.Frame.Channels.Count == 1 || report.Verdict == Verdict.CannotTell ? report.Frame.Values : default;
        var stride = report.Frame.Channels.Count;
        var last = -1;
        for (var t = 0; t < report.Frame.Count; t++)
        {
            var value = values.IsEmpty ? report.Scores[t] : values[t * stride];
            if (double.IsNaN(value))
            {
                continue;
            }

            var j = Math.Min(Columns - 1, (int)(place.Of(t) * Columns));
            lows[j] = double.IsNaN(lows[j]) ? value : Math.Min(lows[j], value);
            highs[j] = double.IsNaN(highs[j]) ? value : Math.Max(highs[j], value);

            // A record of fewer samples than columns leaves empty columns between neighbours: join them, unless time itself has a hole there.
            for (var k = last + 1; last >= 0 && k < j && j - last <= 2 + (3 * Columns / report.Frame.Count); k++)
            {
                var way = (double)(k - last) / (j - last);
                (lows[k], highs[k]) = (lows[last] + (way * (lows[j] - lows[last])), highs[last] + (way * (highs[j] - highs[last])));
            }

            last = j;
        }

        return (lows, highs);
    }

    private static string Ticks(TimeAxis time, Clock clock, Placement place)
    {
        var spans = string.Concat(RibbonTicks.Of(time, clock).Select((tick, k) =>
        {
            var at = place.OfTicks(tick.Ticks);
            var shift = at > 0.94 ? "transform:translateX(-100%);" : at > 0.03 ? "transform:translateX(-50%);" : "";
            return $"<span{(k % 2 == 1 ? " class=\"hide-s\"" : "")} style=\"left:{HtmlText.Coordinate(at * 100)}%;{shift}\">{HtmlText.Escape(tick.Text)}</span>";
        }));
        return $"<div class=\"ticks\" aria-hidden=\"true\">{spans}</div>";
    }

    /// <summary>Where samples lie on a strip, in [0, 1].</summary>
    private sealed class Placement(TimeAxis time, long step)
    {
        private readonly long _first = time[0];
        private readonly double _span = Math.Max(1, time[time.Count - 1] - time[0] + step);

        public double Of(int sample) => OfTicks(time[sample]);

        public double OfEnd(int end) => end < time.Count ? Of(end) : 1;

        public double OfTicks(long ticks) => Math.Clamp((ticks - _first) / _span, 0, 1);
    }
}
