using FsCheck;
using FsCheck.Fluent;
using Kilter.Events;
using Kilter.Frames;

namespace Kilter.Tests.Events;

public sealed class EventExtractorTests
{
    // Scores 0, 0.25, … 2 and holes: values on both sides of the limit and of the release, and exactly on them.
    private static readonly Arbitrary<float[]> Scores = Gen.OneOf(Gen.Choose(0, 8).Select(i => i / 4f), Gen.Constant(float.NaN)).ArrayOf().ToArbitrary();
    private static readonly Arbitrary<EventOptions> Options = (
        from gap in Gen.Choose(0, 6)
        from least in Gen.Choose(1, 4)
        from release in Gen.Elements(0.25, 0.5, 0.75, 1.0)
        select new EventOptions { MergeGap = gap, MinimumLength = least, Release = release }).ToArbitrary();

    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20260102, 1).WithMaxTest(1000);

    [Fact]
    public void Events_are_what_joining_flags_one_by_one_gives()
        => Check.One(Fixed, Prop.ForAll(Scores, Options, (scores, options)
            => Same(Oracle(scores, options), EventExtractor.Extract(scores, options))));

    [Fact]
    public void Events_are_in_order_apart_by_more_than_the_gap_long_enough_and_begin_and_end_with_flags()
        => Check.One(Fixed, Prop.ForAll(Scores, Options, (scores, options) =>
        {
            var events = EventExtractor.Extract(scores, options);
            for (var i = 0; i < events.Count; i++)
            {
                var apart = i == 0 || events[i].Start - (events[i - 1].End - 1) > Math.Max(options.MergeGap, 1);
                if (!apart || events[i].Length < options.MinimumLength || !(scores[events[i].Start] >= 1) || !(scores[events[i].End - 1] >= options.Release))
                {
                    return false;
                }
            }

            return true;
        }));

    [Fact]
    public void Backwards_in_time_the_events_are_mirrored()
        => Check.One(Fixed, Prop.ForAll(Scores, Options, (scores, options) =>
        {
            var symmetric = options with { Release = 1 };
            var mirrored = EventExtractor.Extract([.. scores.Reverse()], symmetric).Select(e => new SampleRange(scores.Length - e.End, scores.Length - e.Start)).Reverse();

            return Same([.. mirrored], EventExtractor.Extract(scores, symmetric));
        }));

    [Fact]
    public void Later_samples_never_change_an_event_that_has_closed()
        => Check.One(Fixed, Prop.ForAll(Scores, Options, (scores, options) =>
        {
            var all = EventExtractor.Extract(scores, options);
            for (var length = 0; length <= scores.Length; length++)
            {
                var closed = EventExtractor.Extract(scores.AsSpan(0, length), options).Where(e => length - e.End >= Math.Max(options.MergeGap, 1));
                if (closed.Any(e => !all.Contains(e)))
                {
                    return false;
                }
            }

            return true;
        }));

    [Fact]
    public void A_wider_merge_gap_never_makes_more_events_and_covers_all_that_a_narrow_one_covers()
        => Check.One(Fixed, Prop.ForAll(Scores, Gen.Choose(0, 6).ToArbitrary(), (scores, gap) =>
        {
            var narrow = EventExtractor.Extract(scores, new EventOptions { MergeGap = gap });
            var wide = EventExtractor.Extract(scores, new EventOptions { MergeGap = gap + 1 });

            return wide.Count <= narrow.Count && narrow.All(n => wide.Any(w => w.Start <= n.Start && n.End <= w.End));
        }));

    [Fact]
    public void A_score_of_exactly_the_limit_is_a_flag_and_one_just_below_is_not()
    {
        var events = EventExtractor.Extract([1f, MathF.BitDecrement(1f), 0, 2f], new EventOptions());

        Assert.Equal([new SampleRange(0, 1), new SampleRange(3, 4)], events);
    }

    [Fact]
    public void The_merge_gap_counts_samples_from_flag_to_flag()
    {
        float[] scores = [2, 0, 0, 2, 0, 0, 0, 2];

        var events = EventExtractor.Extract(scores, new EventOptions { MergeGap = 3 });

        Assert.Equal([new SampleRange(0, 4), new SampleRange(7, 8)], events);
    }

    [Fact]
    public void Release_keeps_an_alarm_that_has_started_and_starts_none()
    {
        float[] scores = [0.9f, 0.9f, 1.1f, 0.9f, 0.95f, 0.7f, 0.9f];

        var events = EventExtractor.Extract(scores, new EventOptions { Release = 0.8 });

        Assert.Equal([new SampleRange(2, 5)], events);
    }

    [Fact]
    public void A_hole_in_the_scores_ends_an_event_unless_the_merge_gap_spans_it()
    {
        float[] scores = [2, float.NaN, float.NaN, 2];

        Assert.Equal(2, EventExtractor.Extract(scores, new EventOptions { MergeGap = 2 }).Count);
        Assert.Single(EventExtractor.Extract(scores, new EventOptions { MergeGap = 3 }));
    }

    [Fact]
    public void Minimum_length_is_judged_after_merging()
    {
        float[] scores = [2, 0, 2, 0, 0, 0, 2];

        var events = EventExtractor.Extract(scores, new EventOptions { MergeGap = 2, MinimumLength = 3 });

        Assert.Equal([new SampleRange(0, 3)], events);
    }

    private static bool Same(IReadOnlyList<SampleRange> expected, IReadOnlyList<SampleRange> actual) => expected.SequenceEqual(actual);

    // Marks flags one by one, joins every pair of neighbours that is close enough by filling between, then reads off the runs.
    private static List<SampleRange> Oracle(float[] scores, EventOptions options)
    {
        var marked = new bool[scores.Length];
        for (var t = 0; t < scores.Length; t++)
        {
            marked[t] = scores[t] >= 1 || (t > 0 && marked[t - 1] && scores[t] >= options.Release);
        }

        var flags = Enumerable.Range(0, scores.Length).Where(t => marked[t]).ToArray();
        foreach (var (before, after) in flags.Zip(flags.Skip(1)))
        {
            for (var t = before; after - before <= options.MergeGap && t < after; t++)
            {
                marked[t] = true;
            }
        }

        return [.. LabelSet.FromFlags(marked).Ranges.Where(r => r.Length >= options.MinimumLength)];
    }
}
