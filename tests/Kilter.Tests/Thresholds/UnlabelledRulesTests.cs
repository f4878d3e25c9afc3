using Kilter.Detectors.Errors;
using Kilter.Numerics.Randomness;
using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class UnlabelledRulesTests
{
    private static readonly CalibrationContext Context = new() { SamplesPerUnit = 100 };

    [Fact]
    public void S1g_E2_strict_flags_one_fewer_than_inclusive()
    {
        float[] truth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        float[] forecast = [1.1f, 2, 3.5f, 4, 4, 6.2f, 7, 8, 12, 10];
        float[] differences = [.. truth.Zip(forecast, (t, f) => Math.Abs(t - f))];

        Assert.Equal([8], Flags(Top(20, inclusive: false), differences));
        Assert.Equal([4, 8], Flags(Top(20, inclusive: true), differences));
        Assert.Equal([4, 8], Flags(Top(30, inclusive: false), differences));
        Assert.Equal([2, 4, 8], Flags(Top(30, inclusive: true), differences));
        Assert.Empty(Flags(Top(5, inclusive: true), differences));

        static TopPercentThreshold Top(double percent, bool inclusive) => new(new() { Percent = percent, Inclusive = inclusive });
    }

    [Fact]
    public void S2_E3_two_sided_deviations_flag_an_error_of_nothing_too()
    {
        // Mean 5 and deviation 2, to the bit.
        var fitted = new MeanDeviationThreshold(new() { Deviations = 2, TwoSided = true }).Calibrate([3, 7, 3, 7], Context);

        Assert.Equal((5.0, 4.0), (fitted.Centre, fitted.Limit));
        Assert.Equal([1, 2, 4], Flags(fitted, [5, 1, 9, 8.9999f, 0]));
    }

    [Fact]
    public void One_sided_deviations_leave_low_scores_alone()
        => Assert.Equal([2], Flags(new MeanDeviationThreshold(new() { Deviations = 2 }).Calibrate([3, 7, 3, 7], Context), [5, 1, 9.001f, 8.9999f, 0]));

    [Fact]
    public void S1b_E1_two_means_in_one_dimension()
    {
        float[] scores = [0.1f, 0.2f, 0.15f, 0.9f, 1.1f, 0.12f];

        var split = TwoMeans.Of([0.1, 0.2, 0.15, 0.9, 1.1, 0.12])!;

        Assert.Equal(0.1425, split.LowCentre, 1e-15);
        Assert.Equal(1.0, split.HighCentre, 1e-15);
        Assert.Equal([3, 4], Flags(new TwoClusterThreshold(), scores));
    }

    [Fact]
    public void Two_means_finds_the_least_sum_of_squares_of_all_splits()
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            var rng = new Rng(seed);
            double[] values = [.. Enumerable.Range(0, 25).Select(_ => Math.Round(rng.NextNormal(), 1) + (rng.NextInt(4) == 0 ? 3 : 0))];

            var split = TwoMeans.Of(values)!;

            var reached = values.Sum(v => Math.Min(Math.Pow(v - split.LowCentre, 2), Math.Pow(v - split.HighCentre, 2)));
            var best = values.Distinct().Order().Skip(1).Min(cut => Squares(values.Where(v => v < cut)) + Squares(values.Where(v => v >= cut)));
            Assert.True(Math.Abs(best - reached) < 1e-9, $"seed {seed}: {reached} of {best}");
            Assert.Equal(values.Count(v => v >= split.Cut), split.HighCount);
        }

        static double Squares(IEnumerable<double> values) => values.Sum(v => Math.Pow(v - values.Average(), 2));
    }

    [Fact]
    public void A_larger_cluster_of_higher_scores_is_not_what_stands_out()
        => Assert.Empty(Flags(new TwoClusterThreshold(), [9, 9, 8, 9, 1]));

    [Fact]
    public void Peak_sum_is_the_mean_of_what_peaks_gather_and_a_margin()
    {
        var fitted = new PeakSumThreshold(new() { MarginPercent = 20 }).Calibrate([1, 3, float.NaN, 1, 2, 1, 5, 1], Context);

        Assert.Equal(4 * (1 + 1e-6), fitted.Limit, 1e-12);
    }

    [Fact]
    public void Ewma_starts_at_its_level_or_the_first_score_and_passes_over_missing_ones()
    {
        float[] smooth = [float.NaN, 4, float.NaN, 8, 0];
        var started = new float[5];

        ScoreSmoother.OfSpan(3).Smooth(smooth, start: 2, started);
        ScoreSmoother.OfSpan(3).Smooth(smooth, start: double.NaN, smooth);

        Assert.Equal([float.NaN, 4, float.NaN, 6, 3], smooth);
        Assert.Equal([float.NaN, 3, float.NaN, 5.5f, 2.75f], started);
    }

    private static int[] Flags(IThreshold rule, float[] scores) => Flags(rule.Calibrate(scores, Context), scores);

    private static int[] Flags(FittedThreshold fitted, float[] scores)
    {
        var multiples = new float[scores.Length];
        fitted.Multiples(scores, multiples);
        return [.. Enumerable.Range(0, scores.Length).Where(t => multiples[t] >= 1)];
    }
}
