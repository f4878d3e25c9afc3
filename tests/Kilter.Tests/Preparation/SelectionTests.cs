using Kilter.Cleaning;
using Kilter.Frames;
using Kilter.Preparation;
using Kilter.Tests.Cleaning;

namespace Kilter.Tests.Preparation;

public sealed class SelectionTests
{
    private const double Gone = double.NaN;

    [Fact]
    public void S0_a_channel_with_exactly_the_limit_missing_is_dropped()
    {
        // Of ten samples: none, three (30 %), two missing.
        var frame = Columns([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [Gone, Gone, Gone, 4, 5, 6, 7, 8, 9, 1], [Gone, 2, Gone, 4, 5, 6, 7, 8, 9, 1]);

        var kept = Apply("drop-missing samples=100", frame);

        Assert.Equal(["c1", "c3"], kept.Frame.Channels.Select(c => c.Name));
        Assert.Equal(10, kept.Frame.Count);
    }

    [Fact]
    public void S0_a_limit_of_a_hundred_drops_only_what_is_empty()
    {
        var frame = Columns([Gone, Gone, Gone, 1], [Gone, Gone, Gone, Gone], [1, 2, 3, 4]);

        Assert.Equal(["c1", "c3"], Apply("drop-missing channels=100 samples=100", frame).Frame.Channels.Select(c => c.Name));
    }

    [Fact]
    public void S0_samples_are_judged_on_the_channels_that_stayed()
    {
        // c6 goes (4 of 5 missing). Of the other five, the samples miss 0, 3 (60 %), 2, 5 and 0.
        var frame = Columns(
            [1, Gone, Gone, Gone, 1], [1, Gone, Gone, Gone, 1], [1, Gone, 3, Gone, 1], [1, 2, 3, Gone, 1], [1, 2, 3, Gone, 1], [Gone, Gone, Gone, Gone, 5]);

        var kept = Apply("drop-missing channels=80", frame);

        Assert.Equal([0, 2, 4], Enumerable.Range(0, kept.Frame.Count).Select(kept.SampleBefore));
        Assert.Equal(5, kept.Frame.Channels.Count);
        Assert.Equal([frame.Time[0], frame.Time[2], frame.Time[4]], Enumerable.Range(0, 3).Select(t => kept.Frame.Time[t]));
        Assert.Equal(new SampleRange(1, 2), kept.RowsFrom(new SampleRange(1, 4)));
    }

    [Fact]
    public void S0_filling_goes_forward_then_back()
    {
        var frame = Columns([Gone, Gone, 3, Gone, Gone, 6, Gone]);

        var filled = Apply("fill rule=both limit=1000000", frame).Frame.Column(0);

        Assert.Equal([3, 3, 3, 3, 3, 6, 6], filled);
    }

    [Theory]
    [InlineData("backward", 1, new[] { Gone, 3, 3, Gone, 6, 6, Gone })]
    [InlineData("backward", 2, new[] { 3, 3, 3, 6, 6, 6, Gone })]
    [InlineData("both", 1, new double[] { Gone, 3, 3, 3, 6, 6, 6 })]
    [InlineData("hold", 1, new[] { Gone, Gone, 3, 3, Gone, 6, 6 })]
    public void No_more_samples_in_a_row_are_filled_than_the_limit_says(string rule, int limit, double[] expected)
    {
        var frame = Columns([Gone, Gone, 3, Gone, Gone, 6, Gone]);

        Assert.Equal(expected, Apply($"fill rule={rule} limit={limit}", frame).Frame.Column(0));
    }

    [Fact]
    public void A_later_value_older_than_the_limit_of_age_does_not_stand_in()
    {
        var frame = Draw.Minutes(Gone, Gone, 3);

        var clean = MissingValues.Fill(frame, new MissingOptions { Policy = MissingPolicy.Backward, MaxAge = TimeSpan.FromMinutes(1) });

        Assert.Equal([Gone, 3, 3], clean.Frame.Column(0));
        Assert.Equal(1, clean.Filled);
    }

    [Fact]
    public void Channels_that_stand_still_in_training_are_left_out_though_they_move_later()
    {
        var frame = Columns([5, 5, 5, 9], [1, 2, 1, 2], [Gone, Gone, Gone, 1]);

        var kept = PreparationCatalog.Create("drop-constant").Fit(frame, new SampleRange(0, 3)).Apply(frame);

        Assert.Equal(["c2"], kept.Frame.Channels.Select(c => c.Name));
        Assert.Equal(1, kept.ChannelBefore(0));
    }

    private static PreparedFrame Apply(string stage, Frame frame) => PreparationCatalog.Create(stage).Fit(frame, new SampleRange(0, frame.Count)).Apply(frame);

    private static Frame Columns(params double[][] columns)
    {
        var values = new double[columns[0].Length * columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = columns[i % columns.Length][i / columns.Length];
        }

        return new Frame(
            TimeAxis.Regular(Draw.Start, TimeSpan.FromMinutes(1), columns[0].Length), [.. columns.Select((_, c) => new Channel($"c{c + 1}"))], values);
    }
}
