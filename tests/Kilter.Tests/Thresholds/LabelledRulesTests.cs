using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class LabelledRulesTests
{
    [Fact]
    public void Best_f1_parts_what_can_be_parted()
    {
        var fitted = new BestF1Threshold().Calibrate([1, 2, 8, 1, 3, 6, float.NaN, 2], Context(2, 5));

        Assert.Equal(4.5, fitted.Limit, 1e-12);
        Assert.Equal("The best F1 against the labels of these rows, 1: 2 scores flagged, 2 labelled.", fitted.Note);
    }

    [Fact]
    public void Best_f1_agrees_with_trying_every_limit()
    {
        for (var seed = 0UL; seed < 40; seed++)
        {
            var rng = new Rng(seed);
            float[] scores = [.. Enumerable.Range(0, 40).Select(_ => (float)Math.Round(10 * rng.NextDouble()) + 1)];
            int[] labels = [.. Enumerable.Range(0, 40).Where(t => rng.NextDouble() * 12 < scores[t])];
            if (labels.Length == 0)
            {
                continue;
            }

            var limit = new BestF1Threshold().Calibrate(scores, Context(labels)).Limit;

            var reached = F1(scores, labels, limit);
            var best = scores.Where(s => s > scores.Min()).Max(s => F1(scores, labels, s));
            Assert.True(Math.Abs(best - reached) < 1e-12, $"seed {seed}: {reached} of {best}");
        }
    }

    [Fact]
    public void A_label_that_no_cut_finds_gives_a_limit_above_everything()
    {
        var limit = new BestF1Threshold().Calibrate([3, 2, 1], Context()).Limit;

        Assert.InRange(limit, 3.000001, 3.00001);
    }

    // Scores 9..1 with the truths T T F T F F T F F: precision 1, 1, 2/3, 3/4, 3/5, 1/2, 4/7, 1/2; recall 1/4, 1/2, 1/2, 3/4, 3/4, 3/4, 1, 1.
    [Theory]
    [InlineData(PrecisionRecallTarget.Precision, 0.9, 7.5)]
    [InlineData(PrecisionRecallTarget.Precision, 0.7, 5.5)]
    [InlineData(PrecisionRecallTarget.Recall, 0.6, 5.5)]
    [InlineData(PrecisionRecallTarget.Recall, 0.9, 2.5)]
    [InlineData(PrecisionRecallTarget.Recall, 0, 8.5)]
    [InlineData(PrecisionRecallTarget.Crossing, 0.9, 5.5)]
    public void The_curve_is_read_at_its_target(PrecisionRecallTarget target, double value, double limit)
    {
        var rule = new PrecisionRecallThreshold(new() { Target = target, Value = value });

        var fitted = rule.Calibrate([9, 8, 7, 6, 5, 4, 3, 2, 1], Context(0, 1, 3, 6));

        Assert.Equal(limit, fitted.Limit, 1e-12);
    }

    [Fact]
    public void A_precision_out_of_reach_gives_the_closest_and_says_so()
    {
        var fitted = new PrecisionRecallThreshold(new() { Value = 0.9 }).Calibrate([9, 8, 7, 6], Context(1, 2));

        Assert.Equal(6.5, fitted.Limit, 1e-12);
        Assert.EndsWith("precision 0.667, recall 1; no limit reaches 0.9, this one comes closest.", fitted.Note, StringComparison.Ordinal);
    }

    private static CalibrationContext Context(params int[] labelled)
        => new() { SamplesPerUnit = 100, Labels = new LabelSet(labelled.Select(t => new SampleRange(t, t + 1))) };

    private static double F1(float[] scores, int[] labels, double limit)
        => 2.0 * labels.Count(t => scores[t] >= limit) / (scores.Count(s => s >= limit) + labels.Length);
}
