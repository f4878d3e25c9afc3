using Kilter.Windows;

namespace Kilter.Tests.Windows;

public sealed class FlatWindowsTests
{
    [Fact]
    public void S0_E1_windows_that_fit_come_back_exactly()
    {
        var series = Rows(7);

        var windows = FlatWindows.Of(series, channels: 2, length: 3, stride: 2);

        Assert.Equal((3, 0), (windows.Count, windows.Padding));
        Assert.Equal([11, 12, 21, 22, 31, 32], windows[0].ToArray());
        Assert.Equal([31, 32, 41, 42, 51, 52], windows[1].ToArray());
        Assert.Equal([51, 52, 61, 62, 71, 72], windows[2].ToArray());
        Assert.Equal(series, windows.ToSamples());
    }

    [Fact]
    public void S0_E2_the_last_window_is_filled_with_zeros_which_are_marked_and_come_back_only_when_asked_for()
    {
        var series = Rows(8);

        var windows = FlatWindows.Of(series, channels: 2, length: 3, stride: 2);

        Assert.Equal((4, 1), (windows.Count, windows.Padding));
        Assert.Equal([71, 72, 81, 82, 0, 0], windows[3].ToArray());
        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(windows.IsPadded));
        Assert.Equal([.. series, 0, 0], windows.ToSamples(withPadding: true));
        Assert.Equal(series, windows.ToSamples());
        Assert.Equal(3, FlatWindows.Of(series, 2, 3, 2, pad: false).Count);
    }

    [Fact]
    public void S0_E3_a_negative_stride_counts_from_the_window_down()
    {
        double[] series = [11, 21, 31, 41, 51, 61, 71];

        var apart = FlatWindows.Of(series, 1, 3);
        var closer = FlatWindows.Of(series, 1, 3, -2);

        Assert.Equal((3, 2), (apart.Stride, apart.Padding));
        Assert.Equal([11, 21, 31, 41, 51, 61, 71, 0, 0], apart.Values.ToArray());
        Assert.Equal([.. series, 0, 0], apart.ToSamples(withPadding: true));
        Assert.Equal(2, closer.Stride);
        Assert.Equal([11, 21, 31, 31, 41, 51, 51, 61, 71], closer.Values.ToArray());
    }

    [Fact]
    public void S0_E4_a_series_shorter_than_a_window_gives_a_padded_one_or_none()
    {
        double[] series = [11, 21];

        Assert.Equal([11, 21, 0], FlatWindows.Of(series, 1, 3, 2).Values.ToArray());
        Assert.Equal(0, FlatWindows.Of(series, 1, 3, 1).Count);
        Assert.Equal(0, FlatWindows.Of(series, 1, 3, 2, pad: false).Count);
        Assert.Empty(FlatWindows.Of(series, 1, 9, 1).ToSamples(withPadding: true));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(-4)]
    public void A_stride_that_no_window_has_is_refused(int stride)
    {
        var error = Assert.Throws<ArgumentException>(() => FlatWindows.Of(Rows(7), 2, 3, stride));

        Assert.StartsWith($"A stride of {stride} does not fit windows of 3 samples; it must be 1 to 3, or -1 to -3.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_cut_comes_back_for_every_length_and_stride()
    {
        for (var samples = 1; samples <= 12; samples++)
        {
            for (var length = 1; length <= samples; length++)
            {
                for (var stride = 1; stride <= length; stride++)
                {
                    var windows = FlatWindows.Of(Rows(samples), 2, length, stride);

                    Assert.Equal(Rows(samples), windows.ToSamples());
                    Assert.InRange(windows.Padding, 0, stride - 1);
                }
            }
        }
    }

    // Row r has the cells 10r + 1 and 10r + 2.
    private static double[] Rows(int count) => [.. Enumerable.Range(1, count).SelectMany(r => new[] { (10.0 * r) + 1, (10.0 * r) + 2 })];
}
