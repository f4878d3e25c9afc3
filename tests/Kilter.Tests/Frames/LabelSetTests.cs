using Kilter.Frames;

namespace Kilter.Tests.Frames;

public sealed class LabelSetTests
{
    [Fact]
    public void Ranges_are_sorted_and_those_that_touch_or_overlap_are_merged()
    {
        var labels = new LabelSet([new(8, 9), new(0, 2), new(2, 4), new(3, 5), new(6, 6)]);

        Assert.Equal([new SampleRange(0, 5), new SampleRange(8, 9)], labels.Ranges);
    }

    [Fact]
    public void A_range_inside_another_changes_nothing()
        => Assert.Equal([new SampleRange(0, 9)], new LabelSet([new(0, 9), new(2, 3)]).Ranges);

    [Theory]
    [InlineData("")]
    [InlineData("....")]
    [InlineData("####")]
    [InlineData("#..##.#")]
    [InlineData(".##..")]
    public void Flags_become_the_ranges_that_cover_exactly_the_flagged_samples(string picture)
    {
        var flags = picture.Select(c => c == '#').ToArray();

        var ranges = LabelSet.FromFlags(flags).Ranges;

        Assert.Equal(flags, Enumerable.Range(0, flags.Length).Select(t => ranges.Any(r => r.Contains(t))));
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.Start));
    }

    [Fact]
    public void A_range_overlaps_when_it_shares_a_sample_with_any_label()
    {
        var labels = new LabelSet([new(2, 4), new(8, 10)]);

        Assert.True(labels.Overlaps(new SampleRange(9, 20)));
        Assert.False(labels.Overlaps(new SampleRange(4, 8)));
    }
}
