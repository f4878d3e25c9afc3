using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Randomness;
using Kilter.Thresholds;
using Kilter.Windows;

namespace Kilter.Tests.Windows;

public sealed class PartWindowsTests
{
    [Theory]
    [InlineData(1, "1,2>3 2,3>4 3,4>5 4,5>6")]
    [InlineData(2, "1,2>4 2,3>5 3,4>6")]
    public void S1g_E1_windows_of_two_and_what_follows(int lead, string expected)
        => Assert.Equal(expected, Unrolled([[1, 2, 3, 4, 5, 6]], lead));

    [Fact]
    public void S1g_E5_windows_cross_the_border_of_two_parts()
        => Assert.Equal(Unrolled([[1, 2, 3, 4, 5, 6]], 1), Unrolled([[1, 2, 3], [4, 5, 6]], 1));

    [Fact]
    public void S1g_E4_ten_thousand_rows_give_as_many_windows_less_fifty()
    {
        var sets = PartWindows.Cut([new float[10_320]], 1, new WindowOptions { Length = 50, Horizon = 1 });

        Assert.Equal(10_270, sets[0].Count);
        Assert.Equal(9_270, sets[0].Count - 1000);
    }

    [Theory]
    [InlineData(5, 1, 0)]
    [InlineData(5, 3, 2)]
    [InlineData(1, 4, 0)]
    [InlineData(30, 7, 1)]
    public void However_the_series_is_parted_the_windows_are_those_of_the_whole(int length, int stride, int horizon)
    {
        var options = new WindowOptions { Length = length, Stride = stride, Horizon = horizon };
        var values = Draw(1, 2 * 100);
        var whole = Windowing.Cut(values, 2, [new Kilter.Frames.SampleRange(0, 100)], options);
        var rng = new Rng(2);

        for (var trial = 0; trial < 50; trial++)
        {
            var sets = PartWindows.Cut(Parted(values, 2, rng), 2, options);

            var windows = sets.SelectMany(set => Enumerable.Range(0, set.Count).Select(n => (set.StartOf(n), set.LastOf(n), Values: set[n].ToArray()))).ToArray();
            Assert.Equal(whole.Count, windows.Length);
            for (var n = 0; n < windows.Length; n++)
            {
                Assert.Equal((whole.StartOf(n), whole.LastOf(n)), (windows[n].Item1, windows[n].Item2));
                Assert.Equal(whole[n].ToArray(), windows[n].Values);
            }
        }
    }

    [Fact]
    public void A_network_and_a_top_percent_limit_give_the_same_bits_for_any_number_of_parts()
    {
        var values = Draw(3, 3 * 300);
        var network = new Network(new SampleShape(20, 3), [new Lstm(6) { ReturnSequences = true }, new Dropout(0.2), new Lstm(5), new Dense(1)], seed: 4);
        var expected = Judged(network, [values]);

        foreach (var parts in new[] { 2, 7, 64, 300 })
        {
            var size = (300 + parts - 1) / parts * 3;
            var (limit, differences) = Judged(network, [.. values.Chunk(size).Select(p => (ReadOnlyMemory<float>)p)]);
            Assert.Equal(expected.Limit, limit);
            Assert.Equal(expected.Differences, differences);
        }

        Assert.Equal(14 - 1, expected.Differences.Count(d => d > expected.Limit));
    }

    [Fact]
    public void The_largest_scores_of_parts_merged_in_any_order_are_those_of_the_whole()
    {
        var scores = Draw(5, 1000);
        var context = new CalibrationContext { SamplesPerUnit = 1000 };
        var inclusive = new TopPercentThreshold(new TopPercentOptions { Percent = 5, Inclusive = true }).Calibrate(scores, context);

        var parts = scores.Chunk(37).Select(part => { var top = new TopScores(50); top.Add(part); return top; }).Reverse().ToArray();
        var merged = parts[0];
        foreach (var part in parts.Skip(1))
        {
            merged.Merge(part);
        }

        Assert.Equal(50, merged.Count);
        Assert.Equal(scores.Order().ElementAt(950), merged.Smallest);
        Assert.Equal(inclusive.Limit, merged.Smallest);
    }

    private static (float Limit, float[] Differences) Judged(Network network, IReadOnlyList<ReadOnlyMemory<float>> parts)
    {
        var (top, differences) = (new TopScores(14), new List<float>());
        var series = parts.SelectMany(p => p.ToArray()).ToArray();
        foreach (var set in PartWindows.Cut(parts, 3, new WindowOptions { Length = 20, Horizon = 1 }))
        {
            var windows = Enumerable.Range(0, set.Count).SelectMany(n => set[n].ToArray()).ToArray();
            var forecasts = set.Count == 0 ? [] : network.Run(new WindowArray(windows, 60), threads: 1);
            var part = Enumerable.Range(0, set.Count).Select(n => Math.Abs(series[(set.LastOf(n) + 1) * 3] - forecasts[n])).ToArray();
            var own = new TopScores(14);
            own.Add(part);
            top.Merge(own);
            differences.AddRange(part);
        }

        return (top.Smallest, [.. differences]);
    }

    private static string Unrolled(float[][] parts, int lead)
    {
        var series = parts.SelectMany(p => p).ToArray();
        var sets = PartWindows.Cut([.. parts.Select(p => (ReadOnlyMemory<float>)p)], 1, new WindowOptions { Length = 2, Horizon = lead });
        return string.Join(' ', sets.SelectMany(set => Enumerable.Range(0, set.Count).Select(n => $"{string.Join(',', set[n].ToArray())}>{series[set.LastOf(n) + lead]}")));
    }

    private static List<ReadOnlyMemory<float>> Parted(float[] values, int channels, Rng rng)
    {
        var parts = new List<ReadOnlyMemory<float>>();
        for (var at = 0; at < values.Length;)
        {
            var length = Math.Min(values.Length - at, (int)rng.NextInt(12) * channels);
            parts.Add(values.AsMemory(at, length));
            at += length;
        }

        return parts;
    }

    private static float[] Draw(ulong seed, int count)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)rng.NextNormal())];
    }
}
