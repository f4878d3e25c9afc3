using System.Globalization;
using Kilter.Sources;

namespace Kilter.Tests.Sources;

public sealed class TimeTests
{
    [Theory]
    [InlineData("2014-01-27T14:30:00Z", "2014-01-27T14:31:00Z", "UTC (stated)")]
    [InlineData("2014-01-27T15:30:00+01:00", "2014-01-27T14:31:00Z", "UTC (stated)")]
    [InlineData("2014-01-27T09:30:00-0500", "2014-01-27T09:31:00-05", "UTC (stated)")]
    [InlineData("2014-01-27 14:30:00", "2014-01-27 14:31:00", "none given, read as UTC")]
    [InlineData("2014-01-27 14:30", "2014-01-27 14:31", "none given, read as UTC")]
    [InlineData("2014-01-27 14:30:00.000", "2014-01-27 14:31:00,000", "none given, read as UTC")]
    [InlineData("2014/1/27 14:30:00", "2014/1/27 14:31:00", "none given, read as UTC")]
    [InlineData("2014.01.27.14.30.00", "2014.01.27.14.31.00", "none given, read as UTC")]
    [InlineData("1/27/14 14:30", "1/27/14 14:31", "none given, read as UTC")]
    [InlineData("1/27/2014 2:30:00 PM", "1/27/2014 2:31:00 pm", "none given, read as UTC")]
    [InlineData("27.1.2014 14:30", "27.1.2014 14:31", "none given, read as UTC")]
    [InlineData("27/01/2014 14:30", "27/01/2014 14:31", "none given, read as UTC")]
    [InlineData("1390833000", "1390833060", "UTC (Unix time)")]
    [InlineData("1390833000.0", "1390833060.0", "UTC (Unix time)")]
    [InlineData("1.390833000e9", "1.390833060e9", "UTC (Unix time)")]
    [InlineData("1390833000000", "1390833060000", "UTC (Unix time)")]
    [InlineData("1390833000000000", "1390833060000000", "UTC (Unix time)")]
    [InlineData("1390833000000000000", "1390833060000000000", "UTC (Unix time)")]
    public void Every_way_to_write_a_time_gives_the_same_instants(string first, string second, string zone)
    {
        var reading = Reader.Csv($"time;flow\n{first};1\n{second};2\n");

        Assert.Equal(new DateTime(2014, 1, 27, 14, 30, 0), reading.Frame.Time.At(0));
        Assert.Equal(TimeSpan.TicksPerMinute, reading.Frame.Time.TypicalStep());
        Assert.Equal(zone, reading.TimeZone);
        Assert.Equal(ColumnRole.Time, reading.Columns[0].Role);
    }

    [Fact]
    public void Fractions_are_kept_to_100_ns_and_cut_beyond()
    {
        var reading = Reader.Csv("time,flow\n2014-01-27T14:30:00.1234567Z,1\n2014-01-27T14:30:00.123456899Z,2\n");

        Assert.Equal(1_234_567, reading.Frame.Time[0] % TimeSpan.TicksPerSecond);
        Assert.Equal(1_234_568, reading.Frame.Time[1] % TimeSpan.TicksPerSecond);
    }

    [Fact]
    public void Every_day_of_two_centuries_is_read_as_the_platform_reads_it()
    {
        var days = Enumerable.Range(0, 73_000).Select(i => new DateTime(1900, 1, 1).AddDays(i)).ToList();

        var reading = Reader.Csv("time,flow\n" + string.Concat(days.Select((day, i) => day.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + $",{i % 5}\n")));

        Assert.Equal(days.Count, reading.Frame.Count);
        Assert.True(reading.Frame.Time.IsRegular);
        Assert.Equal(days[^1], reading.Frame.Time.At(days.Count - 1));
    }

