using Kilter.Frames;

namespace Kilter.Reports.Html;

/// <summary>
/// Decides how finely each part of a record travels to the page: every sample of short records, otherwise the extremes of even buckets, and full
/// detail around every event for every channel that fits the budget.
/// </summary>
/// <remarks>
/// Buckets never straddle a gap in time, so that a gap is drawn as a break, nor the edge of a window with detail, so that what happened inside is not
/// drawn outside. Depends only on the report: the same report gives the same page.
/// </remarks>
internal sealed class DrawingPlan
{
    // At most so many samples a channel, and values in all, are drawn as they are; beyond, the page would pass 400 kB.
    private const int RawSamples = 25_000;
    private const int RawValues = 200_000;

    // About one bucket a pixel of a tall panel, and of a small row at the widest page.
    private const int TallBuckets = 2_000;
    private const int SmallBuckets = 800;
    private const int HeatBuckets = 500;
    private const int ManyChannelsExpectedBuckets = 300;
    private const int ManyChannels = 12;

    // Bytes that detail around events may take, over all windows, channels and tracks (value, expected, heat).
    private const int DetailBytes = 140_000;
    private const int HeatDetailBytes = 20_000;
    private const int MostGaps = 200;

    private DrawingPlan(Report report)
    {
        var (samples, channels) = (report.Frame.Count, report.Frame.Channels.Count);
        Tall = channels <= 4;
        Bits = channels <= 3 ? 16 : 8;
        Gaps = LongestGaps(report);
        Involved = Involvement(report);
        var around = AroundEvents(report);
        Windows = [.. around.SelectMany(w => Detail(report, w, around.Count))];
        HeatWindows = [.. around.SelectMany(w => Split(w, HeatDetailBytes / (around.Count * channels), null))];
        int[] edges = [.. Gaps.Concat(around.Select(w => w.Start)).Concat(around.Select(w => w.End)).Distinct().Order()];
        Values = Cut(0, samples, samples <= RawSamples && (long)samples * channels <= RawValues ? 1 : Per(samples, Tall ? TallBuckets : SmallBuckets), edges);
        Expected = Cut(0, samples, Per(samples, Tall ? TallBuckets : channels > ManyChannels ? ManyChannelsExpectedBuckets : SmallBuckets), edges);
        Scores = Cut(0, samples, samples <= (Tall ? RawSamples : 6_000) ? 1 : Per(samples, TallBuckets), edges);
        Departures = Cut(0, samples, Per(samples, HeatBuckets), edges);
    }

    /// <summary>True when the channels are so few that each has a tall panel.</summary>
    public bool Tall { get; }

    /// <summary>Bits a measured value: 16 for up to three channels, else 8.</summary>
    public int Bits { get; }

    /// <summary>The first sample after each gap, the longest gaps only, in order.</summary>
    public IReadOnlyList<int> Gaps { get; }

    /// <summary>Segments of the measured values.</summary>
    public IReadOnlyList<Segment> Values { get; }

    /// <summary>Segments of what was expected.</summary>
    public IReadOnlyList<Segment> Expected { get; }

    /// <summary>Segments of the score.</summary>
    public IReadOnlyList<Segment> Scores { get; }

    /// <summary>Segments of the heat map.</summary>
    public IReadOnlyList<Segment> Departures { get; }

    /// <summary>Channels by how much of the events they carry, most first.</summary>
    public IReadOnlyList<int> Involved { get; }

    /// <summary>The windows around events with finer detail of values, expected values and score, in order and disjoint.</summary>
    public IReadOnlyList<DetailWindow> Windows { get; }

    /// <summary>The same for the heat map, where every channel is in view.</summary>
    public IReadOnlyList<DetailWindow> HeatWindows { get; }

    /// <summary>The plan for a report.</summary>
    public static DrawingPlan For(Report report) => new(report);

    /// <summary>The stretch a page shows when it jumps to an event: one and a half times its length (at least 60 samples) on either side.</summary>
    public static SampleRange Surroundings(SampleRange found, int samples)
    {
        var margin = (int)Math.Min(int.MaxValue / 4, 1.5 * Math.Max(40, found.Length));
        return new(Math.Max(0, found.Start - margin), Math.Min(samples, found.End + margin));
    }

    private static int Per(int samples, int buckets) => samples <= 2 * buckets ? 1 : (samples + buckets - 1) / buckets;

    private static List<int> LongestGaps(Report report)
    {
        var time = report.Frame.Time;
        return [.. report.Data.Gaps
            .Where(g => g.Start + 1 < time.Count)
            .OrderByDescending(g => time[g.Start + 1] - time[g.Start]).ThenBy(g => g.Start)
            .Take(MostGaps).Select(g => g.Start + 1).Distinct().Order()];
    }

    private static List<int> Involvement(Report report)
    {
        var weight = new double[report.Frame.Channels.Count];
        foreach (var found in report.Events)
        {
            foreach (var part in found.Channels)
            {
                weight[part.Channel] += part.Share * found.Score;
            }
        }

        return [.. Enumerable.Range(0, weight.Length).OrderByDescending(c => weight[c]).ThenBy(c => c)];
    }

    private static List<Segment> Cut(int start, int end, int per, IReadOnlyList<int> edges)
    {
        var segments = new List<Segment>();
        foreach (var edge in edges.Where(e => e > start && e < end).Append(end))
        {
            if (edge > start)
            {
                segments.Add(new Segment(start, edge, per));
            }

            start = edge;
        }

        return segments;
    }

    private static List<SampleRange> AroundEvents(Report report)
    {
        var merged = new List<SampleRange>();
        foreach (var found in report.Events.OrderByDescending(e => e.Score).Take(HtmlReportWriter.MostEvents).OrderBy(e => e.Range.Start))
        {
            // A little wider than a jump shows, so that no coarse bucket looks in at the sides.
            var shown = Surroundings(found.Range, report.Frame.Count);
            var side = 2 + (shown.Length / 50);
            var window = new SampleRange(Math.Max(0, shown.Start - side), Math.Min(report.Frame.Count, shown.End + side));
            if (merged.Count > 0 && window.Start <= merged[^1].End)
            {
                merged[^1] = new SampleRange(merged[^1].Start, Math.Max(merged[^1].End, window.End));
            }
            else
            {
                merged.Add(window);
            }
        }

        return merged;
    }

    private IEnumerable<DetailWindow> Detail(Report report, SampleRange window, int windows)
    {
        var count = report.Frame.Channels.Count;
        var values = DetailBytes / (2 * Bits / 8);
        var channels = count > ManyChannels || values / (windows * count) < 120 ? Leading(report, window) : null;
        return Split(window, values / (windows * (channels?.Count ?? count)), channels);
    }

    private IEnumerable<DetailWindow> Split(SampleRange window, int values, IReadOnlyList<int>? channels)
    {
        var most = Math.Clamp(values, 60, 2_400);
        var per = window.Length <= most ? 1 : ((2 * window.Length) + most - 1) / most;
        return Cut(window.Start, window.End, per, Gaps).Select(s => new DetailWindow(s, channels));
    }

    // The rows a reader sees when jumping to an event of this window.
    private List<int> Leading(Report report, SampleRange window)
        => [.. report.Events.Where(e => e.Range.Overlaps(window)).SelectMany(e => e.Channels.Take(4)).Select(p => p.Channel).Concat(Involved).Distinct().Take(8)];
}
