using Kilter.Pipelines;

namespace Kilter.Tests.Pipelines;

public sealed class SpecJsonTests
{
    [Fact]
    public void Every_setting_comes_back()
    {
        var spec = new PipelineSpec
        {
            Detector = "pca",
            DetectorSettings = new Dictionary<string, string> { ["variance"] = "0.8" },
            Window = 12,
            Season = 288,
            Scaler = "standard",
            Threshold = "quantile",
            ThresholdSettings = new Dictionary<string, string> { ["share"] = "0.99" },
            AlertsPerWeek = 2.5,
            Direction = Direction.Below,
            MergeGap = 30,
            MinimumLength = 4,
            TrainShare = 0.3,
            TrainSamples = 77,
            TrainUntil = new DateTime(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc),
            Missing = "interpolate",
            Resample = TimeSpan.FromMinutes(5),
            Prepare = ["log-ratio", "calendar add=hour awake=notebook"],
            Smooth = 9,
            Seed = ulong.MaxValue,
        };

        var back = SpecJson.Read(SpecJson.Write(spec));

        Assert.Equal(SpecJson.Write(spec), SpecJson.Write(back));
        Assert.Equal(spec with { DetectorSettings = back.DetectorSettings, ThresholdSettings = back.ThresholdSettings, Prepare = back.Prepare }, back);
        Assert.Equal(spec.Prepare, back.Prepare);
        Assert.Equal(spec.DetectorSettings, back.DetectorSettings);
        Assert.Equal(spec.ThresholdSettings, back.ThresholdSettings);
    }

    [Fact]
    public void Another_detector_or_threshold_drops_the_settings_of_the_one_before()
    {
        var spec = new PipelineSpec
        {
            Detector = "pca",
            DetectorSettings = new Dictionary<string, string> { ["whiten"] = "1" },
            Threshold = "quantile",
            ThresholdSettings = new Dictionary<string, string> { ["share"] = "0.9" },
        };

        var other = Overlay("""{ "set": { "ridge": 0.5 }, "detector": "gaussian", "threshold": "mean-sd" }""");
        var same = Overlay("""{ "detector": "pca", "threshold": "quantile", "window": 9 }""");

        Assert.Equal("0.5", Assert.Single(other.DetectorSettings).Value);
        Assert.Empty(other.ThresholdSettings);
        Assert.Equal((spec.DetectorSettings["whiten"], spec.ThresholdSettings["share"]), (same.DetectorSettings["whiten"], same.ThresholdSettings["share"]));

        PipelineSpec Overlay(string json) => SpecJson.Overlay(spec, System.Text.Json.JsonDocument.Parse(json).RootElement);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"detector\": 3}")]
    public void What_is_not_settings_is_refused(string text) => Assert.Throws<InvalidDataException>(() => SpecJson.Read(text));
}
