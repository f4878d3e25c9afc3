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

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"detector\": 3}")]
    public void What_is_not_settings_is_refused(string text) => Assert.Throws<InvalidDataException>(() => SpecJson.Read(text));
}
