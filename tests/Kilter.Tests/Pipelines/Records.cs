using Kilter.Detectors;
using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Pipelines;
using Kilter.Sources;
using Kilter.Tests.Detectors;

namespace Kilter.Tests.Pipelines;

/// <summary>Small records for the tests of pipelines.</summary>
internal static class Records
{
    public static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Noise around a daily wave in every channel, one sample every 10 minutes; the first channel is then changed.</summary>
    public static Reading Waves(int samples, int channels, ulong seed, Func<int, double, double>? change = null)
    {
        var rng = new Rng(seed);
        var values = new double[samples * channels];
        for (var t = 0; t < samples; t++)
        {
            var wave = Math.Abs((t % 144) - 72) / 36.0;
            for (var c = 0; c < channels; c++)
            {
                var value = 50 + (10 * c) + wave + (0.5 * rng.NextNormal());
                values[(t * channels) + c] = c == 0 && change is not null ? change(t, value) : value;
            }
        }

        return Of(TimeAxis.Regular(Start, TimeSpan.FromMinutes(10), samples), channels, values);
    }

    /// <summary>A run of that detector: one that trains a network has a small one and few epochs, so that the tests stay fast.</summary>
    public static PipelineSpec QuickSpec(string detector)
    {
        var settings = DetectorCatalog.Find(detector).Settings.Any(s => s.Name == "epochs") ? DetectorCases.SettingsOf(detector) : Settings.None;
        return new PipelineSpec { Detector = detector, DetectorSettings = settings.Names.ToDictionary(n => n, n => settings.Text(n, "")) };
    }

    public static Reading Of(TimeAxis time, int channels, double[] values) => new()
    {
        Name = "waves",
        Frame = new Frame(time, [.. Enumerable.Range(0, channels).Select(c => new Channel($"c{c + 1}"))], values),
        Columns = [],
        Rows = time.Count,
        Fingerprint = "00",
        Layout = "made by a test",
    };

    /// <summary>The first samples of a reading.</summary>
    public static Reading First(Reading reading, int samples)
        => reading with { Frame = reading.Frame.Slice(new SampleRange(0, samples)), Rows = samples };

    /// <summary>The record with labels near its start for a detector that learns from some; others are not shown any.</summary>
    public static Reading For(string detector, Reading data)
        => DetectorCatalog.Find(detector).NeedsLabels ? data with { Labels = new LabelSet([new SampleRange(20, 40)]) } : data;
}
