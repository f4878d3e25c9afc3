using Kilter.Frames;

namespace Kilter.Tests.Frames;

public sealed class TimeAxisTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string> Kinds => ["rows", "regular", "irregular"];

    [Fact]
    public void A_regular_axis_steps_from_its_start()
    {
        var axis = TimeAxis.Regular(Start, TimeSpan.FromMinutes(5), 4);

        Assert.True(axis is { HasTime: true, IsRegular: true, Count: 4 });
        Assert.Equal(Start.AddMinutes(15), axis.At(3));
        Assert.Equal(DateTimeKind.Utc, axis.At(3).Kind);
        Assert.Equal(TimeSpan.FromMinutes(5).Ticks, axis.TypicalStep());
    }

    [Fact]
    public void A_long_regular_axis_does_not_overflow()
    {
        var axis = TimeAxis.Regular(Start, TimeSpan.FromHours(1), 10_000_000);

        Assert.Equal(Start.AddHours(9_999_999), axis.At(9_999_999));
        Assert.Equal(Start.AddHours(9_999_990), axis.Slice(new SampleRange(9_999_990, 10_000_000)).At(0));
    }

    [Fact]
    public void Ticks_with_equal_steps_are_known_to_be_regular()
    {
        Assert.True(TimeAxis.OfTicks([10, 20, 30]).IsRegular);
        Assert.False(TimeAxis.OfTicks([10, 20, 31]).IsRegular);
    }

    [Fact]
    public void The_typical_step_of_an_irregular_axis_is_the_median_one()
        => Assert.Equal(10, TimeAxis.OfTicks([0, 10, 20, 30, 1000, 1001]).TypicalStep());

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 5)]
    public void Time_that_does_not_increase_is_refused_at_the_sample_where_it_happens(long before, long after)
    {
        var error = Assert.Throws<ArgumentException>(() => TimeAxis.OfTicks([1, before, after]));

        Assert.StartsWith("Time does not increase at sample 2:", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_slice_of_a_slice_keeps_the_times_of_its_samples(string kind)
    {
        var axis = Make(kind);

        var slice = axis.Slice(new SampleRange(2, 8)).Slice(new SampleRange(1, 4));

        Assert.Equal([axis[3], axis[4], axis[5]], Enumerable.Range(0, slice.Count).Select(t => slice[t]));
        Assert.Equal(axis.HasTime, slice.HasTime);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_first_sample_at_or_after_a_value_is_what_a_linear_search_finds(string kind)
    {
        var axis = Make(kind);
        var all = Enumerable.Range(0, axis.Count).Select(t => axis[t]).ToArray();

        foreach (var value in all.SelectMany(v => new[] { v - 1, v, v + 1 }))
        {
            var found = Array.FindIndex(all, v => v >= value);
            Assert.Equal(found < 0 ? axis.Count : found, axis.IndexAtOrAfter(value));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_sample_outside_the_axis_is_refused(string kind)
    {
        var axis = Make(kind);

        Assert.Throws<ArgumentOutOfRangeException>(() => axis[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => axis[axis.Count]);
        Assert.Throws<ArgumentOutOfRangeException>(() => axis.Slice(new SampleRange(0, axis.Count + 1)));
    }

    [Fact]
    public void Rows_are_numbered_and_have_no_time()
    {
        var axis = TimeAxis.Rows(3, firstRow: 100);

        Assert.Equal((false, 102L, 1L), (axis.HasTime, axis[2], axis.TypicalStep()));
        Assert.Throws<InvalidOperationException>(() => axis.At(0));
    }

    [Fact]
    public void One_sample_has_no_typical_step()
        => Assert.Equal(0, TimeAxis.OfTicks([5]).TypicalStep());

    [Fact]
    public void A_step_that_is_not_positive_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => TimeAxis.Regular(Start, TimeSpan.Zero, 2));

    private static TimeAxis Make(string kind) => kind switch
    {
        "rows" => TimeAxis.Rows(10, firstRow: 5),
        "regular" => TimeAxis.Regular(Start, TimeSpan.FromTicks(7), 10),
        _ => TimeAxis.OfTicks([1, 2, 4, 8, 16, 32, 64, 128, 256, 512]),
    };
}
