using Kilter.Thresholds;

namespace Kilter.Recipes.Steps;

/// <summary>Finds the peaks of distances before which much had gathered.</summary>
internal static class PeakEventsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "peak-events",
        Does = "peaks whose sum of distances since the peak before is at least the mean of these sums and a margin: flags on the rows where behaviour changed, NAME.count, NAME.limit, the peaks' sums as NAME.sums, and both the distances and the flags as one value a row, NAME.distances and NAME.scores",
        Settings =
        [
            new("in", "", "a vector", "distances from each window to the next"),
            new("windows", "", "flat windows", "the windows: one more"),
            new("of", "", "a reading or frame", "what they were cut from"),
            new("margin", "150", "-99 up", "percent added to the mean"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var distances = bench.Get<double[]>(settings.Text("in"));
        var windows = bench.Get<WindowBatch>(settings.Text("windows"));
        var rows = LabelsStep.FrameOf(bench.Get<object>(settings.Text("of"))).Count;
        Guard.Length(distances.Length, Math.Max(0, windows.Count - 1), "in");
        var peaks = PeakSums.Of(distances);
        var events = PeakSums.Events(distances, settings.Number("margin", 150));
        var (flags, moved, name) = (new bool[rows], new double[rows], settings.As);
        foreach (var k in events)
        {
            flags[windows.Rows[k + 1]] = true;
        }

        for (var k = 0; k < distances.Length; k++)
        {
            moved[windows.Rows[k + 1]] = distances[k];
        }

        bench.Put(name, flags);
        bench.Put(name + ".count", (double)events.Count);
        bench.Put(name + ".limit", PeakSums.Limit(peaks, settings.Number("margin", 150)));
        bench.Put(name + ".sums", peaks.Select(p => p.Sum).ToArray());
        bench.Put(name + ".distances", moved);
        bench.Put(name + ".scores", Array.ConvertAll(flags, f => f ? 1.0 : 0));
    }
}
