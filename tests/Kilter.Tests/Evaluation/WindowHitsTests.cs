using Kilter.Evaluation.Metrics;
using Kilter.Frames;

namespace Kilter.Tests.Evaluation;

public sealed class WindowHitsTests
{
    [Fact]
    public void The_first_flag_in_a_window_counts_and_its_lead_is_to_the_windows_end()
    {
        var hits = WindowHits.Of([new(40, 60)], [new(45, 46), new(50, 52)]);

        Assert.Equal([new WindowHit(new(40, 60), WindowOutcome.Inside, 45)], hits.Windows);
        Assert.Equal((15, 5), (hits.Windows[0].Lead, hits.Windows[0].Delay));
        Assert.Empty(hits.FalseAlarms);
        Assert.Equal((1, 1, 15), (hits.Recall, hits.Precision, hits.MeanLead));
    }

    [Fact]
    public void An_alarm_before_a_window_is_early_within_the_early_stretch_and_false_before_it()
    {
        SampleRange[] alarms = [new(10, 12), new(32, 34)];

        var strict = WindowHits.Of([new(40, 60)], alarms);
        var early = WindowHits.Of([new(40, 60)], alarms, earlySamples: 10);

        Assert.Equal((WindowOutcome.Missed, 2), (strict.Windows[0].Outcome, strict.FalseAlarms.Count));
        Assert.True(double.IsNaN(strict.Windows[0].Lead) && double.IsNaN(strict.MeanLead));
        Assert.Equal((WindowOutcome.Early, 32, -8.0, 28.0), (early.Windows[0].Outcome, early.Windows[0].FirstFlag, early.Windows[0].Delay, early.Windows[0].Lead));
        Assert.Equal([new SampleRange(10, 12)], early.FalseAlarms);
    }

    [Fact]
    public void An_alarm_that_runs_into_a_window_is_inside_from_where_the_early_stretch_begins()
    {
        var hits = WindowHits.Of([new(40, 60)], [new(20, 50)], earlySamples: 5);

        Assert.Equal(new WindowHit(new(40, 60), WindowOutcome.Inside, 35), hits.Windows[0]);
    }

    [Fact]
    public void The_early_stretch_ends_where_the_window_before_ends()
    {
        var hits = WindowHits.Of([new(10, 20), new(25, 30)], [new(15, 16)], earlySamples: 100);

        Assert.Equal([WindowOutcome.Inside, WindowOutcome.Missed], hits.Windows.Select(w => w.Outcome));
    }

    [Fact]
    public void One_alarm_may_meet_two_windows_and_is_false_for_none()
    {
        var hits = WindowHits.Of([new(10, 20), new(25, 30)], [new(18, 27)]);

        Assert.Equal((2, 0, 1.0), (hits.Found, hits.FalseAlarms.Count, hits.Recall));
    }

    [Fact]
    public void Without_windows_recall_is_undefined_and_without_alarms_precision()
    {
        Assert.True(double.IsNaN(WindowHits.Of([], [new(1, 2)]).Recall));
        Assert.True(double.IsNaN(WindowHits.Of([new(1, 2)], []).Precision));
        Assert.Equal(0, WindowHits.Of([new(1, 2)], []).Recall);
    }
}
