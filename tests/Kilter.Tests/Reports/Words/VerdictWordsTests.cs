using Kilter.Events;
using Kilter.Reports;
using Kilter.Reports.Words;

namespace Kilter.Tests.Reports.Words;

public sealed class VerdictWordsTests
{
    [Fact]
    public void Yes_says_how_often_in_how_long_and_the_lead_tells_of_the_strongest()
    {
        var report = new ReportSamples { Events = 3 }.Build();

        Assert.Equal("Yes. It went off-kilter 3 times in 21 days.", VerdictWords.Sentence(report).ToString());
        var lead = VerdictWords.Lead(report).ToString();
        Assert.StartsWith("The strongest began ", lead, StringComparison.Ordinal);
        Assert.Contains(" and lasted 1 h 40 min: the value fell to ", lead, StringComparison.Ordinal);
        Assert.EndsWith(" was expected. We are nearly certain of 1; 1 more is likely, and 1 only possible.", lead, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_has_not_ended_is_told_as_such()
    {
        var report = new ReportSamples { Events = 1, Open = true }.Build();
        report = report with { Verdict = Verdict.Yes };

        Assert.Equal("Yes. It went off-kilter on Fri 9 Jan, 10:00 and has not come back.", VerdictWords.Sentence(report).ToString());
        Assert.Contains(" and is still open: ", VerdictWords.Lead(report).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Probably_says_how_often_normal_running_does_the_same()
    {
        var report = new ReportSamples { Events = 1 }.Build();

        Assert.Equal(Verdict.Probably, report.Verdict);
        Assert.Equal("Probably. One stretch on Fri 9 Jan is unusual; normal running does this about once in 18 days.", VerdictWords.Sentence(report).ToString());
    }

    [Fact]
    public void No_shows_the_closest_call()
    {
        var report = new ReportSamples { Events = 0 }.Build();

        Assert.Equal("No. Nothing left its normal range in 21 days.", VerdictWords.Sentence(report).ToString());
        Assert.Equal("The closest call was Fri 9 Jan, 10:00, 0.93 × limit.", VerdictWords.Lead(report).ToString());
    }

    [Fact]
    public void Cannot_tell_gives_the_reason_first_and_what_to_type_after()
    {
        var report = ReportSamples.CannotTell();

        Assert.Equal("Cannot tell. Only 40 samples; at least 200 are needed to learn what is normal.", VerdictWords.Sentence(report).ToString());
        Assert.Equal("Give more rows, or learn from another file with --train FILE.", VerdictWords.Lead(report).ToString());
    }

    [Fact]
    public void A_value_inside_its_range_is_said_to_have_changed_its_pattern()
    {
        var report = new ReportSamples { Events = 1 }.Build();
        var part = new ChannelPart(0, "flow", 1, 31.2, 29.5, 31.8, 34.1, 1300);

        Assert.Equal("flow read 31.2, inside the 29.5–34.1 expected: its pattern changed, not its level", EventWords.Departure(report, part).ToString());
        Assert.Equal("flow was silent", EventWords.Departure(report, part with { Seen = double.NaN }).ToString());
    }

    [Theory]
    [InlineData(double.NaN, "how rare this is in normal running is not known")]
    [InlineData(double.PositiveInfinity, "rarer than calibration can tell (it saw 20 days of normal running)")]
    [InlineData(34, "normal running gets this far about once in 34 weeks")]
    public void How_sure_always_carries_its_meaning(double weeks, string meaning)
    {
        var report = new ReportSamples { Events = 1 }.Build();

        Assert.Equal(meaning, Certainty.Meaning(report, report.Events[0] with { ReturnPeriod = weeks }));
    }

    [Fact]
    public void Without_time_rarity_is_told_in_rows()
    {
        var report = new ReportSamples { Events = 1, HasTime = false }.Build();

        Assert.Equal("normal running gets this far about once in 11,000 rows", Certainty.Meaning(report, report.Events[0] with { ReturnPeriod = 1.0987 }));
    }
}
