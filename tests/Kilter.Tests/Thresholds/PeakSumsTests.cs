using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class PeakSumsTests
{
    [Fact]
    public void S0_E7_the_low_peak_with_the_largest_sum_is_the_event()
    {
        double[] distances = [1, 3, 1, 2, 1, 5, 1];

        var peaks = PeakSums.Of(distances);

        Assert.Equal([new(1, 3), new(3, 4), new(5, 3)], peaks);
        Assert.Equal(10.0 / 3, PeakSums.Limit(peaks, 0), 1e-15);
        Assert.Equal([3], PeakSums.Events(distances, 0));
        Assert.Empty(PeakSums.Events(distances, 25));
        Assert.Empty(PeakSums.Events(distances, 50));
    }

    [Fact]
    public void S0_E8_plateaus_are_peaks_and_the_second_value_counts_twice_when_it_is_none()
    {
        double[] uneven = [0.1, 0.5, 0.2, 0.2, 0.9, 0.3, 0.1];
        Assert.Equal([new(1, 0.5), new(4, 0.9)], PeakSums.Of(uneven).Select(p => p with { Sum = Math.Round(p.Sum, 12) }));
        Assert.Equal([4], PeakSums.Events(uneven, 0));

        double[] flat = [2, 2, 2, 2, 2];
        Assert.Equal([new(1, 2), new(2, 2), new(3, 2)], PeakSums.Of(flat));
        Assert.Equal([1, 2, 3], PeakSums.Events(flat, 0));
        Assert.Empty(PeakSums.Events(flat, 10));

        double[] valley = [5, 1, 1, 1, 6];
        Assert.Equal([new(2, 2)], PeakSums.Of(valley));
        Assert.Equal([2], PeakSums.Events(valley, 0));
    }

    [Theory]
    [InlineData(new double[0]), InlineData(new double[] { 1 }), InlineData(new double[] { 1, 2 }), InlineData(new double[] { 1, 2, 3, 4 })]
    public void Without_a_peak_there_is_no_event_and_no_limit(double[] distances)
    {
        Assert.Empty(PeakSums.Events(distances, 0));
        Assert.True(double.IsNaN(PeakSums.Limit(PeakSums.Of(distances), 0)));
    }

    [Fact]
    public void S0_E5_the_matrix_has_one_event_without_a_margin_and_none_with_one()
    {
        double[] distances = [0.36442556223419825, 0.16535488146330185, 0.42930188321165014, 0.13696851228808457, 0.36442556223419825];

        var peak = Assert.Single(PeakSums.Of(distances));

        Assert.Equal(2, peak.Index);
        Assert.Equal(0.3307097629266037, peak.Sum, 1e-15);
        Assert.Equal([2], PeakSums.Events(distances, 0));
        Assert.Empty(PeakSums.Events(distances, 50));
    }
}
