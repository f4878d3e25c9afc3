using Kilter.Reports.Html;

namespace Kilter.Tests.Reports.Html;

public sealed class TrackTests
{
    [Fact]
    public void A_single_spike_among_many_samples_is_kept_in_its_bucket()
    {
        var values = new double[2 * 1000];
        values[(617 * 2) + 1] = 50;
        values[(618 * 2) + 1] = -9;

        var track = Track.Of<double>(values, 2, [new Segment(0, 1000, 100)]);

        var codes = Codes16(track.Pack(1, -9, 50, 16));
        Assert.Equal(20, codes.Length);
        Assert.Equal(0, codes[12]);
        Assert.Equal(65_534, codes[13]);
        Assert.All(codes.Where((_, k) => k is not (12 or 13)), c => Assert.Equal(65_534 * 9 / 59.0, c, tolerance: 0.5));
        Assert.Equal((0, 0), track.RangeOf(0));
        Assert.Equal((-9, 50), track.RangeOf(1));
    }

    [Fact]
    public void Single_samples_come_back_within_half_a_step_and_missing_ones_as_the_highest_code()
    {
        double[] values = [1.5, double.NaN, -2.25, 7];

        var bytes = Track.Of<double>(values, 1, [new Segment(0, 4, 1)]).Pack(0, -2.25, 7, 8);

        Assert.Equal(255, bytes[1]);
        foreach (var k in new[] { 0, 2, 3 })
        {
            Assert.Equal(values[k], -2.25 + (bytes[k] / 254.0 * 9.25), tolerance: 9.25 / 254 / 2);
        }
    }

    [Fact]
    public void A_bucket_of_nothing_but_missing_values_is_missing_and_a_mixed_one_is_not()
    {
        double[] values = [double.NaN, double.NaN, 2, double.NaN];

        var bytes = Track.Of<double>(values, 1, [new Segment(0, 4, 2)]).Pack(0, 0, 4, 8);

        Assert.Equal([255, 255, 127, 127], bytes.Select(b => (int)b));
    }

    [Fact]
    public void One_segment_packs_to_the_same_codes_alone_as_among_all()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(i => Math.Sin(i))];
        var track = Track.Of<double>(values, 1, [new Segment(0, 20, 3), new Segment(20, 50, 4)]);

        byte[] joined = [.. track.PackSegment(0, 0, -1, 1, 8), .. track.PackSegment(0, 1, -1, 1, 8)];

        Assert.Equal(track.Pack(0, -1, 1, 8), joined);
    }

    private static int[] Codes16(byte[] bytes) => [.. Enumerable.Range(0, bytes.Length / 2).Select(i => bytes[2 * i] | (bytes[(2 * i) + 1] << 8))];
}
