using Kilter.Frames;
using Kilter.Sources;

namespace Kilter.Tests.Sources;

public sealed class TimeRepairTests
{
    // Clocks set back at 02:55 run over two stamps once more.
    private static readonly string SetBack = Reader.Lines(
        "time,flow,label", "2014-01-07 02:50,1,0", "2014-01-07 02:55,2,0", "2014-01-07 02:50,3,1", "2014-01-07 02:55,5,0", "2014-01-07 03:00,4,0");

    private static readonly string Backward = Reader.Lines(
        "time,flow,label", "2014-01-07 02:00,1,0", "2014-01-07 02:55,2,0", "2014-01-07 02:01,3,1", "2014-01-07 02:02,5,0", "2014-01-07 03:00,4,0");

    [Theory]
    [InlineData(DuplicatePolicy.First, new double[] { 1, 2, 4 }, "kept the first of each")]
    [InlineData(DuplicatePolicy.Last, new double[] { 3, 5, 4 }, "kept the last of each")]
    [InlineData(DuplicatePolicy.Mean, new double[] { 2, 3.5, 4 }, "kept the mean of each")]
    public void Repeated_stamps_are_counted_and_handled_by_policy(DuplicatePolicy policy, double[] expected, string words)
    {
        var reading = Reader.Csv(SetBack, new ReadOptions { Duplicates = policy });

        Assert.Equal(expected, reading.Frame.Values);
        Assert.Equal(5, reading.Rows);
        var note = reading.Notes.Single(note => note.Kind == "duplicates");
        Assert.Equal((2, $"2 repeated time stamps (7 Jan 2014, 02:50–02:55): {words}."), (note.Count, note.Text));
    }

    [Fact]
    public void A_label_of_a_repeated_stamp_is_kept()
        => Assert.Equal([new SampleRange(0, 1)], Reader.Csv(SetBack).Labels!.Ranges);

    [Fact]
    public void Repeated_stamps_stop_the_reading_where_the_policy_says_so()
    {
        var error = Reader.Fails(SetBack, new ReadOptions { Duplicates = DuplicatePolicy.Error });

        Assert.Equal("pump.csv, line 4: the time stamp 7 Jan 2014, 02:50 was there before. 2 rows repeat a time stamp.", error.Message);
        Assert.Contains("--duplicates first", error.Try);
    }

    [Fact]
    public void The_mean_of_three_leaves_out_missing_values()
    {
        var reading = Reader.Csv(
            Reader.Lines("time,a,b", "2014-01-01,1,", "2014-01-01,2,5", "2014-01-01,6,", "2014-01-02,0,0"), new ReadOptions { Duplicates = DuplicatePolicy.Mean });

        Assert.Equal([3, 5, 0, 0], reading.Frame.Values);
    }

    [Fact]
    public void Time_going_back_to_new_stamps_is_an_error_that_says_where_and_how_far()
    {
        var error = Reader.Fails(Backward);

        Assert.Equal("pump.csv, line 4: time goes back by 54 min (02:55 to 02:01, 7 Jan 2014). This happens once.", error.Message);
        Assert.Equal(["Perhaps clocks were set back."], error.Expected);
        Assert.Equal(["--time-zone Europe/Berlin", "--backward sort", "--backward drop"], error.Try);
    }

    [Fact]
    public void Time_going_back_is_sorted_or_dropped_by_policy()
    {
        var sorted = Reader.Csv(Backward, new ReadOptions { Backward = BackwardPolicy.Sort });
        var dropped = Reader.Csv(Backward, new ReadOptions { Backward = BackwardPolicy.Drop });

        Assert.Equal([1, 3, 5, 2, 4], sorted.Frame.Values);
        Assert.Equal([new SampleRange(1, 2)], sorted.Labels!.Ranges);
        Assert.Equal([1, 2, 4], dropped.Frame.Values);
        Assert.Empty(dropped.Labels!.Ranges);
        Assert.Equal("Time went back once (first in pump.csv, line 4): left out 2 rows earlier than one already seen.", dropped.Notes.First(note => note.Kind == "backward").Text);
    }

    [Fact]
    public void A_file_from_newest_to_oldest_is_turned_round_with_a_note()
    {
        var reading = Reader.Csv(Reader.Lines("time,flow", "2014-01-03,3", "2014-01-02,2", "2014-01-02,2.5", "2014-01-01,1"));

        Assert.Equal([1, 2, 3], reading.Frame.Values);
        Assert.Contains(reading.Notes, note => note is { Kind: "backward", IsWarning: false });
        Assert.Contains(reading.Notes, note => note is { Kind: "duplicates", Count: 1 });
    }

    [Fact]
    public void Rows_without_a_time_are_left_out_with_a_warning()
    {
        var reading = Reader.Csv(Reader.Lines("time,flow", "2014-01-01,1", ",2", "NA,3", "2014-01-04,4"));

        Assert.Equal([1, 4], reading.Frame.Values);
        Assert.Equal("2 rows without a time (the first: pump.csv, line 3): left out.", reading.Notes.First(note => note.Kind == "missing").Text);
    }

    [Fact]
    public void Steps_over_one_and_a_half_times_the_usual_are_gaps_and_the_longest_is_named()
    {
        var reading = Reader.Csv(Reader.Lines(
            "time,flow", "2014-01-05 00:00,1", "2014-01-05 00:10,2", "2014-01-05 00:20,3", "2014-01-05 00:35,4", "2014-01-05 00:45,5", "2014-01-05 01:01,6", "2014-01-05 01:11,7", "2014-01-05 03:11,8"));

        Assert.Equal([new SampleRange(4, 6), new SampleRange(6, 8)], reading.Gaps);
        var note = reading.Notes.Single(note => note.Kind == "gaps");
        Assert.Equal(2, note.Count);
        Assert.Equal("2 gaps in time, 1 h 56 min in all (61 % of the record); the longest, 2 h, after 5 Jan 2014, 01:11. Usual step: 10 min.", note.Text);
    }

    [Fact]
    public void Of_many_gaps_the_thousand_longest_are_kept_in_order_of_time()
    {
        var start = new DateTime(2014, 1, 1);
        var ticks = new List<DateTime> { start };
        for (var i = 1; i <= 5000; i++)
        {
            ticks.Add(ticks[^1].AddSeconds(i % 4 == 0 ? 10 + i : 1));
        }

        var reading = Reader.Csv("time,flow\n" + string.Concat(ticks.Select((t, i) => $"{t:yyyy-MM-ddTHH:mm:ss},{i % 3}\n")));

        Assert.Equal(1000, reading.Gaps.Count);
        Assert.Equal(1250, reading.Notes.Single(note => note.Kind == "gaps").Count);
        Assert.Equal(1003, reading.Gaps[0].Start);
        Assert.True(reading.Gaps.Zip(reading.Gaps.Skip(1)).All(pair => pair.First.Start < pair.Second.Start));
    }

    [Fact]
    public void A_file_of_one_instant_is_an_error()
        => Assert.Equal("pump.csv: every row has the same time, 1 Jan 2014, 00:00.", Reader.Fails("time,flow\n2014-01-01,1\n2014-01-01,2\n").Message);
}
