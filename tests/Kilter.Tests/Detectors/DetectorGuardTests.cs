using Kilter.Detectors;
using Kilter.Frames;
using Kilter.Windows;

namespace Kilter.Tests.Detectors;

public sealed class DetectorGuardTests
{
    [Fact]
    public void Values_outside_all_windows_may_be_missing()
    {
        float[] values = [float.NaN, 1, 2, 3, float.NaN, float.NaN, 4, 5, 6, 7, float.NaN];
        var windows = Windowing.Cut(values, 1, [new SampleRange(1, 4), new SampleRange(6, 10)], new WindowOptions { Length = 3 });

        windows.CheckFinite();

        Assert.Equal(3, windows.Count);
    }

    [Theory, InlineData(6, 0), InlineData(8, 1), InlineData(9, 0)]
    public void A_missing_value_inside_a_window_is_found_behind_others_that_do_not_matter(int sample, int channel)
    {
        var values = new float[11 * 2];
        values[0] = values[9] = float.NaN;
        values[(sample * 2) + channel] = float.NaN;
        var windows = Windowing.Cut(values, 2, [new SampleRange(1, 4), new SampleRange(6, 10)], new WindowOptions { Length = 3 });

        var error = Assert.Throws<ArgumentException>(windows.CheckFinite);

        Assert.StartsWith($"Channel {channel} is NaN at sample {sample}; missing values must be filled first.", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(10, 100, 1), InlineData(100, 100, 1), InlineData(101, 100, 2), InlineData(900, 100, 11), InlineData(2_400, 100, 29), InlineData(288 * 12, 12, 293)]
    public void Windows_are_taken_a_prime_number_apart(int count, double most, int stride)
        => Assert.Equal(stride, PrimeStride.For(count, most));
}
