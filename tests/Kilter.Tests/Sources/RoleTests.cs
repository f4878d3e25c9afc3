using Kilter.Frames;
using Kilter.Sources;

namespace Kilter.Tests.Sources;

public sealed class RoleTests
{
    [Theory]
    [InlineData("anomaly")]
    [InlineData("Label")]
    [InlineData("is_anomaly")]
    [InlineData("class")]
    [InlineData("y")]
    [InlineData("outlier")]
    public void A_column_of_0_and_1_under_a_telling_name_is_the_label(string name)
    {
        var reading = Reader.Csv(Reader.Lines($"flow,{name}", "1,0", "2,1.0", "4,1", "8,0", "16,1"));

        Assert.Equal(ColumnRole.Label, reading.Columns[1].Role);
        Assert.Equal([new SampleRange(1, 3), new SampleRange(4, 5)], reading.Labels!.Ranges);
        Assert.Equal("flow", Assert.Single(reading.Frame.Channels).Name);
    }

    [Fact]
    public void A_label_needs_both_the_name_and_the_values()
    {
        var reading = Reader.Csv(Reader.Lines("anomaly,valve", "1,0", "2,1", "4,1"));

        Assert.Null(reading.Labels);
        Assert.Equal(["anomaly", "valve"], reading.Frame.Channels.Select(channel => channel.Name));
    }

    [Fact]
    public void Of_two_label_columns_the_first_is_taken_and_neither_is_a_channel()
    {
        var reading = Reader.Csv(Reader.Lines("flow,anomaly,changepoint", "1,0,1", "2,1,0", "4,1,0"));

        Assert.Equal([ColumnRole.Channel, ColumnRole.Label, ColumnRole.Label], reading.Columns.Select(column => column.Role));
        Assert.Equal([new SampleRange(1, 3)], reading.Labels!.Ranges);
        Assert.Contains("'changepoint'", reading.Notes.Single(note => note.Kind == "label").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_column_of_zeros_is_an_empty_label_set()
    {
        var reading = Reader.Csv(Reader.Lines("flow,label", "1,0", "2,0", "4,0"));

        Assert.Empty(reading.Labels!.Ranges);
    }

    [Fact]
    public void A_lone_column_of_0_and_1_stays_a_channel_whatever_its_name()
        => Assert.Equal([0, 1, 0], Reader.Csv("label\n0\n1\n0\n").Frame.Values);

    [Fact]
    public void The_label_may_be_named_or_refused()
    {
        const string text = "flow,state,label\n1,0,0\n2,3,1\n4,0,1\n";

        var named = Reader.Csv(text, new ReadOptions { LabelColumn = "state" });
        var refused = Reader.Csv(text, new ReadOptions { LabelColumn = "none" });

        Assert.Equal([new SampleRange(1, 2)], named.Labels!.Ranges);
        Assert.Null(refused.Labels);
        Assert.Equal(3, refused.Frame.Channels.Count);
    }

    [Fact]
    public void A_constant_column_stays_listed_and_leaves_the_frame()
    {
        var reading = Reader.Csv(Reader.Lines("flow,speed", "1,31.9", "2,", "4,31.9"));

        Assert.Equal(new ColumnReading("speed", ColumnRole.Constant, "31.9 throughout", 1), reading.Columns[1]);
        Assert.Equal([1, 2, 4], reading.Frame.Values);
    }

    [Fact]
    public void A_column_that_changes_in_its_last_row_is_not_constant()
        => Assert.Equal(2, Reader.Csv("flow,speed\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i % 7},5\n")) + "1,6\n").Frame.Channels.Count);

    [Fact]
    public void A_first_column_of_row_numbers_is_left_out()
    {
        var reading = Reader.Csv(",flow\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{i * i % 7}\n")));

        Assert.Equal((ColumnRole.Ignored, "row numbers"), (reading.Columns[0].Role, reading.Columns[0].Why));
        Assert.Equal("flow", Assert.Single(reading.Frame.Channels).Name);
    }

    [Fact]
    public void An_unnamed_first_column_that_rises_evenly_is_left_out_as_a_clock_of_unknown_unit()
    {
        // 360 Hz printed to the millisecond: steps of 2 and 3 ms.
        var reading = Reader.Csv(string.Concat(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"{i / 360.0:0.000} {i * i % 7}\n"))));

        Assert.Equal(ColumnRole.Ignored, reading.Columns[0].Role);
        Assert.StartsWith("rises evenly", reading.Columns[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_measurement_that_rises_evenly_stays_a_channel()
        => Assert.Equal(2, Reader.Csv("volume,flow\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{5 + (3 * i)},{i * i % 7}\n"))).Frame.Channels.Count);

    [Fact]
    public void A_column_of_words_is_left_out_with_a_warning()
    {
        var reading = Reader.Csv(Reader.Lines("flow,place", "1,north", "2,south", "4,north"));

        Assert.Equal((ColumnRole.Ignored, "text"), (reading.Columns[1].Role, reading.Columns[1].Why));
        Assert.Contains(reading.Notes, note => note is { Kind: "ignored", IsWarning: true });
    }

    [Fact]
    public void One_empty_channel_of_several_is_left_out_with_a_warning()
    {
        var reading = Reader.Csv(Reader.Lines("flow,temp", "1,", "2,NA", "4,"));

        Assert.Equal((ColumnRole.Ignored, "every value missing"), (reading.Columns[1].Role, reading.Columns[1].Why));
        Assert.Contains(reading.Notes, note => note is { Kind: "missing", Count: 3, IsWarning: true });
    }

    [Fact]
    public void Channels_come_in_the_order_asked_for_by_name_letter_case_or_number()
    {
        var reading = Reader.Csv("a,b,c\n1,2,3\n4,5,7\n", new ReadOptions { Channels = ["C", "1"] });

        Assert.Equal(["c", "a"], reading.Frame.Channels.Select(channel => channel.Name));
        Assert.Equal([3, 1, 7, 4], reading.Frame.Values);
    }

    [Fact]
    public void Ignored_columns_leave_the_frame_and_their_words_do_no_harm()
    {
        var reading = Reader.Csv("a,b,c\n1,2,3\n4,oops,7\n", new ReadOptions { Ignore = ["b"] });

        Assert.Equal([1, 3, 4, 7], reading.Frame.Values);
    }

    [Fact]
    public void Constant_and_empty_channels_can_be_kept_for_a_model_that_knows_them()
    {
        var reading = Reader.Csv("flow,speed\n5,\n5,\n5,\n", new ReadOptions { KeepConstant = true, Channels = ["speed", "flow"] });

        Assert.Equal(["speed", "flow"], reading.Frame.Channels.Select(channel => channel.Name));
        Assert.Equal([double.NaN, 5, double.NaN, 5, double.NaN, 5], reading.Frame.Values);
    }
}
