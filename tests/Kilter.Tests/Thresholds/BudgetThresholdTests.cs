using Kilter.Events;
using Kilter.Numerics.Randomness;
using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class BudgetThresholdTests
{
    private const double Week = 2016;

    /// <summary>Kind of noise, merge gap, budget a week, whether anomalies are expected (there are none).</summary>
    public static TheoryData<string, int, double, bool> Noises => new()
    {
        { "independent", 0, 1, false }, { "independent", 0, 10, false }, { "independent", 12, 1, false }, { "heavy", 0, 1, false },
        { "slow", 12, 1, false }, { "slow", 12, 5, false }, { "slower", 12, 1, false }, { "slower", 72, 1, false }, { "slow", 288, 1, false },
        { "independent", 0, 1, true }, { "slow", 12, 1, true }, { "slower", 72, 1, true }, { "slow", 288, 1, true },
    };

    // Calibrated on 40 weeks, judged on 400 others, by eight seeds: the count of fresh alerts must agree with the budget as far as the luck of
    // calibration (about one alert a week counted in 40 weeks) and of counting allow. Four standard errors; the tail's own error adds little.
    [Theory, MemberData(nameof(Noises))]
    public void Fresh_normal_running_raises_as_many_alerts_as_the_budget_allows(string kind, int mergeGap, double budget, bool mayHoldAnomalies)
    {
        const int Seeds = 8;
        var alerts = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var rng = new Rng(seed);
            var context = new CalibrationContext { SamplesPerUnit = Week, Budget = budget, MergeGap = mergeGap, MayHoldAnomalies = mayHoldAnomalies };
            var limit = new BudgetThreshold().Calibrate(Draw(kind, 40, rng), context).Limit;
            alerts += Alerts(Draw(kind, 400, rng), limit, mergeGap);
        }

        var rate = alerts / (400.0 * Seeds);
        var error = budget * Math.Sqrt((1 / (40 * Seeds * budget)) + (1 / (400 * Seeds * budget)));
        Assert.InRange(rate, budget - (4 * error), budget + (4 * error));
    }

    [Fact]
    public void Half_a_dozen_anomalies_hardly_move_a_limit_that_expects_them()
    {
        var (clean, dirty) = (new List<double>(), new List<double>());
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var scores = Draw("slow", 10, new Rng(seed));
            var context = new CalibrationContext { SamplesPerUnit = Week, MergeGap = 12, MayHoldAnomalies = true };
            clean.Add(new BudgetThreshold().Calibrate(scores, context).Limit);
            PlantAnomalies(scores, 6, new Rng(seed + 100));
            dirty.Add(new BudgetThreshold().Calibrate(scores, context).Limit);
        }

        Assert.InRange(dirty.Average() / clean.Average(), 0.95, 1.2);
    }

    [Fact]
    public void Anomalies_that_were_left_out_are_told()
    {
        var scores = Draw("slow", 10, new Rng(1));
        PlantAnomalies(scores, 3, new Rng(2));

        var fitted = new BudgetThreshold().Calibrate(scores, new() { SamplesPerUnit = Week, MergeGap = 12, MayHoldAnomalies = true });

        Assert.EndsWith("; 3 far peaks count as probable anomalies.", fitted.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_larger_budget_never_has_a_higher_limit()
    {
        var scores = Draw("slow", 6, new Rng(5));
        double[] budgets = [0.01, 0.1, 0.5, 1, 2, 5, 20, 100, 1000, 1e6];

        var limits = budgets.Select(b => new BudgetThreshold().Calibrate(scores, new() { SamplesPerUnit = Week, Budget = b, MergeGap = 12 }).Limit).ToArray();

        for (var i = 1; i < limits.Length; i++)
        {
            Assert.True(limits[i] <= limits[i - 1] * 1.02, $"{budgets[i]} a week: {limits[i]}, {budgets[i - 1]} a week: {limits[i - 1]}");
        }
    }

    [Fact]
    public void A_budget_beyond_all_alerts_stops_where_the_high_scores_begin()
    {
        var fitted = new BudgetThreshold().Calibrate(Draw("slow", 6, new Rng(5)), new() { SamplesPerUnit = Week, Budget = 1e6, MergeGap = 12 });

        Assert.Equal(1, fitted.Limit / fitted.Tail!.Start, 1e-5);
        Assert.StartsWith("The budget allows more alerts than scores ever make", fitted.Note, StringComparison.Ordinal);
        Assert.InRange(fitted.ExpectedRate, 1, 1e6);
    }

    [Fact]
    public void The_expected_rate_is_the_budget_when_a_tail_was_fitted()
    {
        var fitted = new BudgetThreshold().Calibrate(Draw("heavy", 5, new Rng(6)), new() { SamplesPerUnit = Week, Budget = 2 });

        Assert.Equal(2, fitted.ExpectedRate, 1e-9);
        Assert.Equal(fitted.Limit, fitted.Tail!.ScoreAt(2), 1e-9);
    }

    [Fact]
    public void Few_peaks_are_told_as_too_few_for_a_shape()
    {
        float[] scores = [.. Enumerable.Range(0, 60).Select(i => i % 10 == 9 ? 1 + (i / 100f) : 0.1f)];

        var fitted = new BudgetThreshold().Calibrate(scores, new() { SamplesPerUnit = 1000, MergeGap = 2 });

        Assert.Equal(0, fitted.Tail!.Shape);
        Assert.Contains("too few for a shape", fitted.Note, StringComparison.Ordinal);
    }

    // A gap of a week joins a low start into a handful of alerts; the highest score of each week is still there to fit.
    [Fact]
    public void A_merge_gap_as_long_as_a_week_leaves_a_peak_a_week()
    {
        var fitted = new BudgetThreshold().Calibrate(Draw("slow", 40, new Rng(7)), new() { SamplesPerUnit = Week, Budget = 0.2, MergeGap = (int)Week });

        Assert.InRange(fitted.Tail!.Count, 20, 40);
        Assert.Equal(0.2, fitted.ExpectedRate, 1e-9);
    }

    private static int Alerts(float[] scores, double limit, int mergeGap)
        => EventExtractor.Extract(Array.ConvertAll(scores, s => (float)(s / limit)), new EventOptions { MergeGap = mergeGap }).Count;

    // Plateaus of half an hour, 1.3 to 8 times the largest normal score.
    private static void PlantAnomalies(float[] scores, int count, Rng rng)
    {
        var largest = scores.Max();
        float[] heights = [8, 4, 2, 1.6f, 1.4f, 1.3f];
        for (var k = 0; k < count; k++)
        {
            Array.Fill(scores, largest * heights[k], rng.NextInt(scores.Length - 6), 6);
        }
    }

    private static float[] Draw(string kind, int weeks, Rng rng)
    {
        var memory = kind switch { "slow" => 0.9, "slower" => 0.99, _ => 0 };
        var scores = new float[(int)(weeks * Week)];
        var state = rng.NextNormal();
        for (var t = 0; t < scores.Length; t++)
        {
            state = (memory * state) + (Math.Sqrt(1 - (memory * memory)) * rng.NextNormal());
            scores[t] = (float)(kind == "heavy" ? Math.Exp(state / 2) : Math.Abs(state));
        }

        return scores;
    }
}
