using Kilter.Artifacts;
using Kilter.Detectors;
using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Tests.Detectors;

/// <summary>Every detector of the catalogue with settings to run it, and series to run it on.</summary>
internal static class DetectorCases
{
    public const int Season = 24;

    /// <summary>The detector, with the few settings that have no default: limits for those that need them, a season for those that use one.</summary>
    public static IDetector Make(string name) => DetectorCatalog.Create(name, SettingsOf(name));

    public static Settings SettingsOf(string name) => new(name switch
    {
        "fixed" => new Dictionary<string, string> { ["above"] = "4", ["below"] = "-4" },
        "quantile-forecast" => new Dictionary<string, string> { ["units"] = "12", ["epochs"] = "12", ["learning-rate"] = "0.01", ["passes"] = "4" },
        _ when IsNetwork(name) => new Dictionary<string, string> { ["units"] = "12,6", ["epochs"] = "12", ["learning-rate"] = "0.01" },
        "seasonal-naive" => new Dictionary<string, string> { ["season"] = "24" },
        _ => [],
    });

    /// <summary>Detectors that train a network: with small settings here, so that the tests stay fast.</summary>
    private static bool IsNetwork(string name) => DetectorCatalog.Find(name).Settings.Any(s => s.Name == "epochs");

    /// <summary>With labels, for the detectors that need some; the others never look at them.</summary>
    public static FitContext Context(int threads = 1) => new()
    {
        Seed = 7,
        Threads = threads,
        Season = Season,
        Labels = new LabelSet([new SampleRange(20, 30), new SampleRange(200, 230)]),
    };

    public static IFittedDetector Fit(string name, float[] values, int channels)
    {
        var detector = Make(name);
        return detector.Fit(WindowSet.Sliding(values, channels, detector.WindowLength), Context());
    }

    /// <summary>T samples of a daily wave and noise, the channels related but not alike.</summary>
    public static float[] Series(int samples, int channels, ulong seed, double scale = 1, double level = 0)
    {
        var rng = new Rng(seed);
        var values = new float[samples * channels];
        for (var t = 0; t < samples; t++)
        {
            var shared = Math.Sin(2 * Math.PI * t / Season) + (0.2 * rng.NextNormal());
            for (var c = 0; c < channels; c++)
            {
                values[(t * channels) + c] = (float)(scale * (level + ((1 - (0.3 * c)) * shared) + (0.2 * rng.NextNormal())));
            }
        }

        return values;
    }

    public static float[] Scores(IFittedDetector fitted, float[] values, int channels)
        => Scores(fitted, WindowSet.Sliding(values, channels, fitted.WindowLength));

    public static float[] Scores(IFittedDetector fitted, WindowSet windows)
    {
        var scores = new float[windows.Count];
        fitted.Score(windows, scores);
        return scores;
    }

    public static (float[] Contributions, float[] Expected) Explanations(IFittedDetector fitted, WindowSet windows)
    {
        var (contributions, expected) = (new float[windows.Count * windows.Channels], new float[windows.Count * windows.Channels]);
        fitted.Explain(windows, contributions, expected);
        return (contributions, expected);
    }

    public static ArtifactReader Saved(Action<ArtifactWriter> write)
    {
        var writer = new ArtifactWriter();
        write(writer);
        return ArtifactReader.Of(writer);
    }
}
