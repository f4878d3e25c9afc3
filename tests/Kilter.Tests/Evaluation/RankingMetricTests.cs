using Kilter.Evaluation;
using Kilter.Evaluation.Metrics;

namespace Kilter.Tests.Evaluation;

/// <summary>Metrics that need no limit, against scikit-learn.</summary>
public sealed class RankingMetricTests
{
    public static TheoryData<string> Metrics => [.. GoldenNumbers.Names(MetricCase.File)];

    public static TheoryData<string> Scoring => ["ties_coarse_scores", "rare_positives_few_ties", "all_scores_equal", "segments_no_ties"];

    [Theory, MemberData(nameof(Metrics))]
    public void Areas_and_the_best_limit_are_those_of_the_reference_and_undefined_for_one_class(string name)
    {
        var golden = GoldenNumbers.Case(MetricCase.File, name);
        var expected = golden.GetProperty("threshold_free");
        var ranked = MetricCase.Ranked(golden);

        MetricCase.Near(MetricCase.Number(expected.GetProperty("roc_auc")), RocCurve.Area(ranked), "ROC AUC", 1e-12);
        if (ranked.Positives == 0)
        {
            // The reference says 0 and warns.
            Assert.True(double.IsNaN(PrecisionRecallCurve.AveragePrecision(ranked)));
            Assert.True(double.IsNaN(PrecisionRecallCurve.TrapezoidArea(ranked)));
            Assert.True(double.IsNaN(PrecisionRecallCurve.Best(ranked).Value));
            return;
        }

        MetricCase.Near(expected.GetProperty("average_precision").GetDouble(), PrecisionRecallCurve.AveragePrecision(ranked), "average precision", 1e-12);
        MetricCase.Near(expected.GetProperty("pr_auc_trapezoid").GetDouble(), PrecisionRecallCurve.TrapezoidArea(ranked), "trapezoid area", 1e-12);
        var best = PrecisionRecallCurve.Best(ranked);
        var wanted = expected.GetProperty("best_f1");
        MetricCase.Near(wanted.GetProperty("f1").GetDouble(), best.Value, "best F1", 1e-12);
        Assert.Equal(wanted.GetProperty("threshold_ge").GetDouble(), best.Limit);
        MetricCase.Near(wanted.GetProperty("precision").GetDouble(), best.Precision, "precision", 1e-12);
        MetricCase.Near(wanted.GetProperty("recall").GetDouble(), best.Recall, "recall", 1e-12);
    }

    [Theory, MemberData(nameof(Scoring))]
    public void Curves_have_the_points_of_the_reference(string name)
    {
        var golden = GoldenNumbers.Case("scoring.json", name);
        var expected = golden.GetProperty("expected");
        var ranked = MetricCase.Ranked(golden);

        var all = RocCurve.Points(ranked);
        Same("roc_fpr_all_points", all.Select(p => p.FalseAlarmRate));
        Same("roc_tpr_all_points", all.Select(p => p.Recall));
        // The reference calls the first limit the highest score + 1; ours is infinite.
        Same("roc_thresholds_all_points", all.Select(p => double.IsInfinity(p.Limit) ? MetricCase.Scores(golden).Max() + 1 : p.Limit));
        var few = RocCurve.Points(ranked, dropCollinear: true);
        Same("roc_fpr", few.Select(p => p.FalseAlarmRate));
        Same("roc_tpr", few.Select(p => p.Recall));
        var curve = PrecisionRecallCurve.Points(ranked);
        Same("pr_precision", curve.Select(p => p.Precision));
        Same("pr_recall", curve.Select(p => p.Recall));
        Same("pr_thresholds", curve.SkipLast(1).Select(p => p.Limit));
        Same("roc_auc", [RocCurve.Area(ranked)]);
        Same("roc_auc_max_fpr_0.1", [RocCurve.PartialArea(ranked, 0.1)]);
        Same("average_precision", [PrecisionRecallCurve.AveragePrecision(ranked)]);
        Same("pr_auc_trapezoid", [PrecisionRecallCurve.TrapezoidArea(ranked)]);
        Same("best_f1", [PrecisionRecallCurve.Best(ranked).Value]);
        Same("best_f1_threshold", [PrecisionRecallCurve.Best(ranked).Limit]);

        void Same(string what, IEnumerable<double> actual)
        {
            var (wanted, got) = (GoldenNumbers.Values(expected.GetProperty(what)), actual.ToArray());
            Assert.Equal(wanted.Length, got.Length);
            Assert.All(wanted.Zip(got), pair => MetricCase.Near(pair.First, pair.Second, what, 1e-12));
        }
    }

