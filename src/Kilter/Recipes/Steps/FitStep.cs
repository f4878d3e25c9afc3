using Kilter.Detectors;
using Kilter.Detectors.Distance;
using Kilter.Frames;
using Kilter.Windows;

namespace Kilter.Recipes.Steps;

/// <summary>Fits a detector of the catalogue to windows.</summary>
internal static class FitStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "fit",
        Does = "fits a detector of the catalogue to windows or to the rows of a grid, with their labels where it needs some; of a one-class SVM, leaves NAME.support-vectors and NAME.rho",
        Settings =
        [
            new("detector", "", "a detector's name", "the detector"),
            new("set", "none", "an object", "its settings; the window is that of the windows"),
            new("in", "", "windows or a grid", "what it learns from; rows of a grid count as windows"),
            new("truth", "none", "flags", "which of the windows are anomalous; only detectors that learn from labels look at it"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var windows = WindowsOf(bench.Get<object>(settings.Text("in")));
        var set = settings.Named("set").With("window", FormattableString.Invariant($"{windows.Length}"));
        var fitted = DetectorCatalog.Create(settings.Text("detector"), set).Fit(windows, new FitContext
        {
            Seed = bench.Seed,
            Threads = bench.Context.Threads,
            Labels = settings.Has("truth") ? LabelsOf(bench.Get<bool[]>(settings.Text("truth")), windows) : null,
            Cancellation = bench.Context.Cancellation,
        });
        bench.Put(settings.As, fitted);
        if (fitted is FittedOneClassSvm machine)
        {
            bench.Put(settings.As + ".support-vectors", (double)machine.SupportVectors);
            bench.Put(settings.As + ".rho", machine.Rho);
        }
    }

    /// <summary>Windows, or the rows of a grid, one after the other without overlap.</summary>
    internal static WindowSet WindowsOf(object thing) => thing switch
    {
        WindowBatch batch => WindowSet.Sliding(batch.Inputs, batch.Width, batch.Steps, batch.Steps),
        Grid grid => WindowSet.Sliding(Array.ConvertAll(grid.Values, v => (float)v), grid.Columns, 1),
        _ => throw new ArgumentException($"Windows or a grid are needed, not a {thing.GetType().Name}."),
    };

    private static LabelSet LabelsOf(bool[] truth, WindowSet windows)
    {
        Guard.Length(truth.Length, windows.Count, "truth");
        return new LabelSet(Enumerable.Range(0, truth.Length).Where(n => truth[n]).Select(n => new SampleRange(windows.StartOf(n), windows.LastOf(n) + 1)));
    }
}
