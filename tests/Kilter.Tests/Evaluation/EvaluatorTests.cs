using Kilter.Evaluation;
using Kilter.Evaluation.Metrics;

namespace Kilter.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly double[] Scores = [.1, .4, .35, .2, .8, .4];
    private static readonly bool[] Labels = [false, false, true, false, true, false];

    public static TheoryData<string> Degenerate => ["no labels", "all labels", "no flags", "one sample", "no scores", "empty"];

    [Fact]
    public void Honest_metrics_come_first_and_each_metric_once()
    {
        var order = MetricCatalog.InReadingOrder;

        Assert.Equal(MetricCatalog.Entries.Select(e => e.Name).Order(StringComparer.Ordinal), order.Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal(order.Select(e => e.Standing).Order(), order.Select(e => e.Standing));
        Assert.Equal(MetricStanding.Honest, order[0].Standing);
        Assert.Contains("optimistic", MetricCatalog.Find("point-adjusted-f1").Says, StringComparison.Ordinal);
        Assert.Equal(MetricStanding.Oracle, MetricCatalog.Find("best-f1").Standing);
    }

    [Theory, MemberData(nameof(Degenerate))]
    public void No_metric_throws_or_gives_a_number_that_is_not_finite(string what)
    {
        var (scores, labels) = what switch
        {
            "no labels" => (Scores, new bool[6]),
            "all labels" => (Scores, [true, true, true, true, true, true]),
            "no flags" => ([0, 0, 0, 0, 0, 0], Labels),
            "one sample" => ([1.0], [true]),
            "no scores" => ([double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN], Labels),
            _ => (Array.Empty<double>(), Array.Empty<bool>()),
        };

        var results = Evaluator.Run(new JudgedScores(scores, labels, new() { Limit = 0.5 }));

        Assert.All(results, r => Assert.True(r.Value.IsDefined ? double.IsFinite(r.Value.Value) : r.Value.Reason!.Length > 0, r.Entry.Name));
        Assert.All(results.Where(r => !r.Value.IsDefined), r => Assert.Equal("undefined", r.Value.ToString()));
    }

    [Theory, InlineData("no labels", "roc-auc"), InlineData("all labels", "roc-auc"), InlineData("no labels", "recall"), InlineData("no flags", "precision"), InlineData("all labels", "vus-pr"), InlineData("no labels", "average-precision")]
    public void What_is_nothing_by_nothing_is_undefined_and_says_why(string what, string metric)
    {
        var labels = what == "no labels" ? new bool[6] : what == "all labels" ? [true, true, true, true, true, true] : Labels;

        var value = Evaluator.Measure(MetricCatalog.Find(metric), new JudgedScores(what == "no flags" ? new double[6] : Scores, labels, new() { Limit = 0.5 }));

        Assert.Equal((false, MetricCatalog.Find(metric).UndefinedWhen), (value.IsDefined, value.Reason));
    }

    [Fact]
    public void A_perfect_score_is_best_and_an_inverted_one_worst_in_every_metric_of_zero_to_one()
    {
        double[] perfect = [0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0];
        bool[] labels = [.. perfect.Select(p => p == 1)];

        var best = Evaluator.Run(new JudgedScores(perfect, labels, new() { Limit = 1 })).Where(r => r.Entry.Range == "0 to 1");
        var worst = Evaluator.Run(new JudgedScores([.. perfect.Select(p => 1 - p)], labels, new() { Limit = 1 })).ToDictionary(r => r.Entry.Name);

        // The blur of VUS gives every score something, and asks a little of perfection.
        Assert.All(best.Where(r => !r.Entry.Name.StartsWith("vus", StringComparison.Ordinal)), r => Assert.Equal(r.Entry.HigherIsBetter ? 1 : 0, r.Value.Value, 12));
        Assert.All(best, r => Assert.True(r.Entry.HigherIsBetter ? worst[r.Entry.Name].Value.Value < r.Value.Value : worst[r.Entry.Name].Value.Value > r.Value.Value, r.Entry.Name));
    }

    [Fact]
    public void Without_a_limit_only_metrics_without_one_are_defined()
        => Assert.All(Evaluator.Run(new JudgedScores(Scores, Labels, new())), r => Assert.Equal(!r.Entry.NeedsLimit, r.Value.IsDefined));

    [Fact]
    public void A_limit_that_must_not_be_judged_is_not()
    {
        var results = Evaluator.Run(new JudgedScores(Scores, Labels, new() { Limit = 0.3, LimitRefused = "it saw these rows" }));

        Assert.All(results.Where(r => r.Entry.NeedsLimit), r => Assert.Equal("it saw these rows", r.Value.Reason));
    }

    [Fact]
    public void A_score_at_the_limit_is_flagged_or_not_as_the_rule_says()
    {
        Assert.Equal(4, new JudgedScores(Scores, Labels, new() { Limit = .35 }).Flags.Count(true));
        Assert.Equal(3, new JudgedScores(Scores, Labels, new() { Limit = .35, Rule = LimitRule.Above }).Flags.Count(true));
    }

    [Fact]
    public void Flags_near_each_other_are_one_alarm()
    {
        bool[] labels = [false, false, false, false, true, false, false, false, false];
        double[] scores = [1, 0, 1, 0, 0, 0, 1, 0, 0];

        Assert.Equal(3, new JudgedScores(scores, labels, new() { Limit = 1 }).Alarms.Count);
        Assert.Equal(2, new JudgedScores(scores, labels, new() { Limit = 1, MergeGap = 1 }).Alarms.Count);
        Assert.Single(new JudgedScores(scores, labels, new() { Limit = 1, MergeGap = 3 }).Alarms);
    }

    [Fact]
    public void A_labelled_sample_without_a_score_is_missed()
    {
        var data = new JudgedScores([double.NaN, 2, 0], [true, true, false], new() { Limit = 1 });

        Assert.Equal((1, 0.5), (data.Unscored, Confusion.Of(data.Labels, data.Flags).Recall));
    }

    [Fact]
    public void Unequal_lengths_and_infinite_scores_are_refused_with_the_numbers()
    {
        Assert.StartsWith("There are 2 scores and 3 labels;", Assert.Throws<ArgumentException>(() => new JudgedScores([1, 2], [true, false, true], new())).Message, StringComparison.Ordinal);
        Assert.StartsWith("The score of sample 1 is", Assert.Throws<ArgumentException>(() => new JudgedScores([1, double.PositiveInfinity], [true, false], new())).Message, StringComparison.Ordinal);
    }
}
