using Kilter.Frames;
using Kilter.Pipelines;
using Kilter.Sources;
using Kilter.Tests.Artifacts;

namespace Kilter.Tests.Pipelines;

/// <summary>Preparations and smoothing inside the whole flow.</summary>
public sealed class PreparedPipelineTests
{
    private static readonly RunContext Quiet = new() { Threads = 1 };

    public static TheoryData<string, string> Runs => new()
    {
        { "log-ratio", "linear-forecast" },
        { "log-ratio|calendar", "median-mad" },
        { "difference", "gaussian" },
        { "channels drop=c2|difference lag=144", "persistence" },
        { "spectrum window=32 bands=3 form=log", "pca" },
        { "spectrum window=32 bands=3 stride=8", "gaussian" },
        { "drop-missing samples=40|fill", "auto" },
    };

    [Theory, MemberData(nameof(Runs))]
    public void Scoring_a_record_as_it_comes_gives_what_scoring_it_whole_gives(string stages, string detector)
    {
        var model = Model.Fit(Data(2600, seed: 1), Spec(stages, detector), Quiet);
        var fresh = Data(900, seed: 2);

        var whole = model.Score(fresh, Quiet);

        foreach (var end in new[] { 300, 517, 899 })
        {
            var part = model.Score(Records.First(fresh, end), Quiet);
            Assert.Equal(whole.Scores[..part.Scores.Length], part.Scores);
        }
    }

    [Theory, MemberData(nameof(Runs))]
    public void A_model_read_back_scores_to_the_same_bits(string stages, string detector)
    {
        using var folder = new TemporaryFolder();
        var model = Model.Fit(Data(2600, seed: 3), Spec(stages, detector), Quiet);
        var expected = model.Score(Data(700, seed: 4), Quiet);

        model.Save(folder.PathOf("m.kilter"));
        var report = Model.Load(folder.PathOf("m.kilter")).Score(Data(700, seed: 4), Quiet);

        Assert.Equal(expected.Scores, report.Scores);
        Assert.Equal(expected.Expected!.Middle, report.Expected!.Middle);
        Assert.Equal(expected.Events.Select(e => e.Range), report.Events.Select(e => e.Range));
    }

