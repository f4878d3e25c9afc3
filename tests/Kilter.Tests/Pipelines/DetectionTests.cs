using Kilter.Detectors;
using Kilter.Events;
using Kilter.Frames;
using Kilter.Pipelines;
using Kilter.Preparation;
using Kilter.Reports;
using Kilter.Sources;

namespace Kilter.Tests.Pipelines;

public sealed class DetectionTests
{
    private static readonly RunContext Quiet = new() { Threads = 1 };

    public static TheoryData<string> CausalDetectors => [.. DetectorCatalog.All.Where(e => e.Causal && e.Name != "fixed").Select(e => e.Name)];

    [Fact]
    public void A_lasting_shift_of_one_channel_is_one_event_that_names_it()
    {
        var data = Records.Waves(4000, 3, seed: 1, (t, v) => t is >= 3000 and < 3060 ? v + 12 : v);

        var report = Detection.Run(data, train: null, new PipelineSpec(), Quiet);

        // Four weeks at one alarm a week may hold a false one; that is never more than possible.
        var only = Assert.Single(report.Events, e => e.Confidence > Confidence.Possible);
        Assert.Equal(Verdict.Yes, report.Verdict);
        Assert.InRange(only.Range.Start, 2999, 3004);
        // The moving means need a while to forget it.
        Assert.InRange(only.Range.End, 3056, 3100);
        Assert.Equal("c1", only.Channels[0].Name);
        Assert.True(only.Channels[0].Share > 0.8, $"The share of c1 is {only.Channels[0].Share}.");
        Assert.True(only.Channels[0].Seen > only.Channels[0].ExpectedHigh);
        Assert.Equal(Severity.Severe, only.Severity);
    }

    [Fact]
    public void A_sensor_that_stands_still_is_found()
    {
        var data = Records.Waves(4000, 1, seed: 2, (t, v) => t is >= 3000 and < 3100 ? 50.5 : v);

        var report = Detection.Run(data, train: null, new PipelineSpec(), Quiet);

        Assert.Contains(report.Events, e => e.Range.Overlaps(new SampleRange(3000, 3101)));
    }

    [Theory]
    [InlineData(3UL)]
    [InlineData(4UL)]
    [InlineData(5UL)]
    public void A_record_of_nothing_but_normal_running_has_hardly_an_alarm(ulong seed)
    {
        // Four weeks at one alarm a week: nine weeks of ten have at most one, so more than four in all is rare.
        var report = Detection.Run(Records.Waves(4032, 2, seed), train: null, new PipelineSpec(), Quiet);

        Assert.InRange(report.Events.Count, 0, 4);
        Assert.NotEqual(Verdict.CannotTell, report.Verdict);
        Assert.NotNull(report.ClosestCall);
    }

    [Theory]
    [MemberData(nameof(CausalDetectors))]
    public void Cutting_the_record_anywhere_leaves_earlier_scores_to_the_bit(string detector)
    {
        var data = Records.Waves(1500, 2, seed: 6, (t, v) => t % 400 == 399 ? v + 9 : v);
        var spec = Records.QuickSpec(detector) with { TrainSamples = 600, Season = 144 };
        data = Records.For(detector, data);
        var whole = RawScores(data, spec);
        foreach (var cut in new[] { 601, 777, 1200, 1499 })
        {
            var part = RawScores(Records.For(detector, Records.First(data, cut)), spec);

            Assert.Equal(whole[..cut], part);
        }
    }

    [Theory]
    [MemberData(nameof(CausalDetectors))]
    public void The_number_of_threads_changes_no_bit(string detector)
    {
        var data = Records.For(detector, Records.Waves(12_000, 3, seed: 7, (t, v) => t is > 9000 and < 9050 ? v - 9 : v));
        var spec = Records.QuickSpec(detector);
        var expected = Detection.Run(data, train: null, spec, Quiet);
        foreach (var threads in new[] { 2, 4 })
        {
            var report = Detection.Run(data, train: null, spec, Quiet with { Threads = threads });

            Assert.Equal(expected.Scores, report.Scores);
            Assert.Equal(expected.Method.Threshold, report.Method.Threshold);
            Assert.Equal(expected.Expected!.Middle, report.Expected!.Middle);
        }
    }

    [Fact]
    public void Only_the_direction_asked_about_counts()
    {
        var data = Records.Waves(4000, 1, seed: 8, (t, v) => t is >= 2500 and < 2540 ? v + 12 : t is >= 3300 and < 3340 ? v - 12 : v);

        var above = Detection.Run(data, train: null, new PipelineSpec { Direction = Direction.Above }, Quiet);
        var below = Detection.Run(data, train: null, new PipelineSpec { Direction = Direction.Below }, Quiet);

        Assert.Contains(above.Events, e => e.Range.Contains(2520));
        Assert.DoesNotContain(above.Events, e => e.Range.Contains(3320));
        Assert.Contains(below.Events, e => e.Range.Contains(3320));
        Assert.DoesNotContain(below.Events, e => e.Range.Contains(2520));
    }

