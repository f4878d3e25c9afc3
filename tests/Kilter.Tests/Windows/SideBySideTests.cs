using Kilter.Windows;

namespace Kilter.Tests.Windows;

public sealed class SideBySideTests
{
    private static readonly float[] Ten = [.. Enumerable.Range(0, 10).Select(i => (float)i)];

    [Fact]
    public void S1e_E4_ten_samples_in_three_stretches_lose_the_last_and_lie_side_by_side()
    {
        var windows = new SideBySide(Ten, width: 1, stretches: 3, steps: 1);

        Assert.Equal([0, 3, 6, 1, 4, 7, 2, 5, 8], Enumerable.Range(0, windows.Count).Select(n => windows[n][0]));
    }

    [Fact]
    public void A_window_goes_on_where_the_one_a_batch_before_it_ended()
    {
        var values = Enumerable.Range(0, 2 * 103).Select(i => (float)i).ToArray();
        var windows = new SideBySide(values, width: 2, stretches: 4, steps: 5);

        Assert.Equal(4 * 5, windows.Count);
        for (var n = 4; n < windows.Count; n++)
        {
            Assert.Equal(windows[n - 4][^1] + 1, windows[n][0]);
        }
    }

    [Fact]
    public void Targets_are_the_inputs_moved_by_the_offset()
    {
        var inputs = new SideBySide(Ten, 1, stretches: 2, steps: 2, offset: 0, reach: 1);
        var targets = new SideBySide(Ten, 1, stretches: 2, steps: 2, offset: 1, reach: 1);

        Assert.Equal(4, inputs.Count);
        Assert.Equal(inputs.Count, targets.Count);
        for (var n = 0; n < inputs.Count; n++)
        {
            Assert.Equal(inputs[n][1], targets[n][0]);
        }
    }
}
