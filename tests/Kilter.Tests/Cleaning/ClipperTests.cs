using Kilter.Cleaning;
using Kilter.Frames;

namespace Kilter.Tests.Cleaning;

public sealed class ClipperTests
{
    private static readonly Frame Frame = new(
        TimeAxis.Rows(3), [new Channel("a"), new Channel("b")], new[] { -5, 10, double.NaN, 30, 2, double.PositiveInfinity });

    [Fact]
    public void Values_outside_are_moved_to_the_nearer_limit_and_counted()
    {
        var (clipped, count) = Clipper.Clip(Frame, [new(0, 1), new(double.NegativeInfinity, 20)]);

        Assert.Equal([0, 10, double.NaN, 20, 1, 20], clipped.Values.ToArray());
        Assert.Equal(4, count);
    }

    [Fact]
    public void Limits_that_touch_nothing_give_back_the_same_frame()
    {
        var open = new ValueLimits(double.NegativeInfinity, double.PositiveInfinity);

        var (clipped, count) = Clipper.Clip(Frame, [open, open]);

        Assert.Same(Frame, clipped);
        Assert.Equal(0, count);
    }

    [Fact]
    public void Limits_the_wrong_way_round_are_refused_with_the_channel_s_name()
    {
        var error = Assert.Throws<ArgumentException>(() => Clipper.Clip(Frame, [new(0, 1), new(3, 2)]));

        Assert.StartsWith("The limits of 'b' are 3 and 2", error.Message, StringComparison.Ordinal);
    }
}
