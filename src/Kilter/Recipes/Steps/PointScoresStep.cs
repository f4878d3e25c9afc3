using Kilter.Detectors.Errors;
using Kilter.Windows;

namespace Kilter.Recipes.Steps;

/// <summary>Errors of windows as errors of samples.</summary>
internal static class PointScoresStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "point-scores",
        Does = "brings the errors of overlapping windows of one channel back to one a sample; NaN where no window reaches, counted as NAME.unknown",
        Settings =
        [
            new("in", "", "a grid", "errors, a row a window and a column a sample of it"),
            new("windows", "", "pooled windows", "the windows they belong to"),
            new("rule", "mean", "mean, max, last", "what becomes of several errors of one sample"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var name = settings.Text("windows");
        var scores = new double[(int)bench.Get<double>(name + ".samples")];
        OverlappingErrors.ToSamples(bench.Get<WindowSet>(name + ".set"), bench.Get<Grid>(settings.Text("in")).Values, settings.Text("rule", "mean") switch
        {
            "mean" => AlignmentRule.Mean,
            "max" => AlignmentRule.Max,
            "last" => AlignmentRule.Last,
            _ => throw settings.Wrong("rule", "mean, max or last"),
        }, scores);
        bench.Put(settings.As, scores);
        bench.Put(settings.As + ".unknown", (double)scores.Count(double.IsNaN));
    }
}
