using Kilter.Evaluation.Metrics;

namespace Kilter.Recipes.Steps;

/// <summary>Tries a grid of limits against labels.</summary>
internal static class SweepStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "sweep",
        Does = "tries a grid of limits against labels and leaves the best F (an oracle: the labels choose) as NAME, and NAME.precision, NAME.recall, NAME.limit; every step as the vectors NAME.limits, NAME.precisions, NAME.recalls, NAME.values",
        Settings =
        [
            new("in", "", "a vector", "the scores"),
            new("labels", "", "flags or a label set", "the human truth"),
            new("count", "1000", "2 up", "how many limits"),
            new("spacing", "log", "log, linear", "from 1 to the highest score in its logarithm, or from 0"),
            new("beta", "1", "0.01 to 100", "how many times as much recall weighs"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var scores = bench.Get<double[]>(settings.Text("in"));
        var spacing = settings.Text("spacing", "log") switch
        {
            "log" => SweepSpacing.Logarithmic,
            "linear" => SweepSpacing.Linear,
            _ => throw settings.Wrong("spacing", "log or linear"),
        };
        var steps = ThresholdSweep.Run(scores, JudgeStep.FlagsOf(bench.Get<object>(settings.Text("labels")), scores.Length), settings.WholeNumber("count", 1000), spacing, settings.Number("beta", 1));
        var (name, best) = (settings.As, ThresholdSweep.Best(steps));
        bench.Put(name, best.Value);
        bench.Put(name + ".precision", best.Precision);
        bench.Put(name + ".recall", best.Recall);
        bench.Put(name + ".limit", best.Limit);
        bench.Put(name + ".limits", steps.Select(s => s.Limit).ToArray());
        bench.Put(name + ".precisions", steps.Select(s => s.Precision).ToArray());
        bench.Put(name + ".recalls", steps.Select(s => s.Recall).ToArray());
        bench.Put(name + ".values", steps.Select(s => s.Value).ToArray());
    }
}
