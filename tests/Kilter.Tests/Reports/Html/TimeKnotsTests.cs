using Kilter.Frames;
using Kilter.Reports.Html;

namespace Kilter.Tests.Reports.Html;

public sealed class TimeKnotsTests
{
    [Fact]
    public void A_regular_axis_needs_two_knots()
        => Assert.Equal([(0, 0L), (999_999, 9_999_990_000L)], TimeKnots.Of(TimeAxis.Regular(DateTime.MinValue, TimeSpan.FromMilliseconds(1), 1_000_000), 10_000, []));

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Between_knots_no_sample_is_off_by_more_than_a_page_can_show(int seed)
    {
        var rng = new Random(seed);
        var ticks = new long[20_000];
        for (var i = 1; i < ticks.Length; i++)
        {
            ticks[i] = ticks[i - 1] + 1 + rng.Next(2_000) + (i % 4_999 == 0 ? 3_000_000 : 0);
        }

        var axis = TimeAxis.OfTicks(ticks);
        var window = new Segment(7_000, 7_400, 1);

        var knots = TimeKnots.Of(axis, 1_000, [window]);

        Assert.InRange(knots.Count, 2, 10_000);
        Assert.Equal(ticks[^1], knots[^1].Ticks);
        var k = 0;
        for (var i = 0; i < ticks.Length; i++)
        {
            while (k + 2 < knots.Count && knots[k + 1].Sample <= i)
            {
                k++;
            }

            var (a, b) = (knots[k], knots[k + 1]);
            var drawn = a.Ticks + ((double)(i - a.Sample) / (b.Sample - a.Sample) * (b.Ticks - a.Ticks));
            var tolerance = i >= window.Start && i < window.End ? 500 : ticks[^1] / 4_000.0;
            Assert.InRange(Math.Abs(drawn - ticks[i]), 0, (2 * tolerance) + 1);
        }
    }
}
