using Kilter.Reports;
using Kilter.Reports.Words;

namespace Kilter.Tests.Reports.Words;

public sealed class TrustWordsTests
{
    [Theory]
    [InlineData(4, 2, 3, 2, "Worth it here.")]
    [InlineData(4, 1, 4, 2, "A simple rule does nearly as well here.")]
    [InlineData(4, 1, 4, 1, "A simple rule does as well here.")]
    [InlineData(3, 1, 4, 5, "A simple rule does better here.")]
    [InlineData(4, 3, 4, 1, "A simple rule does better here.")]
    [InlineData(4, 0, 4, 3, "Worth it here.")]
    public void With_labels_the_better_rule_is_named_also_when_it_is_the_simpler_one(int hits, int others, int simpleHits, int simpleOthers, string heading)
    {
        var report = With(new("auto", "", hits, 4, others, 4), new("Fixed limits", "", simpleHits, 4, simpleOthers, 2), new("Random", "", 0, 4, 9, 0));

        var (said, text) = TrustWords.AgainstRules(report);

        Assert.Equal(heading, said);
        Assert.Contains($"This run met {hits} of 4 known incidents", text, StringComparison.Ordinal);
        Assert.Equal(hits < 4, text.Contains("It missed 1.", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_labels_nobody_is_called_right()
    {
        var report = With(new("auto", "", null, null, 0, 3), new("Fixed limits", "", null, null, 1, 2));

        var (heading, text) = TrustWords.AgainstRules(report);

        Assert.Equal("Simple rules see other things.", heading);
        Assert.Equal("Fixed limits met 2 of this run's 3 events, with 1 other alarm. There are no labels here, so nobody can say which alarms were right.", text);
    }

    [Fact]
    public void A_rate_never_seen_is_not_called_zero()
    {
        var report = new ReportSamples().Build();
        report = report with { Method = report.Method with { Threshold = report.Method.Threshold with { ExpectedRate = 0 } } };

        Assert.Equal("False alarms to expect: none was seen in 20 days of normal running (budget 1 a week).", TrustWords.Cost(report));
    }

    [Fact]
    public void Too_little_normal_running_is_admitted()
    {
        var report = new ReportSamples().Build();

        Assert.StartsWith("The limit rests on only 20 days of normal running", TrustWords.Caution(report), StringComparison.Ordinal);
        Assert.Equal("", TrustWords.Caution(report with { Method = report.Method with { NormalUnits = 30 } }));
    }

    [Fact]
    public void A_record_of_minutes_is_told_by_the_hour_but_its_budget_as_it_was_given()
    {
        var report = new ReportSamples { Samples = 1_200, Step = TimeSpan.FromSeconds(1) }.Build();
        report = report with { Method = report.Method with { Threshold = report.Method.Threshold with { ExpectedRate = 336 } } };

        Assert.Equal("False alarms to expect: 2 an hour (budget 1 a week).", TrustWords.Cost(report));
    }

    [Fact]
    public void A_rate_of_hundreds_a_week_is_told_by_the_hour()
    {
        var report = new ReportSamples().Build();

        Assert.Equal(
            "The limit rests on only 10 min of normal running: rates below 5.95 an hour are extrapolated.",
            TrustWords.Caution(report with { Method = report.Method with { NormalUnits = 0.001 } }));
    }

    private static Report With(params RuleComparison[] rules) => new ReportSamples().Build() with { SimpleRules = rules };
}
