using Kilter.Detectors;
using Kilter.Detectors.Ensembles;
using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Tests.Detectors.Ensembles;

public sealed class AutoDetectorTests
{
    [Fact]
    public void Held_out_scores_are_like_the_scores_of_fresh_normal_running()
    {
        var fitted = (FittedAuto)Fit(Noise(4000, seed: 1), channels: 1);
        var fresh = Scores(fitted, Noise(4000, seed: 2), channels: 1);

        double[] shares = [0.5, 0.9, 0.99];
        var (held, seen) = (Sorted(fitted.CalibrationScores.ToArray()), Sorted(fresh));
        Assert.All(shares, share => Assert.Equal(held[(int)(share * held.Length)], seen[(int)(share * seen.Length)], 0.3));
    }

    [Fact]
    public void A_change_is_scored_above_anything_in_training_whatever_its_kind()
    {
        var fitted = (FittedAuto)Fit(Noise(4000, seed: 3), channels: 1);
        var most = fitted.CalibrationScores.ToArray().Max();
        var changes = new Dictionary<string, Func<int, float, float>>
        {
            ["spike"] = (t, v) => t == 1500 ? v + 14 : v,
            ["shift"] = (t, v) => t is >= 1500 and < 1600 ? v + 4 : v,
            ["standstill"] = (t, v) => t is >= 1500 and < 1600 ? 0.2f : v,
            ["more noise"] = (t, v) => t is >= 1500 and < 1600 ? 4 * v : v,
        };

        foreach (var (kind, change) in changes)
        {
            var values = Noise(2000, seed: 4).Select((v, t) => change(t, v)).ToArray();
            var scores = Scores(fitted, values, channels: 1);
            Assert.True(scores[1500..1600].Max() > most, $"A {kind} scores {scores[1500..1600].Max()}, training up to {most}.");
        }
    }

    [Fact]
    public void Channels_that_part_ways_are_told_apart_from_channels_that_move_together()
    {
        var rng = new Rng(5);
        float[] Pair(int count, Func<int, bool> isBroken) =>
        [
            .. Enumerable.Range(0, count).SelectMany(t =>
            {
                var load = (float)rng.NextNormal();
                return new[] { load, (isBroken(t) ? -load : load) + (0.1f * (float)rng.NextNormal()) };
            }),
        ];
        var fitted = Fit(Pair(3000, _ => false), channels: 2);

        var scores = Scores(fitted, Pair(3000, t => t >= 2000), channels: 2);

        Assert.True(scores[2000..].Average() > 1.5 * scores[..2000].Average());
    }

    [Fact]
    public void The_channel_that_moved_contributes_most_and_was_expected_elsewhere()
    {
        var fitted = Fit(Noise(6000, seed: 6), channels: 3);
        var values = Noise(600, seed: 7);
        values[(150 * 3) + 1] += 30;
        var windows = WindowSet.Sliding(values, channels: 3, length: 1);
        var (contributions, expected) = (new float[600], new float[600]);

        fitted.Explain(windows, contributions, expected);

        var at = contributions.AsSpan(150 * 3, 3).ToArray();
        Assert.Equal(1, Array.IndexOf(at, at.Max()));
        Assert.InRange(expected[(150 * 3) + 1], -1, 1);
    }

    [Fact]
    public void Too_few_samples_are_refused_with_the_number_needed()
    {
        var error = Assert.Throws<ArgumentException>(() => Fit(Noise(39, seed: 1), channels: 1));

        Assert.Contains("40", error.Message, StringComparison.Ordinal);
    }

    private static IFittedDetector Fit(float[] values, int channels)
        => new AutoDetector().Fit(WindowSet.Sliding(values, channels, length: 1), new FitContext { Threads = 1 });

    private static float[] Scores(IFittedDetector fitted, float[] values, int channels)
    {
        var scores = new float[values.Length / channels];
        fitted.Score(WindowSet.Sliding(values, channels, length: 1), scores);
        return scores;
    }

    private static float[] Sorted(float[] values)
    {
        Array.Sort(values);
        return values;
    }

    private static float[] Noise(int count, ulong seed)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)rng.NextNormal())];
    }
}
