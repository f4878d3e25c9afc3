using Kilter.Frames;

namespace Kilter.Tests.Frames;

public sealed class SampleRangeTests
{
    [Fact]
    public void The_start_is_inside_and_the_end_is_not()
    {
        var range = new SampleRange(2, 5);

        Assert.Equal(3, range.Length);
        Assert.Equal([2, 3, 4], Enumerable.Range(0, 10).Where(range.Contains));
    }

    [Fact]
    public void Two_ranges_overlap_exactly_when_they_share_a_sample()
    {
        var ranges = (from a in Enumerable.Range(0, 5) from b in Enumerable.Range(a, 5 - a) select new SampleRange(a, b)).ToArray();

        foreach (var (a, b) in from a in ranges from b in ranges select (a, b))
        {
            var shared = Enumerable.Range(0, 6).Any(t => a.Contains(t) && b.Contains(t));
            Assert.True(shared == (a.Overlaps(b) && a.Length > 0 && b.Length > 0), $"{a} and {b}");
        }
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(3, 2)]
    public void A_negative_start_or_an_end_before_the_start_is_refused(int start, int end)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new SampleRange(start, end));

    [Fact]
    public void The_default_is_the_empty_range_at_the_first_sample()
        => Assert.Equal(new SampleRange(0, 0), default);
}
