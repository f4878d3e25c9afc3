using System.Globalization;
using System.Text;
using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Sources;

namespace Kilter.Tests.Sources;

public sealed class CsvWriterTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Time_channels_and_labels_stand_in_that_order_and_a_missing_value_is_an_empty_cell()
    {
        var frame = new Frame(
            TimeAxis.Regular(Start, TimeSpan.FromMinutes(1), 3), [new Channel("flow", "L/min"), new Channel("a \"b\", c")], new[] { 1.5, -2, double.NaN, 0, 3e-300, 1e21 });

        var text = Write(frame, new LabelSet([new SampleRange(1, 2)]));

        Assert.Equal(
            """
            timestamp,flow,"a ""b"", c",anomaly
            2026-01-01T00:00:00Z,1.5,-2,0
            2026-01-01T00:01:00Z,,0,1
            2026-01-01T00:02:00Z,3E-300,1E+21,0

            """, text);
    }

    [Fact]
    public void Fractions_of_a_second_are_written_only_where_there_are_any()
    {
        var ticks = new[] { Start.Ticks, Start.Ticks + 1, Start.AddMilliseconds(8).Ticks };
        var frame = new Frame(TimeAxis.OfTicks(ticks), [new Channel("x")], new double[3]);

        var lines = Write(frame, null).Split('\n');

        Assert.Equal(["2026-01-01T00:00:00Z,0", "2026-01-01T00:00:00.0000001Z,0", "2026-01-01T00:00:00.008Z,0"], lines[1..4]);
    }

    [Fact]
    public void Numbered_samples_have_no_time_column_and_no_line_is_ever_empty()
    {
        var frame = new Frame(TimeAxis.Rows(2), [new Channel("x")], new[] { double.NaN, 7 });

        Assert.Equal("x\nNaN\n7\n", Write(frame, null));
    }

    [Fact]
    public void Every_number_reads_back_to_the_same_bits_across_many_buffers()
    {
        var rng = new Rng(3);
        var values = new double[40_000];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BitConverter.Int64BitsToDouble((long)rng.NextBits());
            values[i] = double.IsFinite(values[i]) ? values[i] : 0;
        }

        var frame = new Frame(TimeAxis.Regular(Start, TimeSpan.FromSeconds(1), 10_000), [.. "abcd".Select(c => new Channel(c.ToString()))], values);

        var read = Write(frame, null).TrimEnd('\n').Split('\n').Skip(1).SelectMany(l => l.Split(',').Skip(1)).Select(c => double.Parse(c, CultureInfo.InvariantCulture));

        Assert.Equal(values, read);
    }

    private static string Write(Frame frame, LabelSet? labels)
    {
        using var stream = new MemoryStream();
        CsvWriter.Write(stream, frame, labels, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
