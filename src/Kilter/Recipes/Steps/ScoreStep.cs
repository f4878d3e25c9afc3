using Kilter.Detectors;

namespace Kilter.Recipes.Steps;

/// <summary>Scores windows with a fitted detector.</summary>
internal static class ScoreStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "score",
        Does = "scores windows, or the rows of a grid, with a fitted detector: one number a window, higher is more anomalous",
        Settings =
        [
            new("with", "", "a fitted detector", "what scores"),
            new("in", "", "windows or a grid", "what is scored"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var windows = FitStep.WindowsOf(bench.Get<object>(settings.Text("in")));
        var scores = new float[windows.Count];
        bench.Get<IFittedDetector>(settings.Text("with")).Score(windows, scores);
        bench.Put(settings.As, Array.ConvertAll(scores, s => (double)s));
    }
}