    [Theory, MemberData(nameof(Metrics))]
    public void Volumes_are_those_of_the_reference_and_undefined_for_one_class(string name)
    {
        var golden = GoldenNumbers.Case(MetricCase.File, name);
        foreach (var width in golden.GetProperty("vus_tsb_ad").EnumerateObject())
        {
            var volume = VolumeUnderSurface.Of(MetricCase.Scores(golden), MetricCase.Labels(golden), int.Parse(width.Name, System.Globalization.CultureInfo.InvariantCulture));

            var failed = width.Value.ValueKind != System.Text.Json.JsonValueKind.Object || !width.Value.TryGetProperty("vus_roc", out _);
            MetricCase.Near(failed ? double.NaN : MetricCase.Number(width.Value.GetProperty("vus_roc")), volume.Roc, $"VUS-ROC {width.Name}");
            MetricCase.Near(failed ? double.NaN : MetricCase.Number(width.Value.GetProperty("vus_pr")), volume.PrecisionRecall, $"VUS-PR {width.Name}");
        }
    }

    [Fact]
    public void V_E1_curves_of_six_scores()
    {
        bool[] labels = [false, false, true, false, true, false];
        var ranked = RankedScores.Of([.1, .4, .35, .2, .8, .4], labels);

        var curve = PrecisionRecallCurve.Points(ranked);
        Assert.Equal([.1, .2, .35, .4, .8, double.NaN], curve.Select(p => p.Limit));
        Assert.Equal([1.0 / 3, .4, .5, 1.0 / 3, 1, 1], curve.Select(p => p.Precision));
        Assert.Equal([1, 1, 1, .5, .5, 0], curve.Select(p => p.Recall));
        var roc = RocCurve.Points(ranked, dropCollinear: true);
        Assert.Equal([0, 0, .5, .5, 1], roc.Select(p => p.FalseAlarmRate));
        Assert.Equal([0, .5, .5, 1, 1], roc.Select(p => p.Recall));
        Assert.Equal(0.75, RocCurve.Area(ranked));
    }

    [Fact]
    public void S4_E8_curves_are_those_of_V_E1_at_any_scale_of_the_scores()
    {
        // The curve of S4 is drawn over reconstruction errors; only their order counts.
        double[] scores = [.1, .4, .35, .2, .8, .4];
        bool[] labels = [false, false, true, false, true, false];

        var plain = PrecisionRecallCurve.Points(RankedScores.Of(scores, labels));
        var scaled = PrecisionRecallCurve.Points(RankedScores.Of([.. scores.Select(s => Math.Exp(10 * s))], labels));

        Assert.Equal(plain.Select(p => (p.Precision, p.Recall)), scaled.Select(p => (p.Precision, p.Recall)));
        Assert.Equal(plain.Count - 1, plain.Count(p => !double.IsNaN(p.Limit)));
    }

    [Fact]
    public void S1e_E3_a_sweep_of_five_limits()
    {
        double[] scores = [.5, 2, 8, 1.5, 10, 3];
        bool[] labels = [false, false, true, false, true, true];

        Assert.All(
            ThresholdSweep.Limits(10, 5, SweepSpacing.Logarithmic).Zip([1, 1.7782794100389228, 3.162277660168379, 5.62341325190349, 10]),
            p => MetricCase.Near(p.Second, p.First, "limit", 1e-15));
        var steps = ThresholdSweep.Run(scores, labels, 5);
        Assert.All(steps.Zip([.6, .75, 1, 1]), p => Assert.Equal(p.Second, p.First.Precision, 6));
        Assert.All(steps.Zip([1, 1, 2.0 / 3, 2.0 / 3]), p => Assert.Equal(p.Second, p.First.Recall, 6));
        Assert.Equal(4, steps.Count);
        MetricCase.Near(0.8571427836734729, ThresholdSweep.Best(steps).Value, "best F1", 1e-12);
        MetricCase.Near(0.9374999472656266, ThresholdSweep.Best(ThresholdSweep.Run(scores, labels, 5, beta: 2)).Value, "best F2", 1e-12);
    }

    [Fact]
    public void A_sweep_agrees_with_counting_at_each_limit()
    {
        var golden = GoldenNumbers.Case(MetricCase.File, "n400");
        var (scores, labels) = (MetricCase.Scores(golden).Select(s => Math.Exp(s)).ToArray(), MetricCase.Labels(golden));

        var steps = ThresholdSweep.Run(scores, labels, 50);

        Assert.NotEmpty(steps);
        foreach (var step in steps)
        {
            var counts = Confusion.Of(labels, [.. scores.Select(s => s > step.Limit)]);
            MetricCase.Near(counts.TruePositives / (counts.Flagged + 1e-7), step.Precision, "precision", 1e-14);
            MetricCase.Near(counts.TruePositives / (counts.Positives + 1e-7), step.Recall, "recall", 1e-14);
        }
    }

    [Fact]
    public void Samples_without_a_score_are_not_ranked()
    {
        var ranked = RankedScores.Of([.1, double.NaN, .5, double.NaN], [false, true, true, false]);

        Assert.Equal((1, 1), (ranked.Positives, ranked.Negatives));
        Assert.Equal(1, RocCurve.Area(ranked));
    }
}