    [Theory]
    [InlineData("2014-02-29 00:00:00")]
    [InlineData("2014-01-27 24:00:00")]
    [InlineData("2014-13-01 00:00:00")]
    [InlineData("2014-01-27 10:60:00")]
    [InlineData("2014-01-27 10:6")]
    [InlineData("yesterday")]
    public void A_time_that_is_none_names_line_and_column(string wrong)
    {
        var rows = string.Concat(Enumerable.Range(0, 300).Select(i => new DateTime(2014, 1, 1).AddMinutes(i).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + ",1\n"));

        var error = Reader.Fails($"time,flow\n{rows}{wrong},2\n");

        Assert.StartsWith($"pump.csv, line 302, column 1 (time): \"{wrong}\" is not a time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_column_is_found_by_content_where_no_name_tells()
    {
        var reading = Reader.Csv("1,2014-01-27 14:30:00\n2,2014-01-27 14:31:00\n4,2014-01-27 14:32:00\n");

        Assert.Equal([ColumnRole.Channel, ColumnRole.Time], reading.Columns.Select(column => column.Role));
    }

    [Fact]
    public void A_telling_name_wins_over_an_earlier_date_and_the_other_is_left_out()
    {
        var reading = Reader.Csv("installed,timestamp,flow\n2001-01-01,2014-01-27 14:30,1\n2001-01-01,2014-01-27 14:31,2\n");

        Assert.Equal("timestamp", reading.Columns.Single(column => column.Role == ColumnRole.Time).Name);
        Assert.Equal("another time column", reading.Columns[0].Why);
    }

    [Theory]
    [InlineData(";", "16/12/2006;17:24:00", "16/12/2006;17:25:00")]
    [InlineData(" ", "2006-12-16 17:24", "2006-12-16 17:25")]
    [InlineData(",", "12/16/06,5:24 PM", "12/16/06,5:25 PM")]
    public void A_date_and_a_time_of_day_in_neighbouring_columns_are_one_time(string separator, string first, string second)
    {
        var reading = Reader.Csv($"date{separator}time{separator}flow\n{first}{separator}1\n{second}{separator}2\n", new ReadOptions { Separator = separator[0] });

        Assert.Equal(new DateTime(2006, 12, 16, 17, 25, 0), reading.Frame.Time.At(1));
        Assert.Equal("flow", Assert.Single(reading.Frame.Channels).Name);
        Assert.Equal(ColumnRole.Time, reading.Columns[0].Role);
        Assert.DoesNotContain(reading.Notes, note => note.Kind is "ignored" or "duplicates");
    }

    [Fact]
    public void Large_falling_numbers_are_no_Unix_time()
        => Assert.False(Reader.Csv("1390833000,1\n1390832000,2\n1390833500,3\n").Frame.Time.HasTime);

    [Fact]
    public void The_user_may_name_the_time_column_its_format_or_refuse_it()
    {
        const string text = "a,b\n20140127 1430,1\n20140127 1431,2\n";

        var named = Reader.Csv(text, new ReadOptions { TimeFormat = "yyyyMMdd HHmm", TimeColumn = "1" });
        var guessed = Reader.Csv(text, new ReadOptions { TimeFormat = "yyyyMMdd HHmm" });
        var refused = Reader.Csv("time,flow\n2014-01-27,1\n2014-01-28,2\n", new ReadOptions { TimeColumn = "none" });

        Assert.Equal(new DateTime(2014, 1, 27, 14, 30, 0), named.Frame.Time.At(0));
        Assert.Equal(named.Frame.Time[1], guessed.Frame.Time[1]);
        Assert.False(refused.Frame.Time.HasTime);
    }

    [Fact]
    public void A_named_column_that_is_no_time_says_what_it_holds()
    {
        var error = Reader.Fails("time,flow\nsoon,1\nlater,2\n", new ReadOptions { TimeColumn = "time" });

        Assert.Equal("pump.csv: 'time' does not read as time; its first cell is \"soon\".", error.Message);
    }

    [Fact]
    public void Rows_without_time_are_numbered_or_get_the_step_asked_for()
    {
        var numbered = Reader.Csv("1\n2\n5\n");
        var stepped = Reader.Csv("1\n2\n5\n", new ReadOptions { RowStep = TimeSpan.FromMinutes(5) });

        Assert.False(numbered.Frame.Time.HasTime);
        Assert.Contains(numbered.Notes, note => note.Kind == "no-time");
        Assert.Equal(new DateTime(2000, 1, 1, 0, 10, 0), stepped.Frame.Time.At(2));
    }

    [Fact]
    public void From_and_until_take_a_half_open_stretch()
    {
        const string text = "time,flow,label\n2014-01-01,1,0\n2014-01-02,2,1\n2014-01-03,3,1\n2014-01-04,4,0\n";

        var reading = Reader.Csv(text, new ReadOptions { From = new DateTime(2014, 1, 2), Until = new DateTime(2014, 1, 4) });

        Assert.Equal([2, 3], reading.Frame.Values);
        Assert.Equal(2, Assert.Single(reading.Labels!.Ranges).Length);
        Assert.Equal(4, reading.Rows);
    }

    [Fact]
    public void A_stretch_without_samples_is_a_slip_of_usage_that_names_the_range_of_the_data()
    {
        var error = Reader.Fails("time,flow\n2014-01-01,1\n2014-01-02,2\n", new ReadOptions { From = new DateTime(2020, 1, 1) });

        Assert.True(error.IsUsage);
        Assert.Equal(["The data runs from 1 Jan 2014, 00:00 to 2 Jan 2014, 00:00 (UTC)."], error.Expected);
    }

    [Fact]
    public void In_a_zone_the_hour_that_happens_twice_is_read_in_file_order()
    {
        // Berlin, 26 Oct 2014: 02:00–02:59 passes twice.
        var reading = Reader.Csv(
            Reader.Lines("time,flow", "2014-10-26 01:30,1", "2014-10-26 02:00,2", "2014-10-26 02:30,3", "2014-10-26 02:00,4", "2014-10-26 02:30,5", "2014-10-26 03:00,6"),
            new ReadOptions { TimeZone = "Europe/Berlin" });

        Assert.True(reading.Frame.Time.IsRegular);
        Assert.Equal(new DateTime(2014, 10, 25, 23, 30, 0), reading.Frame.Time.At(0));
        Assert.Equal(6, reading.Frame.Count);
        Assert.Equal("Europe/Berlin", reading.TimeZone);
        Assert.Contains(reading.Notes, note => note is { Kind: "time-zone", Count: 4 });
    }

    [Fact]
    public void In_a_zone_the_hour_that_never_happens_is_read_after_it_with_a_warning()
    {
        // Berlin, 30 Mar 2014: 01:59 is followed by 03:00.
        var reading = Reader.Csv(
            Reader.Lines("time,flow", "2014-03-30 01:30,1", "2014-03-30 02:30,2", "2014-03-30 04:00,3"), new ReadOptions { TimeZone = "Europe/Berlin" });

        Assert.Equal(new DateTime(2014, 3, 30, 1, 30, 0), reading.Frame.Time.At(1));
        Assert.Contains(reading.Notes, note => note is { Kind: "time-zone", Count: 1, IsWarning: true });
    }

    [Fact]
    public void In_a_zone_every_minute_of_a_year_is_read_as_the_platform_reads_it()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var instants = Enumerable.Range(0, 8784 * 2).Select(i => new DateTime(2024, 1, 1, 5, 0, 0, DateTimeKind.Utc).AddMinutes(30 * i)).ToList();
        var text = "time,flow\n" + string.Concat(instants.Select((instant, i) => TimeZoneInfo.ConvertTimeFromUtc(instant, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + $",{i % 5}\n"));

        var reading = Reader.Csv(text, new ReadOptions { TimeZone = "America/New_York" });

        Assert.True(reading.Frame.Time.IsRegular);
        Assert.Equal(instants.Count, reading.Frame.Count);
        Assert.Equal(instants[^1], reading.Frame.Time.At(instants.Count - 1));
    }

    [Fact]
    public void An_unknown_zone_is_a_slip_of_usage()
        => Assert.True(Reader.Fails("time,flow\n2014-01-01,1\n2014-01-02,2\n", new ReadOptions { TimeZone = "Europe/Berlim" }).IsUsage);
}
