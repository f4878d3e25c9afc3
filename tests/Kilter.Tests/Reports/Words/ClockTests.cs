using Kilter.Frames;
using Kilter.Reports.Words;

namespace Kilter.Tests.Reports.Words;

public sealed class ClockTests
{
    private static readonly DateTime Monday = new(2014, 1, 27, 14, 30, 0, DateTimeKind.Utc);

    [Fact]
    public void A_time_names_the_day_and_shows_the_year_when_asked()
    {
        var clock = new Clock(TimeAxis.Regular(Monday, TimeSpan.FromMinutes(5), 500));

        Assert.Equal("Mon 27 Jan, 14:30", clock.When(0));
        Assert.Equal("Mon 27 Jan 2014, 14:30", clock.When(0, year: true));
        Assert.Equal("35 h 40 min", clock.Lasted(new SampleRange(0, 428)));
        Assert.Equal("2014-01-27T14:30:00Z", clock.Iso(0));
        Assert.Equal("27 Jan 2014, 14:30 – 29 Jan, 08:05", clock.Span());
    }

    [Fact]
    public void Seconds_show_only_below_a_minute_and_milliseconds_only_below_a_second()
    {
        Assert.Equal("Mon 27 Jan, 14:30:01", new Clock(TimeAxis.Regular(Monday, TimeSpan.FromSeconds(1), 9)).When(1));
        Assert.Equal("Mon 27 Jan, 14:30:00.004", new Clock(TimeAxis.Regular(Monday, TimeSpan.FromMilliseconds(4), 9)).When(1));
        Assert.Equal("2014-01-27T14:30:00.004Z", new Clock(TimeAxis.Regular(Monday, TimeSpan.FromMilliseconds(4), 9)).Iso(1));
    }

    [Fact]
    public void Days_without_hours_are_told_without_hours()
        => Assert.Equal("Tue 28 Jan", new Clock(TimeAxis.Regular(Monday.Date, TimeSpan.FromDays(1), 30)).When(1));

    [Fact]
    public void A_record_of_years_always_shows_the_year()
        => Assert.Equal("Tue 28 Jan 2014", new Clock(TimeAxis.Regular(Monday.Date, TimeSpan.FromDays(1), 800)).When(1));

    [Fact]
    public void Without_time_rows_are_numbered_from_the_first_row_of_the_axis()
    {
        var clock = new Clock(TimeAxis.Rows(20_000, firstRow: 0));

        Assert.Equal("row 15,925", clock.When(15_925));
        Assert.Equal("15 rows", clock.Lasted(new SampleRange(15_925, 15_940)));
        Assert.Equal("row 20,000", clock.WhenEnded(20_000));
        Assert.Equal("rows 0 – 19,999", clock.Span());
    }

    [Fact]
    public void A_stretch_ends_one_step_after_its_last_sample_even_at_a_gap()
    {
        long[] ticks = [0, 10, 20, 1000, 1010];
        var clock = new Clock(TimeAxis.OfTicks(ticks));

        Assert.Equal(30, clock.Length(new SampleRange(0, 3)).Ticks);
        Assert.Equal(1020, clock.EndTicks(5));
    }
}
