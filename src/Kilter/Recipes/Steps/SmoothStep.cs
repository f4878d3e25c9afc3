using Kilter.Detectors.Errors;

namespace Kilter.Recipes.Steps;

/// <summary>Smooths scores over a stretch around each sample.</summary>
internal static class SmoothStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "smooth",
        Does = "the mean of a vector over a stretch around each row; looks ahead by half of it",
        Settings = [new("in", "", "a vector", "what is smoothed"), new("width", "", "a number or its name", "rows in the stretch"), StepEntry.As],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
        => bench.Put(settings.As, CentredMean.Of(bench.Get<double[]>(settings.Text("in")), (int)NumberStep.NumberOf(settings, "width", bench)));
}
