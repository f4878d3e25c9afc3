using Kilter.Frames;

namespace Kilter.Tests.Frames;

public sealed class FrameTests
{
    private static readonly Channel[] TwoChannels = [new("flow", "L/min"), new("pressure")];

    [Fact]
    public void Values_are_read_row_by_row()
    {
        var frame = Numbered(samples: 3);

        Assert.Equal(3, frame.Count);
        Assert.Equal([2.0, 3.0], frame[1].ToArray());
        Assert.Equal(5, frame[2, 1]);
        Assert.Equal([1.0, 3.0, 5.0], frame.Column(1));
    }

    [Fact]
    public void A_slice_holds_the_samples_and_times_of_its_range()
    {
        var slice = Numbered(samples: 5).Slice(new SampleRange(1, 4));

        Assert.Equal([2.0, 3, 4, 5, 6, 7], slice.Values.ToArray());
        Assert.Equal([1L, 2, 3], Enumerable.Range(0, slice.Count).Select(t => slice.Time[t]));
        Assert.Equal([4.0, 5], slice.Slice(new SampleRange(1, 2))[0].ToArray());
    }

    [Fact]
    public void A_slice_may_be_empty_but_not_reach_past_the_end()
    {
        var frame = Numbered(samples: 3);

        Assert.Equal(0, frame.Slice(new SampleRange(3, 3)).Count);
        Assert.ThrowsAny<ArgumentException>(() => frame.Slice(new SampleRange(2, 4)));
    }

    [Fact]
    public void Selecting_channels_takes_them_in_the_order_asked_for()
    {
        var frame = Numbered(samples: 2).Select([1, 0]);

        Assert.Equal(["pressure", "flow"], frame.Channels.Select(c => c.Name));
        Assert.Equal("L/min", frame.Channels[1].Unit);
        Assert.Equal([1.0, 0, 3, 2], frame.Values.ToArray());
    }

    [Fact]
    public void A_channel_is_found_by_its_exact_name()
    {
        var frame = Numbered(samples: 1);

        Assert.Equal(1, frame.IndexOf("pressure"));
        Assert.Equal(-1, frame.IndexOf("Pressure"));
    }

    [Fact]
    public void The_wrong_number_of_values_is_refused_with_both_numbers()
    {
        var error = Assert.Throws<ArgumentException>(() => new Frame(TimeAxis.Rows(3), TwoChannels, new double[5]));

        Assert.StartsWith("'values' has 5 values; 3 samples of 2 channels need 6.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_channels_of_one_name_are_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => new Frame(TimeAxis.Rows(1), [new("a"), new("a")], new double[2]));

        Assert.StartsWith("Two channels are named 'a'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_without_channels_is_refused()
        => Assert.Throws<ArgumentException>(() => new Frame(TimeAxis.Rows(0), [], ReadOnlyMemory<double>.Empty));

    private static Frame Numbered(int samples)
        => new(TimeAxis.Rows(samples), TwoChannels, Enumerable.Range(0, samples * 2).Select(i => (double)i).ToArray());
}
