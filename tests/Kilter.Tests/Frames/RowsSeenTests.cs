using Kilter.Artifacts;
using Kilter.Frames;

namespace Kilter.Tests.Frames;

public sealed class RowsSeenTests
{
    private static readonly TimeAxis Hours = TimeAxis.Regular(new DateTime(2013, 12, 2), TimeSpan.FromHours(1), 100);

    [Fact]
    public void Rows_are_told_in_the_words_of_their_axis()
    {
        Assert.Equal("2 Dec 2013 to 3 Dec 2013, 48 samples", RowsSeen.Of(Hours, new SampleRange(0, 48)).Text);
        Assert.Equal("rows 5–99, 20 samples in 2 stretches", RowsSeen.Of(TimeAxis.Rows(100), [new SampleRange(90, 100), new SampleRange(5, 15)]).Text);
        Assert.Equal("unknown rows", RowsSeen.Unknown.ToString());
    }

    [Fact]
    public void Rows_of_a_slice_are_those_of_its_record()
    {
        var whole = RowsSeen.Of(TimeAxis.Rows(100), new SampleRange(40, 60));
        var slice = RowsSeen.Of(TimeAxis.Rows(100).Slice(new SampleRange(30, 80)), new SampleRange(10, 30));

        Assert.Equal(whole, slice);
        Assert.Equal(whole.GetHashCode(), slice.GetHashCode());
    }

    [Fact]
    public void Two_sets_share_rows_exactly_when_a_row_is_in_both()
    {
        for (var seed = 0UL; seed < 200; seed++)
        {
            var rng = new Numerics.Randomness.Rng(seed);
            var (a, b) = (Draw(), Draw());

            var shares = RowsSeen.Of(Hours, LabelSet.FromFlags(a).Ranges).SharesRowsWith(RowsSeen.Of(Hours, LabelSet.FromFlags(b).Ranges));

            Assert.True(shares == a.Zip(b).Any(p => p.First && p.Second), $"seed {seed}");

            bool[] Draw() => [.. Enumerable.Range(0, 40).Select(_ => rng.NextInt(8) == 0)];
        }
    }

    [Fact]
    public void Rows_that_are_not_known_or_of_another_record_are_shared_with_none()
    {
        var rows = RowsSeen.Of(Hours, new SampleRange(0, 48), "a");

        Assert.False(rows.SharesRowsWith(RowsSeen.Unknown));
        Assert.False(RowsSeen.Unknown.SharesRowsWith(rows));
        Assert.False(rows.SharesRowsWith(RowsSeen.Of(Hours, new SampleRange(0, 48), "b")));
        Assert.False(rows.SharesRowsWith(RowsSeen.Of(TimeAxis.Rows(100), new SampleRange(0, 48), "a")));
        Assert.True(rows.SharesRowsWith(RowsSeen.Of(Hours, new SampleRange(47, 49))));
    }

    [Fact]
    public void Saving_and_reading_back_keeps_everything()
    {
        foreach (var rows in new[] { RowsSeen.Unknown, RowsSeen.Of(Hours, [new SampleRange(0, 3), new SampleRange(7, 9)], "a").WithLabels() })
        {
            var writer = new ArtifactWriter();
            RowsStore.Write(writer, "rows", rows);

            Assert.Equal(rows, RowsStore.Read(ArtifactReader.Of(writer), "rows"));
        }
    }
}
