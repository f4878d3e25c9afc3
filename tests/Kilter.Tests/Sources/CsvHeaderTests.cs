using Kilter.Sources;

namespace Kilter.Tests.Sources;

public sealed class CsvHeaderTests
{
    [Fact]
    public void A_first_row_of_numbers_is_data()
        => Assert.Equal(2, Reader.Csv("1,2\n3,4\n").Frame.Count);

    [Fact]
    public void A_first_row_with_a_word_over_numbers_is_a_header()
        => Assert.Equal(["0", "1", "Label_"], Reader.Csv("0,1,Label_\n5,6,7\n8,9,10\n").Frame.Channels.Select(channel => channel.Name));

    [Fact]
    public void A_first_row_that_counts_from_zero_is_a_header()
        => Assert.Equal(["0", "1", "2"], Reader.Csv("0,1,2\n5,6,7\n8,9,10\n").Frame.Channels.Select(channel => channel.Name));

    [Fact]
    public void A_number_over_times_is_a_name()
    {
        var reading = Reader.Csv(",0,1\n2004.02.12.10.32.39,1,2\n2004.02.12.10.42.39,3,4\n");

        Assert.Equal(["0", "1"], reading.Frame.Channels.Select(channel => channel.Name));
        Assert.True(reading.Frame.Time.HasTime);
    }

    [Fact]
    public void A_missing_word_in_the_first_row_is_no_header()
        => Assert.Equal(3, Reader.Csv("NA,2\n3,4\n5,6\n").Frame.Count);

    [Fact]
    public void The_user_decides_over_the_guess()
    {
        Assert.Equal(2, Reader.Csv("1,2\n3,4\n5,6\n", new ReadOptions { Header = true }).Frame.Count);
        Assert.Equal(["1", "2"], Reader.Csv("1,2\n3,4\n5,6\n", new ReadOptions { Header = true }).Frame.Channels.Select(channel => channel.Name));
    }

    [Fact]
    public void A_header_without_a_name_for_the_row_names_is_moved_right()
    {
        var reading = Reader.Csv("flow pressure\na 1 2\nb 3 4\nc 5 7\n");

        Assert.Equal(["flow", "pressure"], reading.Frame.Channels.Select(channel => channel.Name));
        Assert.Equal(ColumnRole.Ignored, reading.Columns[0].Role);
    }

    [Fact]
    public void Repeated_and_empty_names_become_unique_with_a_note()
    {
        var reading = Reader.Csv("a,a,,a\n1,2,3,4\n5,6,7,9\n");

        Assert.Equal(["a", "a (2)", "c3", "a (3)"], reading.Frame.Channels.Select(channel => channel.Name));
        Assert.Contains(reading.Notes, note => note.Kind == "header");
    }

    [Theory]
    [InlineData("flow (L/min)", "flow", "L/min")]
    [InlineData("temp [°C]", "temp", "°C")]
    [InlineData("valve (3)", "valve (3)", null)]
    [InlineData("(odd)", "(odd)", null)]
    public void A_unit_in_brackets_is_taken_off_the_name(string header, string name, string? unit)
    {
        var channel = Reader.Csv($"{header},b\n1,2\n3,5\n").Frame.Channels[0];

        Assert.Equal(name, channel.Name);
        Assert.Equal(unit, channel.Unit);
    }
}
