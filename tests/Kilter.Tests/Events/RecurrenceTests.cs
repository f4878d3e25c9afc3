using Kilter.Events;
using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Tests.Events;

public sealed class RecurrenceTests
{
    [Fact]
    public void S1b_E2_the_period_is_the_median_gap()
    {
        var found = Recurrence.Of([10, 30, 50, 71]);

        Assert.Equal(20, found.Period);
        Assert.Equal(1, found.Regularity);
        Assert.True(found.IsPeriodic);
    }

    [Fact]
    public void S1b_E4_runs_merge_over_gaps_of_one()
    {
        var runs = EventExtractor.Extract([0, 1, 1, 0, 1, 0, 0, 1], new EventOptions { MergeGap = 2 });

        Assert.Equal([new SampleRange(1, 5), new SampleRange(7, 8)], runs);
    }

    [Fact]
    public void A_missed_event_makes_a_gap_of_two_periods_and_keeps_the_regularity()
    {
        Assert.Equal(new Recurrence(20, 1, 6), Recurrence.Of([0, 20, 40, 80, 100, 120]));
        Assert.Equal(0.75, Recurrence.Of([0, 20, 40, 69, 89]).Regularity);
    }

    [Fact]
    public void Events_at_random_are_not_periodic()
    {
        var rng = new Rng(4);
        var periodic = 0;
        for (var n = 0; n < 200; n++)
        {
            periodic += Recurrence.Of([.. Enumerable.Range(0, 12).Select(_ => 1000 * rng.NextDouble()).Order()]).IsPeriodic ? 1 : 0;
        }

        Assert.Equal(0, periodic);
    }

    [Fact]
    public void Fewer_than_two_events_have_no_period()
    {
        Assert.True(double.IsNaN(Recurrence.Of([5]).Period));
        Assert.False(Recurrence.Of([]).IsPeriodic);
        Assert.False(Recurrence.Of([5, 10]).IsPeriodic);
    }

    [Fact]
    public void The_middles_of_events_count()
        => Assert.Equal(50, Recurrence.OfEvents([new SampleRange(8, 13), new SampleRange(58, 63), new SampleRange(109, 112)]).Period);

    [Fact]
    public void Autocorrelation_of_flags_finds_their_period_among_the_lags()
    {
        var flags = new bool[500];
        for (var t = 7; t < 500; t += 43)
        {
            flags.AsSpan(t, Math.Min(4, 500 - t)).Fill(true);
        }

        Assert.Equal(43, Recurrence.PeriodByAutocorrelation(flags, 10, 200));
        Assert.Equal(0, Recurrence.PeriodByAutocorrelation(new bool[500], 10, 200));
    }
}
