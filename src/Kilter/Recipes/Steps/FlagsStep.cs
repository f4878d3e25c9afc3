namespace Kilter.Recipes.Steps;

/// <summary>Turns scores into flags.</summary>
internal static class FlagsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "flags",
        Does = "says which scores pass a limit; NaN passes none",
        Settings =
        [
            new("in", "", "a vector", "the scores"),
            new("limit", "", "a name or a number", "the limit"),
            new("rule", "above", "above, at-least, below, at-most", "which side is flagged, and whether the limit itself is"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var scores = bench.Get<double[]>(settings.Text("in"));
        var limit = NumberStep.NumberOf(settings, "limit", bench);
        bench.Put(settings.As, settings.Text("rule", "above") switch
        {
            "above" => Array.ConvertAll(scores, s => s > limit),
            "at-least" => Array.ConvertAll(scores, s => s >= limit),
            "below" => Array.ConvertAll(scores, s => s < limit),
            "at-most" => Array.ConvertAll(scores, s => s <= limit),
            _ => throw settings.Wrong("rule", "above, at-least, below or at-most"),
        });
    }
}
