using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Tests.Cleaning;
using Kilter.Windows;

namespace Kilter.Tests.Windows;

public sealed class WindowingTests
{
    [Fact]
    public void Stretches_end_at_unusable_samples_and_at_jumps_in_time()
    {
        var time = TimeAxis.OfTicks([1, 2, 3, 7, 8, 9, 10]);

        var segments = Segments.Of(time, [true, true, true, true, false, true, true], maxStep: 1);

        Assert.Equal([new SampleRange(0, 3), new SampleRange(3, 4), new SampleRange(5, 7)], segments);
    }

    [Fact]
    public void Nothing_usable_gives_no_stretch()
    {
        Assert.Empty(Segments.Of(TimeAxis.Rows(3), [false, false, false], maxStep: 1));
        Assert.Empty(Segments.Of(TimeAxis.Rows(0), [], maxStep: 1));
    }

    [Theory]
    [InlineData(1, 1, 1, 0, Padding.None)]
    [InlineData(2, 5, 1, 0, Padding.None)]
    [InlineData(3, 5, 3, 0, Padding.None)]
    [InlineData(4, 4, 7, 2, Padding.None)]
    [InlineData(5, 1, 2, 1, Padding.RepeatFirst)]
    [InlineData(6, 5, 1, 0, Padding.RepeatFirst)]
    [InlineData(7, 6, 4, 3, Padding.RepeatFirst)]
    public void The_windows_are_all_those_that_fit_a_stretch_and_no_other(ulong seed, int length, int stride, int horizon, Padding padding)
    {
        var (values, segments) = Series(seed, channels: 2);
        var options = new WindowOptions { Length = length, Stride = stride, Horizon = horizon, Padding = padding };

        var windows = Windowing.Cut(values, 2, segments, options);

        var n = 0;
        foreach (var segment in segments)
        {
            for (var start = segment.Start - (padding == Padding.None ? 0 : length - 1); start + length + horizon <= segment.End; start += stride, n++)
            {
                var expected = Enumerable.Range(start, length).Select(t => Math.Max(t, segment.Start)).SelectMany(t => new[] { values[2 * t], values[(2 * t) + 1] });
                Assert.Equal(expected, windows[n].ToArray());
                Assert.Equal(Math.Max(start, segment.Start), windows.StartOf(n));
                Assert.Equal(start + length - 1, windows.LastOf(n));
            }
        }

        Assert.Equal(n, windows.Count);
    }

    [Fact]
    public void No_window_crosses_a_jump()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var frame = Draw.Frame(seed, samples: 200, channels: 1, jumps: 0.05);
            var maxStep = TimeSpan.FromSeconds(10).Ticks;
            var segments = Segments.Of(frame.Time, [.. Enumerable.Repeat(true, frame.Count)], maxStep);

            var windows = Windowing.Cut(new float[frame.Count], 1, segments, new() { Length = 6 });

            for (var n = 0; n < windows.Count; n++)
            {
                for (var t = windows.StartOf(n) + 1; t <= windows.LastOf(n); t++)
                {
                    Assert.True(frame.Time[t] - frame.Time[t - 1] <= maxStep, $"seed {seed}: window {n} crosses the jump before sample {t}");
                }
            }
        }
    }

    [Fact]
    public void One_stretch_shares_the_values()
    {
        var values = new float[100];
        var windows = Windowing.Cut(values, 1, [new SampleRange(10, 90)], new() { Length = 5 });

        values[14] = 7;

        Assert.Equal(7, windows[0][4]);
        Assert.Equal(10, windows.StartOf(0));
        Assert.Equal(76, windows.Count);
    }

    [Theory]
    [InlineData(Padding.None)]
    [InlineData(Padding.RepeatFirst)]
    public void A_slice_holds_the_same_windows(Padding padding)
    {
        var (values, segments) = Series(seed: 8, channels: 2);
        var windows = Windowing.Cut(values, 2, segments, new() { Length = 4, Stride = 3, Padding = padding });

        var slice = windows.Slice(5, 12).Slice(1, 6);

        Assert.Equal(5, slice.Count);
        for (var n = 0; n < 5; n++)
        {
            Assert.Equal(windows[n + 6].ToArray(), slice[n].ToArray());
            Assert.Equal(windows.StartOf(n + 6), slice.StartOf(n));
            Assert.Equal(windows.LastOf(n + 6), slice.LastOf(n));
        }
    }

    [Fact]
    public void Stretches_that_overlap_are_refused()
        => Assert.Throws<ArgumentException>(() => Windowing.Cut(new float[10], 1, [new(0, 5), new(4, 8)], new() { Length = 2 }));

    internal static (float[] Values, SampleRange[] Segments) Series(ulong seed, int channels)
    {
        var rng = new Rng(seed);
        var segments = new List<SampleRange>();
        var end = 0;
        for (var i = 0; i < 6; i++)
        {
            var start = end + rng.NextInt(3);
            end = start + 1 + rng.NextInt(i % 2 == 0 ? 5 : 30);
            segments.Add(new SampleRange(start, end));
        }

        return ([.. Enumerable.Range(0, (end + 2) * channels).Select(_ => (float)rng.NextNormal())], [.. segments]);
    }
}
