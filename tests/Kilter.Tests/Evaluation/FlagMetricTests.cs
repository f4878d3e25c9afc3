using System.Globalization;
using System.Text.Json;
using Kilter.Evaluation.Metrics;
using Kilter.Frames;

namespace Kilter.Tests.Evaluation;

/// <summary>Metrics of flags against labels, against their reference implementations.</summary>
public sealed class FlagMetricTests
{
    public static TheoryData<string> Metrics => [.. GoldenNumbers.Names(MetricCase.File)];

    public static TheoryData<string> Scoring => ["ties_coarse_scores", "rare_positives_few_ties", "all_scores_equal", "segments_no_ties"];

    [Theory, MemberData(nameof(Metrics))]
    public void Samples_are_counted_as_the_reference_counts(string name)
        => Assert.All(Binary(name), c =>
        {
            var counts = Confusion.Of(c.Labels, c.Flags);
            var point = c.Expected.GetProperty("point");
            // The reference calls 0/0 zero.
            MetricCase.Near(point.GetProperty("precision").GetDouble(), counts.PrecisionOrZero, "precision", 1e-12);
            MetricCase.Near(point.GetProperty("recall").GetDouble(), counts.RecallOrZero, "recall", 1e-12);
            MetricCase.Near(point.GetProperty("f1").GetDouble(), counts.FBetaOrZero(1), "F1", 1e-12);
            Assert.Equal(c.Flags.Contains(true), !double.IsNaN(counts.Precision));
            Assert.Equal(c.Labels.Contains(true), !double.IsNaN(counts.Recall));
            var skab = c.Expected.GetProperty("skab_binary");
            Rounded(skab.GetProperty("f1"), counts.FBeta(1));
            Rounded(skab.GetProperty("far_percent"), 100 * counts.FalseAlarmRate);
            Rounded(skab.GetProperty("mar_percent"), 100 * counts.MissRate);
        });

    [Theory, MemberData(nameof(Metrics))]
    public void Point_adjusted_F1_is_that_of_the_reference(string name)
        => Assert.All(Binary(name), c =>
        {
            var counts = PointAdjusted.Of(c.Labels, c.Flags);
            if (c.Labels[0] && !c.Flags[0] && c.Flags.AsSpan(0, Runs(c.Labels)[0].End).Contains(true))
            {
                // The reference walks back to sample 1 and forgets sample 0.
                counts = counts with { TruePositives = counts.TruePositives - 1, FalseNegatives = counts.FalseNegatives + 1 };
            }

            MetricCase.Near(MetricCase.Number(c.Expected.GetProperty("point_adjust_f1")), counts.FBetaOrZero(1), "point-adjusted F1");
        });

    [Theory, MemberData(nameof(Metrics))]
    public void Composite_F1_is_that_of_the_reference(string name)
        => Assert.All(Binary(name), c =>
        {
            var composite = CompositeF.Of(c.Labels, c.Flags);
            Assert.Equal(c.Labels.Contains(true), c.Expected.TryGetProperty("composite", out var expected));
            MetricCase.Near(Wanted(expected, "recall_event"), composite.Recall, "recall", 1e-12);
            MetricCase.Near(Wanted(expected, "f1"), composite.Value, "F1", 1e-12);
        });

    [Theory, MemberData(nameof(Metrics))]
    public void Affiliation_is_that_of_the_reference(string name)
        => Assert.All(Binary(name), c =>
        {
            var affiliation = Affiliation.Of(Runs(c.Labels), Runs(c.Flags), c.Labels.Length);
            Assert.Equal(c.Labels.Contains(true), c.Expected.TryGetProperty("affiliation", out var expected));
            MetricCase.Near(Wanted(expected, "precision"), affiliation.Precision, "precision");
            MetricCase.Near(Wanted(expected, "recall"), affiliation.Recall, "recall");
        });

