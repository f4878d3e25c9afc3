using Kilter.Numerics.Randomness;
using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class DynamicThresholdTests
{
    private static readonly CalibrationContext Context = new() { SamplesPerUnit = 1000 };

    [Fact]
    public void A_series_written_ten_times_has_the_same_limit()
    {
        var once = Errors(2000, seed: 1, bumps: 3);
        float[] often = [.. Enumerable.Repeat(once, 10).SelectMany(s => s)];
        var rule = new DynamicThreshold(new() { Block = 2000, Smoothing = 1 });

        Assert.Equal(rule.Calibrate(once, Context).Limit, rule.Calibrate(often, Context).Limit, 1e-9);
    }

    [Theory]
    [InlineData(0), InlineData(3)]
    public void A_series_of_the_same_kind_but_ten_times_as_long_has_the_same_limit_but_for_chance(int bumps)
    {
        var rule = new DynamicThreshold(new());
        var (shorter, longer) = (new List<double>(), new List<double>());
        for (var seed = 0UL; seed < 41; seed++)
        {
            shorter.Add(rule.Calibrate(Errors(2100, seed, bumps), Context).Limit);
            longer.Add(rule.Calibrate(Errors(21_000, seed + 100, 10 * bumps), Context).Limit);
        }

        // Medians: one block may have any limit of its kind, ten have the middle one.
        Assert.InRange(longer.Order().ElementAt(20) / shorter.Order().ElementAt(20), 0.95, 1.05);
    }

    [Fact]
    public void One_clear_peak_is_above_the_limit_and_the_rest_below()
    {
        var scores = Errors(2100, seed: 3, bumps: 0);
        scores.AsSpan(1000, 40).Fill(6);

        var fitted = new DynamicThreshold(new() { Smoothing = 1 }).Calibrate(scores, Context);

        Assert.Equal(Enumerable.Range(1000, 40), Enumerable.Range(0, 2100).Where(t => scores[t] >= fitted.Limit));
    }

    [Fact]
    public void Peaks_that_hardly_stand_out_from_the_quiet_scores_are_pruned()
    {
        // Evenly spread up to 3, and one score at 3.8: a fifth of itself above the rest.
        float[] scores = [.. Enumerable.Range(0, 1000).Select(t => 3 * (t * 7 % 1000) / 999f), 3.8f];

        var kept = new DynamicThreshold(new() { Block = 1000, Smoothing = 1 }).Calibrate(scores, Context).Limit;
        var pruned = new DynamicThreshold(new() { Block = 1000, Smoothing = 1, LeastDrop = 0.25 }).Calibrate(scores, Context).Limit;

        Assert.InRange(kept, 3.01, 3.79);
        Assert.Equal(3.8 * (1 + 1e-6), pruned, 1e-6);
    }

    [Fact]
    public void One_block_agrees_with_the_paper_written_out()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var scores = Errors(600, seed, bumps: 2);

            var limit = new DynamicThreshold(new() { Block = 600, Smoothing = 1, LeastDrop = 0 }).Calibrate(scores, Context).Limit;

            Assert.Equal(ByThePaper([.. scores.Select(s => (double)s)]), limit, 1e-9);
        }
    }

    private static double ByThePaper(double[] e)
    {
        var (best, chosen) = (0.0, (1 + 1e-6) * e.Max());
        for (var z = 2.5; z <= 12; z += 0.5)
        {
            var epsilon = Mean(e) + (z * Deviation(e));
            double[] below = [.. e.Where(x => x < epsilon)];
            var above = e.Count(x => x > epsilon);
            var runs = Enumerable.Range(0, e.Length).Count(t => e[t] > epsilon && (t == 0 || e[t - 1] <= epsilon));
            if (above == 0)
            {
                continue;
            }

            var worth = (((Mean(e) - Mean(below)) / Mean(e)) + ((Deviation(e) - Deviation(below)) / Deviation(e))) / (above + (runs * runs));
            (best, chosen) = worth > best ? (worth, epsilon) : (best, chosen);
        }

        return chosen;

        static double Mean(double[] x) => x.Average();

        static double Deviation(double[] x) => Math.Sqrt(x.Average(v => Math.Pow(v - x.Average(), 2)));
    }

    /// <summary>Sizes of normal errors, with so many bumps of ten times the size.</summary>
    private static float[] Errors(int count, ulong seed, int bumps)
    {
        var rng = new Rng(seed);
        float[] errors = [.. Enumerable.Range(0, count).Select(_ => (float)Math.Abs(rng.NextNormal()))];
        for (var b = 0; b < bumps; b++)
        {
            var at = (b * count / bumps) + rng.NextInt(count / bumps - 60);
            for (var t = at; t < at + 60; t++)
            {
                errors[t] *= 10;
            }
        }

        return errors;
    }
}