    [Fact]
    public void Expected_values_are_in_measured_units_where_there_is_a_way_back()
    {
        var data = Data(3000, seed: 5, missing: 0);

        var report = Detection.Run(data, train: null, Spec("log-ratio|calendar add=hour", "median-mad"), Quiet);

        Assert.Same(data.Frame, report.Frame);
        Assert.Equal(data.Frame.Values.Length, report.Expected!.Middle.Length);
        Assert.All(Enumerable.Range(500, 2000), t => Assert.InRange(report.Expected.Middle[(2 * t) + 1] / data.Frame[t, 1], 0.9, 1.1));
        Assert.Contains(report.Data.Checks, c => c.Name == "Preparation" && c.Value.StartsWith("log-ratio, then calendar", StringComparison.Ordinal) && c.Detail.Contains("is measured", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_way_back_the_report_shows_prepared_values_and_says_so()
    {
        var report = Detection.Run(Data(3000, seed: 6, missing: 0), train: null, Spec("spectrum window=32 bands=2 stride=4", "gaussian"), Quiet);

        Assert.Equal(["c1 band 1", "c1 band 2", "c2 band 1", "c2 band 2"], report.Frame.Channels.Select(c => c.Name));
        Assert.Equal(743, report.Frame.Count);
        Assert.Equal(743, report.Scores.Length);
        Assert.Contains(report.Data.Checks, c => c.Name == "Preparation" && c.Detail.Contains("no way back", StringComparison.Ordinal));
    }

    [Fact]
    public void Samples_that_were_dropped_keep_their_place_and_have_no_score()
    {
        var data = Data(2000, seed: 7, missing: 0);
        var values = data.Frame.Values.ToArray();
        values[2 * 1500] = double.NaN;

        var report = Detection.Run(Records.Of(data.Frame.Time, 2, values), train: null, Spec("drop-missing samples=40", "persistence"), Quiet);

        Assert.Equal(2000, report.Scores.Length);
        Assert.True(float.IsNaN(report.Scores[1500]));
        Assert.False(float.IsNaN(report.Scores[1502]));
    }

    [Fact]
    public void Channels_that_were_dropped_are_not_shown_though_the_model_knows_them()
    {
        var model = Model.Fit(Data(2600, seed: 8), Spec("channels drop=c1", "gaussian"), Quiet);

        var report = model.Score(Data(700, seed: 9), Quiet);

        Assert.Equal(["c1", "c2"], model.Card.Channels.Select(c => c.Name));
        Assert.Equal(["c2"], report.Frame.Channels.Select(c => c.Name));
    }

    [Fact]
    public void A_rise_that_follows_the_hour_is_no_anomaly_once_the_hour_is_taken_out()
    {
        // Twice as much at noon every day; on the last day at midnight too.
        var data = Records.Waves(4032, 1, seed: 10, (t, v) => v * (t % 144 is >= 66 and < 78 || t is >= 3888 and < 3900 ? 2 : 1));

        var report = Detection.Run(data, train: null, Spec("log-ratio", "median-mad") with { TrainShare = 0.5 }, Quiet);

        Assert.InRange(report.Events.MaxBy(e => e.Score)!.Range.Start, 3886, 3890);
        Assert.DoesNotContain(report.Events, e => e.Peak % 144 is >= 66 and < 78);
    }

    [Fact]
    public void Smoothed_scores_are_the_weighted_means_of_the_plain_ones()
    {
        var (train, fresh) = (Data(2600, seed: 11), Data(700, seed: 12, missing: 0));
        var spec = Spec("difference", "gaussian") with { Threshold = "fixed", ThresholdSettings = new Dictionary<string, string> { ["value"] = "4" } };

        var plain = Model.Fit(train, spec, Quiet).Score(fresh, Quiet).Scores;
        var smooth = Model.Fit(train, spec with { Smooth = 3 }, Quiet).Score(fresh, Quiet).Scores;

        var mean = (double)plain[1];
        for (var t = 2; t < 700; t++)
        {
            mean += (1 - Math.Cbrt(0.5)) * (plain[t] - mean);
            Assert.Equal(mean, smooth[t], 1e-5 * (1 + mean));
        }
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("ewma")]
    public void Smoothing_never_looks_ahead_and_starts_anew_after_a_jump(string detector)
    {
        var model = Model.Fit(Data(2600, seed: 14, missing: 0), new PipelineSpec { Detector = detector, Smooth = 5, Season = 0 }, Quiet);
        var whole = Jumping(Data(800, seed: 15, missing: 0), at: 500);

        var scores = model.Score(whole, Quiet).Scores;
        var part = model.Score(Records.First(whole, 650), Quiet).Scores;
        var plain = Model.Fit(Data(2600, seed: 14, missing: 0), new PipelineSpec { Detector = "gaussian", Season = 0 }, Quiet).Score(whole, Quiet).Scores;
        var smooth = Model.Fit(Data(2600, seed: 14, missing: 0), new PipelineSpec { Detector = "gaussian", Season = 0, Smooth = 5 }, Quiet).Score(whole, Quiet).Scores;

        Assert.Equal(scores[..650], part);

        // Both are in multiples of limits of their own; the first sample of a stretch is not smoothed.
        Assert.Equal(plain[0] / smooth[0], plain[500] / smooth[500], 1e-4);
        Assert.NotEqual(plain[0] / smooth[0], plain[501] / smooth[501], 1e-4);
    }

    [Fact]
    public void What_is_usual_is_learned_from_the_other_record_when_one_is_given()
    {
        var train = Records.Waves(2000, 1, seed: 16);
        var data = Records.Waves(1500, 1, seed: 17, (_, v) => 2 * v);

        var report = Detection.Run(data, train, new PipelineSpec { Detector = "median-mad", Prepare = ["log-ratio"], Season = 0 }, Quiet);

        Assert.All(Enumerable.Range(0, 1500), t => Assert.InRange(report.Expected!.Middle[t], 48, 54));
    }

    [Fact]
    public void Windows_longer_than_the_record_leave_nothing_to_judge_and_that_is_said()
    {
        var report = Detection.Run(Data(1000, seed: 18), train: null, Spec("spectrum window=4096", "gaussian"), Quiet);

        Assert.Equal(Kilter.Reports.Verdict.CannotTell, report.Verdict);
        Assert.StartsWith("Only 0 of 1,000 samples can be used", report.VerdictReason, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => Model.Fit(Data(1000, seed: 18), Spec("spectrum window=4096", "gaussian"), Quiet));
    }

    [Fact]
    public void A_stage_that_looks_ahead_is_told_in_the_limits()
    {
        var report = Detection.Run(Data(2000, seed: 13), train: null, Spec("fill rule=both", "gaussian"), Quiet);

        Assert.Contains(report.Method.Limits, l => l.Contains("filled from later ones", StringComparison.Ordinal));
    }

    private static Reading Jumping(Reading reading, int at)
    {
        var ticks = Enumerable.Range(0, reading.Frame.Count).Select(t => reading.Frame.Time[t] + (t >= at ? TimeSpan.FromDays(3).Ticks : 0)).ToArray();
        return Records.Of(TimeAxis.OfTicks(ticks), 2, reading.Frame.Values.ToArray());
    }

    private static PipelineSpec Spec(string stages, string detector) => new() { Detector = detector, Prepare = stages.Split('|'), Season = 0 };

    private static Reading Data(int samples, ulong seed, double missing = 0.01)
    {
        var waves = Records.Waves(samples, 2, seed);
        var values = waves.Frame.Values.ToArray();
        var rng = new Kilter.Numerics.Randomness.Rng(seed + 1000);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = rng.NextDouble() < missing ? double.NaN : values[i];
        }

        return Records.Of(TimeAxis.Regular(Records.Start, TimeSpan.FromMinutes(10), samples), 2, values);
    }
}
