using System.Diagnostics;
using System.Globalization;
using Kilter.Detectors;
using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Benchmarks;

/// <summary>Fit and score times of every detector of the catalogue on one long made-up series.</summary>
internal static class DetectorBenchmark
{
    private const int Season = 288;

    public static int Run(string[] arguments)
    {
        var samples = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        var channels = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        var only = arguments.Length > 2 ? arguments[2] : null;
        var values = Series(samples, channels);
        Console.WriteLine($"{samples:N0} samples x {channels} channels; fit on the first tenth, score all, one thread");
        Console.WriteLine("detector           window      fit s    score s   ns a sample   MB allocated scoring");
        foreach (var entry in DetectorCatalog.All.Where(e => only is null || e.Name == only))
        {
            Measure(entry, values, channels);
        }

        return 0;
    }

    private static void Measure(DetectorEntry entry, float[] values, int channels)
    {
        var settings = entry.Name == "fixed" ? Settings.None.With("above", "4") : Settings.None;
        var detector = entry.Create(settings);
        var windows = WindowSet.Sliding(values, channels, detector.WindowLength);
        var clock = Stopwatch.StartNew();
        var fitted = detector.Fit(windows.Slice(0, windows.Count / 10), new FitContext { Season = Season, Threads = 1 });
        var fit = clock.Elapsed.TotalSeconds;
        var scores = new float[windows.Count];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        clock.Restart();
        fitted.Score(windows, scores);
        var score = clock.Elapsed.TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Console.WriteLine($"{entry.Name,-18} {detector.WindowLength,6} {fit,10:F3} {score,10:F3} {score * 1e9 / windows.Count,13:F1} {allocated / 1e6,12:F2}");
    }

    private static float[] Series(int samples, int channels)
    {
        var rng = new Rng(1);
        var values = new float[(long)samples * channels];
        for (var t = 0; t < samples; t++)
        {
            var shared = Math.Sin(2 * Math.PI * t / Season);
            for (var c = 0; c < channels; c++)
            {
                values[(t * channels) + c] = (float)(shared + (0.3 * rng.NextNormal()));
            }
        }

        return values;
    }
}
