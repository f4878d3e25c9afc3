using Kilter.Detectors.Errors;

namespace Kilter.Recipes.Steps;

/// <summary>Scores error vectors by their distance from those of normal running.</summary>
internal static class MahalanobisStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "mahalanobis",
        Does = "scores the rows of a grid by their squared Mahalanobis distance from the mean of another grid's rows",
        Settings =
        [
            new("in", "", "a grid", "the error vectors scored"),
            new("fit", "", "a grid", "the error vectors of normal running"),
            new("from", "0", "0 up", "rows before this are left out of the fit"),
            new("early", "zero", "zero, missing", "the score of rows before it: that of a zero vector, as the original has it, or none"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (scored, lessons, from) = (bench.Get<Grid>(settings.Text("in")), bench.Get<Grid>(settings.Text("fit")), settings.WholeNumber("from", 0));
        var normal = GaussianErrorVector.Fit(lessons.Values.AsSpan(from * lessons.Columns), lessons.Columns);
        var early = settings.Text("early", "zero") switch
        {
            "zero" => normal.SquaredDistance(new double[scored.Columns]),
            "missing" => double.NaN,
            _ => throw settings.Wrong("early", "zero or missing"),
        };
        var scores = new double[scored.Rows];
        for (var t = 0; t < scores.Length; t++)
        {
            scores[t] = t < from ? early : normal.SquaredDistance(scored[t]);
        }

        bench.Put(settings.As, scores);
    }
}
