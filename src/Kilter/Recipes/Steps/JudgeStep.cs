using Kilter.Evaluation;
using Kilter.Frames;

namespace Kilter.Recipes.Steps;

/// <summary>Judges scores by labels.</summary>
internal static class JudgeStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "judge",
        Does = "measures scores against labels by metrics of the catalogue: each as NAME.METRIC, NaN where undefined",
        Settings =
        [
            new("in", "", "a vector", "the scores, higher for more anomalous"),
            new("labels", "", "flags or a label set", "the human truth"),
            new("metrics", "", "names", "which metrics"),
            new("limit", "none", "a number or its name", "the score at which an alarm starts"),
            new("rule", "above", "above, at-least", "whether the limit itself is an alarm"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var scores = bench.Get<double[]>(settings.Text("in"));
        var judged = new JudgedScores(scores, FlagsOf(bench.Get<object>(settings.Text("labels")), scores.Length), new()
        {
            Limit = settings.Has("limit") ? NumberStep.NumberOf(settings, "limit", bench) : null,
            Rule = settings.Text("rule", "above") switch
            {
                "above" => LimitRule.Above,
                "at-least" => LimitRule.AtLeast,
                _ => throw settings.Wrong("rule", "above or at-least"),
            },
        });
        foreach (var metric in settings.Texts("metrics"))
        {
            bench.Put($"{settings.As}.{metric}", Evaluator.Measure(MetricCatalog.Find(metric), judged).Value);
        }
    }

    /// <summary>Labels as flags, one a row.</summary>
    internal static bool[] FlagsOf(object labels, int rows)
    {
        switch (labels)
        {
            case bool[] flags:
                return flags;
            case LabelSet set:
                var made = new bool[rows];
                foreach (var range in set.Ranges)
                {
                    made.AsSpan(range.Start, range.Length).Fill(true);
                }

                return made;
            default:
                throw new ArgumentException($"Flags or a label set are needed, not a {labels.GetType().Name}.");
        }
    }
}
