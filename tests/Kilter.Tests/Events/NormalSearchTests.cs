using Kilter.Events;
using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Thresholds;

namespace Kilter.Tests.Events;

public sealed class NormalSearchTests
{
    private const int Season = 48;

    [Fact]
    public void The_stretch_has_the_length_and_the_phase_of_the_event_and_touches_no_event()
    {
        var evidence = Seasonal(samples: 2000);
        SampleRange[] ranges = [new(500, 530), new(548, 578), new(980, 1010)];

        var events = Build(ranges, evidence);

        Assert.All(events, e =>
        {
            var normal = Assert.NotNull(e.NearestNormal);
            Assert.Equal(e.Range.Length, normal.Length);
            Assert.Equal(e.Range.Start % Season, normal.Start % Season);
            Assert.DoesNotContain(ranges, r => r.Overlaps(normal));
        });
    }

    [Fact]
    public void Among_seasons_the_one_most_like_what_was_going_on_is_taken()
    {
        var evidence = Seasonal(samples: 2000);
        var values = evidence.Frame.Values.ToArray();

        // The event's own level is 5 higher from 20 samples before it; only the season at 1220 to 1290 shares that.
        foreach (var (from, to) in new[] { (480, 500), (1200, 1250) })
        {
            for (var t = from; t < to; t++)
            {
                values[t] += 5;
            }
        }

        var shifted = evidence with { Frame = new Frame(evidence.Frame.Time, evidence.Frame.Channels, values), Expected = null, Below = [], Above = [] };

        var found = Build([new SampleRange(500, 530)], shifted)[0];

        Assert.Equal(500 + (15 * Season), found.NearestNormal!.Value.Start);
    }

    // One season later the values are exactly as expected, but another event begins three samples after.
    [Fact]
    public void The_margin_that_a_close_up_shows_is_normal_too()
    {
        var evidence = Seasonal(samples: 4 * Season);
        var values = evidence.Frame.Values.ToArray();
        for (var t = 80; t < 120; t++)
        {
            values[t] = evidence.Expected![t];
        }

        var tempting = evidence with { Frame = new Frame(evidence.Frame.Time, evidence.Frame.Channels, values) };

        var found = Build([new SampleRange(48, 58), new SampleRange(109, 112)], tempting)[0];

        Assert.Equal(3 * Season, found.NearestNormal!.Value.Start);
    }

    [Fact]
    public void Without_a_season_the_phase_is_found_by_likeness()
    {
        var evidence = Seasonal(samples: 20_000) with { Season = 0 };

        var found = Build([new SampleRange(500, 600)], evidence)[0];

        Assert.Equal(500 % Season, found.NearestNormal!.Value.Start % Season);
    }

    [Fact]
    public void Samples_without_a_score_are_not_normal()
    {
        var evidence = Seasonal(samples: 400) with { Season = 0 };
        Array.Fill(evidence.Scores, float.NaN, 0, 150);
        Array.Fill(evidence.Scores, float.NaN, 250, 150);

        var found = Build([new SampleRange(190, 200)], evidence)[0];

        var normal = Assert.NotNull(found.NearestNormal);
        Assert.True(normal.Start >= 150 && normal.End <= 250, normal.ToString());
    }

    [Fact]
    public void Where_no_stretch_is_long_enough_a_shorter_one_is_given()
    {
        var evidence = Seasonal(samples: 100) with { Season = 0 };

        var found = Build([new SampleRange(10, 80)], evidence)[0];

        Assert.Equal(17, found.NearestNormal!.Value.Length);
    }

    [Fact]
    public void Where_there_is_nothing_but_the_event_there_is_no_stretch()
    {
        var evidence = Seasonal(samples: 100);

        var found = Build([new SampleRange(0, 100)], evidence)[0];

        Assert.Null(found.NearestNormal);
    }

    [Fact]
    public void A_stretch_never_spans_a_time_jump_and_the_phase_follows_the_clock()
    {
        var evidence = Seasonal(samples: 1000);
        var step = TimeSpan.TicksPerMinute;
        var ticks = Enumerable.Range(0, 1000).Select(t => (t + (t >= 300 ? 20 : 0) + (t >= 700 ? 7 : 0)) * step).ToArray();
        var time = TimeAxis.OfTicks(ticks);
        var jumpy = evidence with { Frame = new Frame(time, evidence.Frame.Channels, evidence.Frame.Values.ToArray()) };

        var found = Build([new SampleRange(400, 430)], jumpy)[0];

        var normal = Assert.NotNull(found.NearestNormal);
        Assert.Equal(0, (time[normal.Start] - time[400]) % (Season * step));
        Assert.Equal(29 * step, time[normal.End - 1] - time[normal.Start]);
    }

    [Fact]
    public void The_cost_does_not_grow_with_the_length_of_events()
    {
        var evidence = Seasonal(samples: 1_000_000) with { Season = 0 };
        var ranges = Enumerable.Range(0, 300).Select(i => new SampleRange(2000 + (3000 * i), 2000 + (3000 * i) + 1400)).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var events = Build(ranges, evidence);

        Assert.All(events, e => Assert.NotNull(e.NearestNormal));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    private static IReadOnlyList<AnomalyEvent> Build(IReadOnlyList<SampleRange> ranges, EventEvidence evidence)
        => EventBuilder.Build(ranges, evidence, TestContext.Current.CancellationToken);

    private static EventEvidence Seasonal(int samples)
    {
        var rng = new Rng(7);
        var expected = Enumerable.Range(0, samples).Select(t => (float)(10 * Math.Sin(2 * Math.PI * t / Season))).ToArray();
        return new EventEvidence
        {
            Frame = new Frame(TimeAxis.Rows(samples), [new Channel("flow")], Array.ConvertAll(expected, x => x + (0.1 * rng.NextNormal()))),
            Scores = Enumerable.Repeat(1f, samples).ToArray(),
            Expected = expected,
            Below = [1],
            Above = [1],
            Threshold = new FittedThreshold { Name = "fixed", Limit = 1, CalibratedOn = 100 },
            SamplesPerUnit = 10_000,
            Season = Season,
        };
    }
}
