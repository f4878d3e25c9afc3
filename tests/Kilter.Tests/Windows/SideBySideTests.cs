using Kilter.Windows;

namespace Kilter.Tests.Windows;

public sealed class SideBySideTests
{
    [Fact]
    public void S1e_E4_ten_rows_in_three_stretches()
        => Assert.Equal([0, 3, 6, 1, 4, 7, 2, 5, 8], SideBySide.Rows(10, 3));

    [Theory, InlineData(100, 4, 5), InlineData(103, 4, 6), InlineData(51, 1, 10), InlineData(3903, 64, 50)]
    public void Windows_of_a_stretch_follow_one_another_and_none_reaches_into_the_next(int samples, int stretches, int length)
    {
        var (starts, stretch) = (SideBySide.WindowStarts(samples, stretches, length), samples / stretches);

        for (var i = 0; i < starts.Length; i++)
        {
            Assert.Equal(i % stretches, starts[i] / stretch);
            Assert.Equal((starts[i] + length) / stretch, starts[i] / stretch);
            Assert.True(i < stretches ? starts[i] % stretch == 0 : starts[i] == starts[i - stretches] + length);
        }

        // As many as fit: one more would have no target.
        Assert.True(starts[^1] + (2 * length) >= (stretches * stretch));
    }

    [Fact]
    public void Too_short_a_series_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SideBySide.Rows(2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => SideBySide.WindowStarts(100, 10, 10));
    }
}
