using Kilter.Numerics.Randomness;
using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class ScoreSampleTests
{
    public static TheoryData<string> Kinds => ["normal", "tied", "tiny", "wide", "holed", "two"];

    [Theory, MemberData(nameof(Kinds))]
    public void Quantiles_are_those_of_the_sorted_scores(string kind)
    {
        var scores = Draw(kind);
        var sorted = scores.Where(s => !float.IsNaN(s)).Order().Select(s => (double)s).ToArray();
        var sample = new ScoreSample(scores, new CalibrationContext { SamplesPerUnit = 10 });

        foreach (var share in new[] { 0, 0.001, 0.25, 0.5, 0.9, 0.98, 0.999, 1 })
        {
            var at = share * (sorted.Length - 1);
            var below = Math.Min((int)at, sorted.Length - 2);
            Assert.Equal(sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])), sample.Quantile(share));
        }

        Assert.Equal((sorted[0], sorted[^1], sorted.Length), (sample.Smallest, sample.Largest, sample.Count));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Moments_and_excesses_are_those_of_the_scores(string kind)
    {
        var scores = Draw(kind);
        var values = scores.Where(s => !float.IsNaN(s)).Select(s => (double)s).ToArray();
        var sample = new ScoreSample(scores, new CalibrationContext { SamplesPerUnit = 10 });
        var mean = values.Average();

        var moments = sample.Moments();

        Assert.Equal(mean, moments.Mean, 1e-9 * (1 + Math.Abs(mean)));
        Assert.Equal(1, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))) / moments.Deviation, 1e-9);
        Assert.Equal(values.Where(v => v > mean).Order().Select(v => v - mean), sample.Excesses(mean));
    }

    private static float[] Draw(string kind)
    {
        var rng = new Rng(11);
        return kind switch
        {
            "two" => [3, -2],
            "tied" => [.. Enumerable.Range(0, 1000).Select(_ => (float)rng.NextInt(5) - 2)],
            "tiny" => [.. Enumerable.Range(0, 1000).Select(_ => (float)(1e-40 * rng.NextNormal()))],
            "wide" => [.. Enumerable.Range(0, 1000).Select(_ => (float)(rng.NextNormal() * Math.Pow(10, rng.NextDouble(-30, 30))))],
            "holed" => [.. Enumerable.Range(0, 1000).Select(i => i % 3 == 0 ? float.NaN : (float)rng.NextNormal())],
            _ => [.. Enumerable.Range(0, 1000).Select(_ => (float)rng.NextNormal())],
        };
    }
}
