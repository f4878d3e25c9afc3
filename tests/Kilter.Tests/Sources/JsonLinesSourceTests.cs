using System.Globalization;
using System.Text;
using Kilter.Frames;
using Kilter.Sources;

namespace Kilter.Tests.Sources;

public sealed class JsonLinesSourceTests
{
    [Fact]
    public void One_object_a_line_gives_columns_by_key()
    {
        var reading = Reader.Json(Reader.Lines(
            """{"time": "2014-01-27T14:30:00Z", "flow": 1.5, "on": true, "label": 0}""",
            """{"time": "2014-01-27T14:31:00Z", "flow": "2.5", "on": false, "label": 1}""",
            """{"label": 1, "flow": -3e1, "time": "2014-01-27T14:32:00Z", "on": null}"""));

        Assert.Equal(["flow", "on"], reading.Frame.Channels.Select(channel => channel.Name));
        Assert.Equal([1.5, 1, 2.5, 0, -30, double.NaN], reading.Frame.Values);
        Assert.Equal(new DateTime(2014, 1, 27, 14, 32, 0), reading.Frame.Time.At(2));
        Assert.Equal([new SampleRange(1, 3)], reading.Labels!.Ranges);
        Assert.Equal("JSON", reading.Layout);
    }

    [Fact]
    public void An_array_of_objects_reads_as_the_same_objects_one_a_line()
    {
        const string rows = """{"a":1,"b":2}|{"a":3,"b":4}|{"a":5,"b":7}""";

        var lines = Reader.Json(rows.Replace('|', '\n'));
        var array = Reader.Json("\n[" + rows.Replace("|", ",\n ", StringComparison.Ordinal) + "]\n");

        Assert.Equal(lines.Frame.Values, array.Frame.Values);
        Assert.Equal(lines.Frame.Channels, array.Frame.Channels);
    }

    [Fact]
    public void Rows_may_be_arrays_of_numbers()
    {
        Assert.Equal([1, 2, 3, 5], Reader.Json("[1, 2]\n[3, 5]\n").Frame.Values);
        Assert.Equal([1, 2, 3, 5], Reader.Json("[[1, 2], [3, 5]]").Frame.Values);
        Assert.Equal(["c1", "c2"], Reader.Json("[1, 2]\n[3, 5]\n").Frame.Channels.Select(channel => channel.Name));
    }

    [Fact]
    public void One_array_of_numbers_is_one_channel()
    {
        var reading = Reader.Json("[1, 2.5,\n null, 4]");

        Assert.Equal("value", Assert.Single(reading.Frame.Channels).Name);
        Assert.Equal([1, 2.5, double.NaN, 4], reading.Frame.Values);
    }

    [Fact]
    public void Objects_and_arrays_inside_a_row_give_dotted_names()
    {
        var reading = Reader.Json("""{"pump":{"flow":1,"in":{"t":2}},"xyz":[3,4]}""" + "\n" + """{"pump":{"flow":5,"in":{"t":6}},"xyz":[7,9]}""");

        Assert.Equal(["pump.flow", "pump.in.t", "xyz.0", "xyz.1"], reading.Frame.Channels.Select(channel => channel.Name));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 9], reading.Frame.Values);
    }

    [Fact]
    public void A_key_that_turns_up_late_is_missing_before()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 1000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"a\":{i % 7}{(i >= 900 ? $",\"b\":{i % 3}" : "")}}}\n");
        }

        var reading = Reader.Json(text.ToString());

        Assert.Equal(900, reading.Columns.Single(column => column.Name == "b").Missing);
        Assert.Equal(999 % 3, reading.Frame[999, 1]);
    }

    [Fact]
    public void Rows_are_read_alike_wherever_blocks_are_cut()
    {
        var text = new StringBuilder();
        var expected = new List<double>();
        for (var i = 0; i < 60_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"a\": {i * 1.5:R}, \"text\": \"{new string('x', i % 17)}\\n\", \"b\": {i % 977}}}\n");
            expected.AddRange([i * 1.5, i % 977]);
        }

        var reading = Reader.Json(text.ToString(), new ReadOptions { Channels = ["a", "b"] });

        Assert.True(expected.ToArray().AsSpan().SequenceEqual(reading.Frame.Values));
    }

    [Fact]
    public void Text_that_is_not_JSON_names_line_and_character()
    {
        var error = Assert.Throws<DataException>(() => Reader.Json("{\"a\":1}\n{\"a\":2}\n{\"a\" 3}\n"));

        Assert.Equal("pump.jsonl, line 3, character 6: this is not JSON.", error.Message);
    }

    [Fact]
    public void Text_that_is_not_JSON_is_named_far_into_the_file_too()
    {
        var text = string.Concat(Enumerable.Repeat("{\"a\":1,\"b\":\"some words that fill the line\"}\n", 40_000)) + "{\"a\":}\n";

        var error = Assert.Throws<DataException>(() => Reader.Json(text));

        Assert.StartsWith("pump.jsonl, line 40,001,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_among_numbers_names_line_and_key()
    {
        var error = Assert.Throws<DataException>(() => Reader.Json("{\"a\":1}\n{\"a\":2}\n{\"a\":\"oops\"}\n"));

        Assert.Equal("pump.jsonl, line 3, column 1 (a): \"oops\" is not a number.", error.Message);
    }
}
