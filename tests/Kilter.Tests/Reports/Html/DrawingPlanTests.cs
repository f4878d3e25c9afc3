using Kilter.Reports.Html;

namespace Kilter.Tests.Reports.Html;

public sealed class DrawingPlanTests
{
    [Fact]
    public void Short_records_are_drawn_as_they_are_and_long_ones_in_about_a_bucket_a_pixel()
    {
        Assert.All(DrawingPlan.For(new ReportSamples { Samples = 25_000 }.Build()).Values, s => Assert.Equal(1, s.Per));

        Assert.InRange(DrawingPlan.For(new ReportSamples { Samples = 300_000 }.Build()).Values.Sum(s => s.Buckets), 1_900, 2_100);
        Assert.InRange(DrawingPlan.For(new ReportSamples { Samples = 30_000, Channels = 9 }.Build()).Values.Sum(s => s.Buckets), 700, 850);
    }

    [Fact]
    public void Around_every_event_of_a_million_rows_every_sample_travels()
    {
        var report = new ReportSamples { Samples = 1_000_000, Events = 5 }.Build();

        var windows = DrawingPlan.For(report).Windows;

        foreach (var found in report.Events)
        {
            var shown = DrawingPlan.Surroundings(found.Range, 1_000_000);
            var window = Assert.Single(windows, w => w.Segment.Start <= shown.Start && w.Segment.End >= shown.End);
            Assert.Equal(1, window.Segment.Per);
        }
    }

    [Fact]
    public void With_many_channels_detail_goes_to_those_a_reader_sees_when_jumping_there()
    {
        var report = new ReportSamples { Samples = 60_000, Channels = 38, Events = 4 }.Build();

        foreach (var window in DrawingPlan.For(report).Windows)
        {
            var found = Assert.Single(report.Events, e => e.Range.Start >= window.Segment.Start && e.Range.End <= window.Segment.End);
            Assert.Equal(8, window.Channels!.Count);
            Assert.All(found.Channels.Take(4), p => Assert.Contains(p.Channel, window.Channels!));
        }
    }

    [Fact]
    public void No_bucket_straddles_a_gap_and_together_they_cover_every_sample_once()
    {
        var report = new ReportSamples { Samples = 90_000, Irregular = true }.Build();

        var plan = DrawingPlan.For(report);

        Assert.Equal(45_001, Assert.Single(plan.Gaps));
        Assert.All(plan.Windows, w => Assert.Contains(plan.Values, s => s.Start == w.Segment.Start));
        foreach (var segments in new[] { plan.Values, plan.Expected, plan.Scores, plan.Departures })
        {
            Assert.Contains(segments, s => s.End == 45_001);
            Assert.Equal(0, segments[0].Start);
            Assert.Equal(90_000, segments[^1].End);
            Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        }
    }
}
