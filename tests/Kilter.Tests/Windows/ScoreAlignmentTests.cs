using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Tests.Windows;

public sealed class ScoreAlignmentTests
{
    public static TheoryData<int, int, int, Padding> Cuts => new()
    {
        { 1, 1, 0, Padding.None }, { 5, 1, 0, Padding.None }, { 5, 3, 0, Padding.None }, { 3, 5, 0, Padding.None },
        { 4, 1, 2, Padding.None }, { 4, 2, 0, Padding.RepeatFirst }, { 5, 1, 0, Padding.RepeatFirst },
    };

    [Theory, MemberData(nameof(Cuts))]
    public void Last_stands_at_the_window_s_end_and_holds_for_the_stride_inside_its_stretch(int length, int stride, int horizon, Padding padding)
    {
        var (values, segments) = WindowingTests.Series(seed: 11, channels: 1);
        var windows = Windowing.Cut(values, 1, segments, new() { Length = length, Stride = stride, Horizon = horizon, Padding = padding });
        var scores = Scores(windows.Count);
        var expected = Enumerable.Repeat(float.NaN, values.Length).ToArray();
        for (var n = 0; n < windows.Count; n++)
        {
            var at = windows.LastOf(n) + horizon;
            var segment = segments.Single(s => s.Contains(at));
            for (var t = at; t < Math.Min(at + stride, segment.End); t++)
            {
                expected[t] = scores[n];
            }
        }

        var actual = new float[values.Length];
        ScoreAlignment.ToSamples(windows, scores, AlignmentRule.Last, actual);

        Assert.Equal(expected, actual);
    }

    [Theory, MemberData(nameof(Cuts))]
    public void Mean_and_max_look_at_every_window_that_covers_the_sample(int length, int stride, int horizon, Padding padding)
    {
        var (values, segments) = WindowingTests.Series(seed: 12, channels: 1);
        var windows = Windowing.Cut(values, 1, segments, new() { Length = length, Stride = stride, Horizon = horizon, Padding = padding });
        var scores = Scores(windows.Count);
        var (mean, max) = (new float[values.Length], new float[values.Length]);

        ScoreAlignment.ToSamples(windows, scores, AlignmentRule.Mean, mean);
        ScoreAlignment.ToSamples(windows, scores, AlignmentRule.Max, max);

        for (var t = 0; t < values.Length; t++)
        {
            var over = Enumerable.Range(0, windows.Count)
                .Where(n => windows.StartOf(n) + horizon <= t && t <= windows.LastOf(n) + horizon).Select(n => (double)scores[n]).ToArray();
            Assert.Equal(over.Length == 0 ? double.NaN : over.Average(), mean[t], 1e-6);
            Assert.Equal(over.Length == 0 ? float.NaN : (float)over.Max(), max[t]);
        }
    }

    [Fact]
    public void Last_gives_a_sample_the_same_score_wherever_the_record_ends()
    {
        var values = new float[60];
        var whole = new float[60];
        ScoreAlignment.ToSamples(Windowing.Cut(values, 1, [new(0, 60)], new() { Length = 7, Stride = 4 }), Scores(14), AlignmentRule.Last, whole);

        for (var end = 1; end <= 60; end++)
        {
            var windows = Windowing.Cut(values.AsMemory(0, end), 1, [new(0, end)], new() { Length = 7, Stride = 4 });
            var cut = new float[end];

            ScoreAlignment.ToSamples(windows, Scores(14).AsSpan(0, windows.Count), AlignmentRule.Last, cut);

            Assert.Equal(whole[..end], cut);
        }
    }

    [Fact]
    public void One_huge_score_leaves_no_rounding_in_later_means()
    {
        var scores = Enumerable.Repeat(0.1f, 100).ToArray();
        scores[3] = 1e30f;
        var mean = new float[104];

        ScoreAlignment.ToSamples(WindowSet.Sliding(new float[104], 1, 5), scores, AlignmentRule.Mean, mean);

        Assert.Equal(0.1f, mean[8]);
        Assert.Equal(0.1f, mean[50]);
    }

    [Fact]
    public void A_window_beyond_the_samples_is_refused()
    {
        var windows = WindowSet.Sliding(new float[10], 1, 3);

        Assert.Throws<ArgumentException>(() => ScoreAlignment.ToSamples(windows, new float[8], AlignmentRule.Last, new float[9]));
    }

    private static float[] Scores(int count)
    {
        var rng = new Rng(99);
        return [.. Enumerable.Range(0, count).Select(_ => (float)rng.NextNormal())];
    }
}
