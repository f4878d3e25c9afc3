using Kilter.Cleaning;
using Kilter.Frames;

namespace Kilter.Tests.Cleaning;

public sealed class MissingValuesTests
{
    private const double No = double.NaN;

    [Fact]
    public void Hold_repeats_the_last_value_up_to_its_limit_and_leaves_the_rest_unusable()
    {
        var frame = Draw.Minutes(No, 1, No, No, No, 2, No);

        var clean = MissingValues.Fill(frame, new() { HoldLimit = 2 });

        Assert.Equal([No, 1, 1, 1, No, 2, 2], clean.Frame.Values.ToArray());
        Assert.Equal([false, true, true, true, false, true, true], clean.Usable.ToArray());
        Assert.Equal(3, clean.Filled);
    }

    [Fact]
    public void Interpolation_follows_the_clock_and_fills_only_runs_within_the_limit()
    {
        var seconds = new[] { 0, 10, 40, 50, 60, 70, 80, 90 };
        var time = TimeAxis.OfTicks([.. seconds.Select(s => Draw.Start.AddSeconds(s).Ticks)]);
        var frame = new Frame(time, [new Channel("flow")], new[] { 0, No, 8, No, No, No, 4, No });

        var clean = MissingValues.Fill(frame, new() { Policy = MissingPolicy.Interpolate, HoldLimit = 2 });

        Assert.Equal([0, 2, 8, No, No, No, 4, No], clean.Frame.Values.ToArray());
        Assert.Equal(1, clean.Filled);
    }

    [Fact]
    public void Leaving_keeps_the_frame_and_marks_samples_where_any_channel_is_missing()
    {
        var frame = new Frame(TimeAxis.Rows(3), [new Channel("a"), new Channel("b")], new[] { 1, No, 2, 3, No, No });

        var clean = MissingValues.Fill(frame, new() { Policy = MissingPolicy.Leave });

        Assert.Same(frame, clean.Frame);
        Assert.Equal([false, true, false], clean.Usable.ToArray());
        Assert.Equal(0, clean.Filled);
    }

    [Fact]
    public void A_value_older_than_the_age_limit_is_not_held()
    {
        var time = TimeAxis.OfTicks([.. new[] { 0, 30, 61 }.Select(s => Draw.Start.AddSeconds(s).Ticks)]);
        var frame = new Frame(time, [new Channel("flow")], new[] { 5, No, No });

        var clean = MissingValues.Fill(frame, new() { MaxAge = TimeSpan.FromSeconds(60) });

        Assert.Equal([5, 5, No], clean.Frame.Values.ToArray());
    }

    [Fact]
    public void A_frame_without_holes_comes_back_uncopied_with_every_sample_usable()
    {
        var frame = Draw.Frame(seed: 1, samples: 50, channels: 3);

        var clean = MissingValues.Fill(frame, new());

        Assert.Same(frame, clean.Frame);
        Assert.DoesNotContain(false, clean.Usable.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Hold_gives_a_sample_the_same_value_wherever_the_record_ends(ulong seed)
    {
        var frame = Draw.Frame(seed, samples: 80, channels: 2, missing: 0.4);
        var options = new MissingOptions { HoldLimit = 3 };
        var whole = MissingValues.Fill(frame, options);

        for (var end = 1; end <= frame.Count; end++)
        {
            var cut = MissingValues.Fill(frame.Slice(new SampleRange(0, end)), options);

            Assert.Equal(whole.Frame.Values[..(end * 2)].ToArray(), cut.Frame.Values.ToArray());
            Assert.Equal(whole.Usable[..end].ToArray(), cut.Usable.ToArray());
        }
    }

    [Theory]
    [InlineData(MissingPolicy.Hold)]
    [InlineData(MissingPolicy.Interpolate)]
    public void Values_that_are_there_are_never_changed(MissingPolicy policy)
    {
        var frame = Draw.Frame(seed: 9, samples: 300, channels: 3, missing: 0.3);

        var clean = MissingValues.Fill(frame, new() { Policy = policy });

        var still = 0;
        for (var i = 0; i < frame.Values.Length; i++)
        {
            still += double.IsNaN(clean.Frame.Values[i]) ? 1 : 0;
            Assert.True(double.IsNaN(frame.Values[i]) || frame.Values[i].Equals(clean.Frame.Values[i]), $"value {i} was changed");
        }

        Assert.Equal(frame.Values.ToArray().Count(double.IsNaN) - still, clean.Filled);
    }

    [Fact]
    public void A_negative_limit_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new MissingOptions { HoldLimit = -1 });

        Assert.StartsWith("'HoldLimit' is -1; it must lie between 0 and", error.Message, StringComparison.Ordinal);
    }
}