    [Fact]
    public void Too_few_samples_give_no_answer_but_say_how_many_are_needed()
    {
        var report = Detection.Run(Records.Waves(40, 1, seed: 9), train: null, new PipelineSpec(), Quiet);

        Assert.Equal(Verdict.CannotTell, report.Verdict);
        Assert.Equal("Only 40 samples; at least 200 are needed to learn what is normal.", report.VerdictReason);
        Assert.All(report.Scores, s => Assert.True(float.IsNaN(s)));
    }

    [Fact]
    public void A_record_that_is_off_its_own_start_for_most_of_it_gives_no_answer()
    {
        var data = Records.Waves(2000, 1, seed: 10, (t, v) => t < 500 ? v : v + 40 + (t * 0.05));

        var report = Detection.Run(data, train: null, new PipelineSpec(), Quiet);

        Assert.Equal(Verdict.CannotTell, report.Verdict);
        Assert.EndsWith("Choose another with --train-until or --train FILE.", report.VerdictReason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_in_time_has_no_score_inside_and_raises_no_alarm_after()
    {
        var clean = Records.Waves(3000, 1, seed: 11);
        long[] ticks = [.. Enumerable.Range(0, 3000).Select(t => Records.Start.AddMinutes(10 * (t < 2000 ? t : t + 4320)).Ticks)];
        var data = Records.Of(TimeAxis.OfTicks(ticks), 1, clean.Frame.Values.ToArray());

        var report = Detection.Run(data, train: null, new PipelineSpec(), Quiet);

        Assert.DoesNotContain(report.Events, e => e.Range.Overlaps(new SampleRange(1990, 2020)));
    }

    [Fact]
    public void Missing_values_longer_than_the_hold_get_no_score()
    {
        var data = Records.Waves(2000, 2, seed: 12, (t, v) => t is >= 1500 and < 1540 ? double.NaN : v);

        var report = Detection.Run(data, train: null, new PipelineSpec(), Quiet);

        Assert.All(Enumerable.Range(1500, 10), t => Assert.False(float.IsNaN(report.Scores[t])));
        Assert.All(Enumerable.Range(1510, 30), t => Assert.True(float.IsNaN(report.Scores[t])));
        Assert.False(float.IsNaN(report.Scores[1540]));
    }

    [Theory, InlineData("auto"), InlineData("gaussian")]
    public void A_labelled_rule_learns_from_the_labels_of_the_held_out_samples_and_says_so(string detector)
    {
        // The last fifth of the training record is held out; a fault stands in it, labelled.
        var train = Records.Waves(3000, 2, seed: 21, (t, v) => t is >= 2700 and < 2730 ? v + 12 : v) with { Labels = new LabelSet([new SampleRange(2700, 2730)]) };
        var data = Records.Waves(1500, 2, seed: 22, (t, v) => t is >= 1000 and < 1030 ? v + 12 : v);
        var spec = new PipelineSpec { Detector = detector, Threshold = "best-f1", MergeGap = 3 };

        var report = Detection.Run(data, train, spec, Quiet);

        Assert.True(report.Method.Threshold.FittedOn.UsedLabels);
        Assert.Equal(600, report.Method.Threshold.FittedOn.Count);
        Assert.Contains(report.Events, e => e.Range.Overlaps(new SampleRange(1000, 1030)));
        Assert.Throws<ArgumentException>(() => Detection.Run(data, train with { Labels = null }, spec, Quiet));
    }

    [Fact]
    public void Training_data_without_a_channel_is_refused_by_its_name()
    {
        var error = Assert.Throws<DataException>(
            () => Detection.Run(Records.Waves(1000, 2, seed: 1), Records.Waves(1000, 1, seed: 1), new PipelineSpec(), Quiet));

        Assert.StartsWith("waves has no channel 'c2'. Closest: c1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_simple_rule_raises_more_alarms_than_the_report()
    {
        var data = Records.Waves(4000, 1, seed: 13, (t, v) => t is >= 3000 and < 3030 or >= 3600 and < 3630 ? v + 12 : v);

        var report = Detection.Run(data, train: null, new PipelineSpec(), Quiet);

        Assert.True(report.SimpleRules.Count >= 4);
        Assert.All(report.SimpleRules, rule => Assert.InRange(rule.OtherAlarms + rule.Agrees, 0, 2 * report.Events.Count));
        Assert.Equal(report.Events.Count, report.SimpleRules[0].Agrees);
    }

    private static float[] RawScores(Reading data, PipelineSpec spec)
    {
        var record = PreparedRecord.Of(data.Frame, FittedPreparations.None, spec, data.Labels);
        var learned = Learned.From(record, Detection.TrainingRows(record.Frame, spec), spec, Quiet);
        return Scoring.Run(learned.Detector, record, record.Scale(learned.Scaler), learned.Scaler, spec, Quiet).Scores;
    }
}
