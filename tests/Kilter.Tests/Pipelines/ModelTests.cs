using Kilter.Detectors;
using Kilter.Pipelines;
using Kilter.Tests.Artifacts;

namespace Kilter.Tests.Pipelines;

public sealed class ModelTests
{
    private static readonly RunContext Quiet = new() { Threads = 1 };

    public static TheoryData<string> Detectors => [.. DetectorCatalog.All.Where(e => e.Name != "fixed").Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Detectors))]
    public void A_model_read_back_scores_to_the_same_bits(string detector)
    {
        using var folder = new TemporaryFolder();
        var model = Model.Fit(Records.For(detector, Records.Waves(3000, 2, seed: 1)), Records.QuickSpec(detector), Quiet);
        var fresh = Records.Waves(1500, 2, seed: 2, (t, v) => t is > 1000 and < 1040 ? v + 10 : v);
        var expected = model.Score(fresh, Quiet);

        model.Save(folder.PathOf("m.kilter"));
        var report = Model.Load(folder.PathOf("m.kilter")).Score(fresh, Quiet);

        Assert.Equal(expected.Scores, report.Scores);
        Assert.Equal(expected.Events.Select(e => (e.Range, e.Score, e.Severity)), report.Events.Select(e => (e.Range, e.Score, e.Severity)));
        Assert.Equal(expected.Expected!.Below, report.Expected!.Below);
        Assert.Equal(expected.Method.Threshold, report.Method.Threshold);
    }

    [Fact]
    public void The_same_data_and_settings_give_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var data = Records.Waves(2000, 2, seed: 3);

        Model.Fit(data, new PipelineSpec(), Quiet).Save(folder.PathOf("a.kilter"));
        Model.Fit(data, new PipelineSpec(), Quiet with { Threads = 4 }).Save(folder.PathOf("b.kilter"));

        Assert.Equal(File.ReadAllBytes(folder.PathOf("a.kilter")), File.ReadAllBytes(folder.PathOf("b.kilter")));
    }

    [Fact]
    public void Channels_are_matched_by_name_in_any_order()
    {
        var model = Model.Fit(Records.Waves(2000, 2, seed: 4), new PipelineSpec(), Quiet);
        var data = Records.Waves(800, 2, seed: 5);
        var turned = data with { Frame = data.Frame.Select([1, 0]) };

        Assert.Equal(model.Score(data, Quiet).Scores, model.Score(turned, Quiet).Scores);
    }

    [Fact]
    public void A_fault_in_new_data_is_found_and_normal_running_is_not()
    {
        var model = Model.Fit(Records.Waves(4000, 2, seed: 6), new PipelineSpec(), Quiet);

        var faulty = model.Score(Records.Waves(1000, 2, seed: 7, (t, v) => t is >= 600 and < 660 ? v - 12 : v), Quiet);
        var sound = model.Score(Records.Waves(1000, 2, seed: 8), Quiet);

        Assert.Contains(faulty.Events, e => e.Range.Contains(630) && e.Channels[0].Name == "c1");
        Assert.InRange(sound.Events.Count, 0, 1);
    }

    [Fact]
    public void The_card_tells_what_each_part_saw()
    {
        var model = Model.Fit(Records.Waves(1000, 2, seed: 9), new PipelineSpec(), Quiet);

        Assert.Equal(Records.Start.Ticks, model.Card.FitRange.First);
        Assert.Equal(Records.Start.AddMinutes(7990).Ticks + 1, model.Card.FitRange.End);
        Assert.Equal(Records.Start.AddMinutes(8000).Ticks, model.Card.CalibrationRange.First);
        Assert.Equal(["c1", "c2"], model.Card.Details.Select(d => d.Name));
        Assert.InRange(model.Card.Details[1].Typical, 60, 62);
    }

    [Fact]
    public void A_record_sampled_otherwise_is_scored_with_a_warning()
    {
        var model = Model.Fit(Records.Waves(1000, 1, seed: 10), new PipelineSpec(), Quiet);
        var slow = Records.Waves(400, 1, seed: 11);
        var data = Records.Of(Kilter.Frames.TimeAxis.Regular(Records.Start, TimeSpan.FromHours(1), 400), 1, slow.Frame.Values.ToArray());

        var report = model.Score(data, Quiet);

        Assert.Contains(report.Data.Warnings, w => w.Contains("learned from a sample every 10 min; here there is one every 1 h", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_little_data_to_fit_says_how_much_is_needed()
    {
        var error = Assert.Throws<DataException>(() => Model.Fit(Records.Waves(100, 1, seed: 1), new PipelineSpec(), Quiet));

        Assert.Equal("waves has 100 usable samples; at least 200 are needed to learn what is normal.", error.Message);
    }
}
