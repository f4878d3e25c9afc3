using Kilter.Detectors.Networks;
using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Tests.Detectors.Networks;

public sealed class InputGuardTests
{
    [Fact]
    public void Channels_come_out_with_mean_zero_and_deviation_one()
    {
        var windows = WindowSet.Sliding(Normal(4000, middle: 700, deviation: 3), 1, 5);

        var safe = InputGuard.Of(windows, 10).Apply(windows);

        var values = Enumerable.Range(0, safe.Count).Select(n => (double)safe[n][0]).ToArray();
        Assert.InRange(values.Average(), -0.01, 0.01);
        Assert.InRange(Math.Sqrt(values.Average(v => v * v)), 0.98, 1.05);
    }

    [Fact]
    public void A_few_wild_values_do_not_flatten_the_others()
    {
        var series = Normal(4000, middle: 0, deviation: 1);
        series[100] = 1e6f;
        series[2000] = -1e30f;

        var guard = InputGuard.Of(WindowSet.Sliding(series, 1, 5), 10);

        Assert.InRange(guard.Spread[0], 0.9, 1.1);
    }

    [Fact]
    public void What_the_network_sees_is_held_and_what_lies_beyond_is_known()
    {
        var guard = InputGuard.Of(WindowSet.Sliding(Normal(4000, middle: 0, deviation: 1), 1, 1), 10);

        var seen = guard.Apply(WindowSet.Sliding(new[] { float.MaxValue, float.MinValue }, 1, 1));

        Assert.Equal([10f, -10f], [seen[0][0], seen[1][0]]);
        Assert.Equal(0, guard.Beyond(0, 5));
        Assert.Equal(20 / guard.Spread[0], guard.Beyond(0, 20) + 10, 0.1);
    }

    [Fact]
    public void Nothing_is_expected_outside_the_training_range()
    {
        float[] series = [.. Enumerable.Range(0, 100).Select(t => (float)(t % 10))];
        var guard = InputGuard.Of(WindowSet.Sliding(series, 1, 2), 10);

        Assert.Equal((0, 9), (guard.Expected(0, -1e30f), guard.Expected(0, 1e30f)));
        Assert.True(double.IsFinite(guard.Expected(0, float.NaN)));
    }

    [Fact]
    public void A_constant_channel_is_expected_to_stay_as_it_is()
    {
        var guard = InputGuard.Of(WindowSet.Sliding(Enumerable.Repeat(-7f, 50).ToArray(), 1, 2), 10);

        Assert.Equal((-7, -7), (guard.Expected(0, 3), guard.Expected(0, -3)));
    }

    [Fact]
    public void Safe_windows_lie_where_the_windows_lay_slice_by_slice()
    {
        var series = Normal(300, middle: 2, deviation: 4);
        var windows = WindowSet.At(series, 3, 4, [3, 9, 10, 40, 90]);
        var guard = InputGuard.Of(windows, 10);
        var whole = guard.Apply(windows);

        for (var n = 0; n < windows.Count; n++)
        {
            var alone = guard.Apply(windows.Slice(n, n + 1));
            var cut = whole.Slice(n, n + 1);

            Assert.Equal(whole[n].ToArray(), alone[0].ToArray());
            Assert.Equal(whole[n].ToArray(), cut[0].ToArray());
            Assert.Equal((windows.StartOf(n), windows.LastOf(n)), (alone.StartOf(0), cut.LastOf(0)));
            Assert.Equal(windows[n].Length, alone.Covered.Length);
        }
    }

    private static float[] Normal(int count, double middle, double deviation)
    {
        var rng = new Rng(5);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(middle + (deviation * rng.NextNormal())))];
    }
}
