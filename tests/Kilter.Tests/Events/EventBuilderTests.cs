using Kilter.Events;
using Kilter.Frames;
using Kilter.Thresholds;

namespace Kilter.Tests.Events;

public sealed class EventBuilderTests
{
    private static readonly FittedThreshold Threshold = new()
    {
        Name = "budget",
        Limit = 4,
        CalibratedOn = 400,
        Tail = new TailFit(Start: 2, Scale: 1, Shape: 0, Rate: 8, Count: 40),
    };

    [Fact]
    public void The_peak_is_the_first_of_the_highest_scores_and_the_score_its_multiple_of_the_limit()
    {
        var evidence = Evidence(new double[20], channels: 1, scores: s => (s[5], s[6], s[7], s[8]) = (1.2f, 1.5f, float.NaN, 1.5f));

        var found = Assert.Single(Build([new SampleRange(5, 9)], evidence));

        Assert.Equal(("E1", 6, 1.5, new SampleRange(5, 9), false), (found.Id, found.Peak, found.Score, found.Range, found.OpenAtEnd));
        Assert.Equal(1 / (8 * Math.Exp(-4)), found.ReturnPeriod, 1e-6);
    }

    [Fact]
    public void Ids_count_up_and_the_event_at_the_end_is_open()
    {
        var evidence = Evidence(new double[20], channels: 1, scores: s => (s[3], s[19]) = (1, 1));

        var events = Build([new SampleRange(3, 4), new SampleRange(19, 20)], evidence);

        Assert.Equal(["E1", "E2"], events.Select(e => e.Id));
        Assert.Equal([false, true], events.Select(e => e.OpenAtEnd));
    }

    [Fact]
    public void Shares_are_sums_over_the_event_largest_first()
    {
        var contributions = new float[20 * 3];
        (contributions[(5 * 3) + 0], contributions[(5 * 3) + 2], contributions[(6 * 3) + 2], contributions[(6 * 3) + 1]) = (1, 2, 5, float.NaN);
        contributions[(9 * 3) + 1] = 1000;
        var evidence = Evidence(new double[60], channels: 3, scores: s => (s[5], s[6]) = (1, 1)) with { Contributions = contributions };

        var channels = Build([new SampleRange(5, 7)], evidence)[0].Channels;

        Assert.Equal([2, 0, 1], channels.Select(c => c.Channel));
        Assert.Equal(["c2", "c0", "c1"], channels.Select(c => c.Name));
        Assert.Equal([7.0 / 8, 1.0 / 8, 0], channels.Select(c => c.Share));
    }

    [Fact]
    public void Without_contributions_shares_are_equal_and_in_column_order()
    {
        var evidence = Evidence(new double[60], channels: 3, scores: s => s[5] = 1);

        var channels = Build([new SampleRange(5, 6)], evidence)[0].Channels;

        Assert.Equal([0, 1, 2], channels.Select(c => c.Channel));
        Assert.All(channels, c => Assert.Equal(1.0 / 3, c.Share, 1e-12));
    }

    // 12 is 2 above an upper range of 4: half a width. 7 is 3 below a lower range of 1: three widths, twice; the first counts.
    [Fact]
    public void Seen_and_expected_are_taken_where_the_channel_was_furthest_in_its_own_widths()
    {
        var values = Enumerable.Repeat(10.0, 20).ToArray();
        (values[5], values[6], values[7], values[8]) = (12, 7, double.NaN, 7);
        var evidence = Evidence(values, channels: 1, scores: s => (s[5], s[6], s[7], s[8]) = (3, 1, 1, 1)) with
        {
            Expected = [.. Enumerable.Repeat(10f, 20)],
            Below = [1],
            Above = [4],
        };

        var part = Build([new SampleRange(5, 9)], evidence)[0].Channels[0];

        Assert.Equal((6, 7.0, 9.0, 10.0, 14.0), (part.At, part.Seen, part.ExpectedLow, part.Expected, part.ExpectedHigh));
    }

    [Fact]
    public void Where_nothing_was_expected_the_value_at_the_peak_is_shown()
    {
        var values = Enumerable.Range(0, 20).Select(i => (double)i).ToArray();
        var evidence = Evidence(values, channels: 1, scores: s => (s[5], s[6]) = (1, 2));

        var part = Build([new SampleRange(5, 7)], evidence)[0].Channels[0];

        Assert.Equal((6, 6.0), (part.At, part.Seen));
        Assert.True(double.IsNaN(part.Expected));
    }

    [Fact]
    public void Arrays_that_do_not_fit_the_frame_are_named()
    {
        var evidence = Evidence(new double[20], channels: 1, scores: _ => { }) with { Contributions = new float[19] };

        var error = Assert.Throws<ArgumentException>(() => Build([], evidence));

        Assert.StartsWith("'Contributions' has 19 values; 20 are needed.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_without_a_score_is_refused()
    {
        var evidence = Evidence(new double[20], channels: 1, scores: s => s[5] = float.NaN);

        Assert.Throws<ArgumentException>(() => Build([new SampleRange(5, 6)], evidence));
    }

    [Fact]
    public void Cancellation_stops_between_events()
    {
        var evidence = Evidence(new double[20], channels: 1, scores: s => s[5] = 1);

        Assert.Throws<OperationCanceledException>(() => EventBuilder.Build([new SampleRange(5, 6)], evidence, new CancellationToken(canceled: true)));
    }

    private static IReadOnlyList<AnomalyEvent> Build(IReadOnlyList<SampleRange> ranges, EventEvidence evidence)
        => EventBuilder.Build(ranges, evidence, TestContext.Current.CancellationToken);

    private static EventEvidence Evidence(double[] values, int channels, Action<float[]> scores)
    {
        var samples = values.Length / channels;
        var score = new float[samples];
        scores(score);
        return new EventEvidence
        {
            Frame = new Frame(TimeAxis.Rows(samples), [.. Enumerable.Range(0, channels).Select(c => new Channel($"c{c}"))], values),
            Scores = score,
            Threshold = Threshold,
            SamplesPerUnit = 100,
        };
    }
}
