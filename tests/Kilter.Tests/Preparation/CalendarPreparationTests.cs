using Kilter.Frames;
using Kilter.Preparation;

namespace Kilter.Tests.Preparation;

public sealed class CalendarPreparationTests
{
    private static readonly int[] Hours = [0, 0, 1, 1, 2, 5, 6, 7, 23, 23];

    [Theory]
    [InlineData(AwakeRule.Notebook, new[] { 1, 1, 0, 0, 0, 0, 1, 1, 1, 1 })]
    [InlineData(AwakeRule.Scala, new[] { 0, 0, 0, 0, 0, 0, 1, 1, 1, 1 })]
    public void S1g_E3_hours_in_which_people_are_awake(AwakeRule rule, int[] awake)
        => Assert.Equal(awake, Hours.Select(h => CalendarPreparation.IsAwake(h, rule) ? 1 : 0));

    [Fact]
    public void S1g_E3_the_channel_says_the_same_as_the_rule()
    {
        var start = new DateTime(2014, 7, 1, 0, 0, 0, DateTimeKind.Utc);
        var ticks = Hours.Select((h, i) => start.AddDays(i).AddHours(h).Ticks).ToArray();
        var frame = new Frame(TimeAxis.OfTicks(ticks), [new Channel("value")], new double[10]);

        var added = PreparationCatalog.Create("calendar add=hour,awake awake=notebook").Fit(frame, new SampleRange(0, 1)).Apply(frame).Frame;

        Assert.Equal(["value", "hour", "awake"], added.Channels.Select(c => c.Name));
        Assert.Equal(Hours.Select(h => (double)h), added.Column(1));
        Assert.Equal([1, 1, 0, 0, 0, 0, 1, 1, 1, 1], added.Column(2));
    }

    [Fact]
    public void Weekdays_count_from_Monday_and_circles_close()
    {
        var frame = new Frame(TimeAxis.Regular(new DateTime(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromHours(6), 29), [new Channel("value")], new double[29]);

        var added = PreparationCatalog.Create("calendar add=weekday,day-circle,week-circle").Fit(frame, new SampleRange(0, 29)).Apply(frame).Frame;

        Assert.Equal([0, 0, 0, 0, 1], added.Column(1)[..5]);
        Assert.Equal(6, added[27, 1]);
        Assert.Equal([0, 1, 0, -1, 0], added.Column(2)[..5].Select(v => Math.Round(v, 12)));
        Assert.Equal([1, 0, -1, 0, 1], added.Column(3)[..5].Select(v => Math.Round(v, 12)));
        Assert.Equal(added[0, 4], added[28, 4]);
        Assert.Equal(Math.Sin(2 * Math.PI * 5 / 28), added[5, 4], 1e-12);
        Assert.Equal(Math.Cos(2 * Math.PI * 5 / 28), added[5, 5], 1e-12);
    }

    [Fact]
    public void A_channel_of_the_same_name_is_not_written_over()
    {
        var frame = new Frame(TimeAxis.Regular(new DateTime(2026, 1, 5), TimeSpan.FromHours(6), 3), [new Channel("hour")], new double[3]);

        var error = Assert.Throws<ArgumentException>(() => PreparationCatalog.Create("calendar").Fit(frame, new SampleRange(0, 3)).Apply(frame));

        Assert.Contains("'hour'", error.Message, StringComparison.Ordinal);
    }
}
