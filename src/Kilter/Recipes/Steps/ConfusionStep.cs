using Kilter.Evaluation.Metrics;

namespace Kilter.Recipes.Steps;

/// <summary>Counts hits and misses.</summary>
internal static class ConfusionStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "confusion",
        Does = "compares flags with the truth; leaves NAME.tn, .fp, .fn, .tp, .precision, .recall, .f1 (0 where undefined), .accuracy, the normal class's .normal-f1, and all four counts as the text NAME",
        Settings =
        [
            new("flags", "", "flags", "what was flagged"),
            new("truth", "", "flags", "what is anomalous"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var counts = Confusion.Of(bench.Get<bool[]>(settings.Text("truth")), bench.Get<bool[]>(settings.Text("flags")));
        var other = new Confusion(counts.TruePositives, counts.FalseNegatives, counts.FalsePositives, counts.TrueNegatives);
        var name = settings.As;
        bench.Put(name, FormattableString.Invariant($"{counts.TrueNegatives} {counts.FalsePositives} {counts.FalseNegatives} {counts.TruePositives}"));
        bench.Put(name + ".tn", (double)counts.TrueNegatives);
        bench.Put(name + ".fp", (double)counts.FalsePositives);
        bench.Put(name + ".fn", (double)counts.FalseNegatives);
        bench.Put(name + ".tp", (double)counts.TruePositives);
        bench.Put(name + ".precision", counts.PrecisionOrZero);
        bench.Put(name + ".recall", counts.RecallOrZero);
        bench.Put(name + ".f1", counts.FBetaOrZero(1));
        bench.Put(name + ".normal-f1", other.FBetaOrZero(1));
        bench.Put(name + ".accuracy", counts.Accuracy);
    }
}