    [Theory, MemberData(nameof(Metrics))]
    public void Range_based_precision_and_recall_are_those_of_the_reference(string name)
        => Assert.All(Binary(name), c =>
        {
            // The reference cannot read a file without a stretch of either kind; ours is undefined there.
            Assert.Equal(c.Labels.Contains(true) && c.Flags.Contains(true), c.Expected.TryGetProperty("range_tatbul", out var settings));
            if (settings.ValueKind == JsonValueKind.Undefined)
            {
                var range = RangeBased.Of(Runs(c.Labels), Runs(c.Flags), new());
                Assert.Equal((!c.Flags.Contains(true), !c.Labels.Contains(true)), (double.IsNaN(range.Precision), double.IsNaN(range.Recall)));
                return;
            }

            foreach (var setting in settings.EnumerateObject())
            {
                var range = RangeBased.Of(Runs(c.Labels), Runs(c.Flags), RangeSettings(setting.Name.Split('_')));
                // The reference prints six digits.
                MetricCase.Near(Wanted(setting.Value, "precision"), range.Precision, setting.Name + " precision", 1e-6);
                MetricCase.Near(Wanted(setting.Value, "recall"), range.Recall, setting.Name + " recall", 1e-6);
                // Where neither finds anything the reference divides 0 by 0; ours is 0.
                MetricCase.Near(range.Precision + range.Recall == 0 ? 0 : Wanted(setting.Value, "f_score"), range.Value, setting.Name, 1e-6);
            }

            if (!c.Labels.Contains(false))
            {
                // The second reference finds no stretch where everything is labelled.
                return;
            }

            var other = c.Expected.GetProperty("range_tsb_ad_alpha0.2");
            var mixed = RangeBased.Of(Runs(c.Labels), Runs(c.Flags), new() { ExistenceWeight = 0.2 });
            MetricCase.Near(Wanted(other, "precision"), mixed.Precision, "TSB-AD precision");
            MetricCase.Near(Wanted(other, "recall"), mixed.Recall, "TSB-AD recall");
        });

    [Theory, MemberData(nameof(Scoring))]
    public void Counts_and_the_report_are_those_of_the_reference(string name)
    {
        var golden = GoldenNumbers.Case("scoring.json", name);
        var labels = MetricCase.Labels(golden);
        Assert.All(golden.GetProperty("expected").GetProperty("at_thresholds").EnumerateArray(), at =>
        {
            var limit = at.GetProperty("threshold").GetDouble();
            var counts = Confusion.Of(labels, [.. MetricCase.Scores(golden).Select(s => s >= limit)]);

            double[] matrix = [counts.TrueNegatives, counts.FalsePositives, counts.FalseNegatives, counts.TruePositives];
            Assert.Equal(GoldenNumbers.Values(at.GetProperty("confusion_matrix_rows_true_0_1")), matrix);
            MetricCase.Near(at.GetProperty("f0.5").GetDouble(), counts.FBetaOrZero(0.5), "F0.5", 1e-12);
            MetricCase.Near(at.GetProperty("f2").GetDouble(), counts.FBetaOrZero(2), "F2", 1e-12);
            MetricCase.Near(at.GetProperty("accuracy").GetDouble(), counts.Accuracy, "accuracy", 1e-12);
            MetricCase.Near(at.GetProperty("balanced_accuracy").GetDouble(), counts.BalancedAccuracy, "balanced accuracy", 1e-12);
            // Where all flags are alike the reference says 0, we say undefined.
            MetricCase.Near(at.GetProperty("mcc").GetDouble(), double.IsNaN(counts.Correlation) ? 0 : counts.Correlation, "correlation", 1e-12);
            SameReport(at.GetProperty("report"), ClassificationReport.Of(counts));
        });
    }

    [Fact]
    public void The_report_of_three_classes_is_that_of_the_reference()
    {
        var golden = GoldenNumbers.Case("scoring.json", "multiclass_report");
        var report = ClassificationReport.Of(Classes("labels"), Classes("predictions"), "0", "1", "2");

        SameReport(golden.GetProperty("expected").GetProperty("report"), report);

        int[] Classes(string property) => [.. GoldenNumbers.Values(golden.GetProperty(property)).Select(v => (int)v)];
    }

    [Fact]
    public void V_E2_counts_at_a_limit_of_three_tenths()
    {
        double[] scores = [.1, .4, .35, .2, .8, .4];

        var counts = Confusion.Of([false, false, true, false, true, false], [.. scores.Select(s => s > 0.3)]);

        Assert.Equal(new Confusion(TrueNegatives: 2, FalsePositives: 2, FalseNegatives: 0, TruePositives: 2), counts);
        Assert.Equal((0.5, 1, 2.0 / 3), (counts.Precision, counts.Recall, counts.FBeta(1)));
    }

    [Fact]
    public void S3_E7_report_of_two_hundred_curves()
    {
        var report = ClassificationReport.Of(new Confusion(TrueNegatives: 99, FalsePositives: 1, FalseNegatives: 20, TruePositives: 80));

        Assert.Equal(0.895, report.Accuracy);
        Assert.Equal(0.89, report.Macro.F1, 2);
        var lines = report.ToText().Split('\n');
        Assert.Equal("           0       0.83       0.99       0.90        100", lines[2]);
        Assert.Equal("           1       0.99       0.80       0.88        100", lines[3]);
        Assert.StartsWith("   macro avg       0.91       0.90       0.89", lines[6], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_undefined_in_a_report_is_marked()
    {
        var text = ClassificationReport.Of(new Confusion(TrueNegatives: 5, FalsePositives: 0, FalseNegatives: 5, TruePositives: 0)).ToText();

        Assert.Contains("0.00*", text, StringComparison.Ordinal);
        Assert.EndsWith("* undefined (0/0); counts as 0 in the averages\n", text, StringComparison.Ordinal);
    }

    private static void SameReport(JsonElement expected, ClassificationReport report)
    {
        foreach (var row in report.Classes)
        {
            Assert.Equal(expected.GetProperty(row.Name).GetProperty("support").GetInt64(), row.Support);
            Same(row.Name, row.Counts.PrecisionOrZero, row.Counts.RecallOrZero, row.Counts.FBetaOrZero(1));
        }

        Same("macro avg", report.Macro.Precision, report.Macro.Recall, report.Macro.F1);
        Same("weighted avg", report.Weighted.Precision, report.Weighted.Recall, report.Weighted.F1);
        MetricCase.Near(expected.GetProperty("accuracy").GetDouble(), report.Accuracy, "accuracy", 1e-12);

        void Same(string row, double precision, double recall, double f1)
        {
            MetricCase.Near(expected.GetProperty(row).GetProperty("precision").GetDouble(), precision, row, 1e-12);
            MetricCase.Near(expected.GetProperty(row).GetProperty("recall").GetDouble(), recall, row, 1e-12);
            MetricCase.Near(expected.GetProperty(row).GetProperty("f1-score").GetDouble(), f1, row, 1e-12);
        }
    }

    private static RangeBasedOptions RangeSettings(string[] words) => new()
    {
        ExistenceWeight = double.Parse(words[0]["alpha".Length..], CultureInfo.InvariantCulture),
        PunishFragments = words[1] == "reciprocal",
        RecallBias = Enum.Parse<PositionBias>(words[3][1..], ignoreCase: true),
    };

    private static double Wanted(JsonElement expected, string name) => expected.ValueKind == JsonValueKind.Undefined ? double.NaN : MetricCase.Number(expected.GetProperty(name));

    private static IReadOnlyList<SampleRange> Runs(bool[] flags) => LabelSet.FromFlags(flags).Ranges;

    private static void Rounded(JsonElement expected, double actual)
    {
        if (expected.ValueKind == JsonValueKind.Number && !double.IsNaN(actual))
        {
            Assert.Equal(expected.GetDouble(), actual, tolerance: 0.00501);
        }
    }

    private static IEnumerable<(bool[] Labels, bool[] Flags, JsonElement Expected)> Binary(string name)
    {
        var golden = GoldenNumbers.Case(MetricCase.File, name);
        return golden.GetProperty("binary").EnumerateArray().Select(b => (MetricCase.Labels(golden), GoldenNumbers.Values(b.GetProperty("pred")).Select(v => v != 0).ToArray(), b));
    }
}
