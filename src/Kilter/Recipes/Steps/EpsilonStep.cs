using Kilter.Thresholds;

namespace Kilter.Recipes.Steps;

/// <summary>Chooses a density by F1.</summary>
internal static class EpsilonStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "epsilon",
        Does = "chooses the density below which samples are anomalous by its F1 against labels; leaves the F1 reached as NAME.f1",
        Settings =
        [
            new("in", "", "a vector", "densities, or their logarithms"),
            new("truth", "", "flags", "which are anomalous"),
            new("try", "grid", "grid, distinct", "evenly spread values, or every density that occurs"),
            new("steps", "1000", "1 up", "how many evenly spread ones"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (densities, truth) = (bench.Get<double[]>(settings.Text("in")), bench.Get<bool[]>(settings.Text("truth")));
        var choice = settings.Text("try", "grid") switch
        {
            "grid" => EpsilonByF1.Grid(densities, truth, settings.WholeNumber("steps", 1000)),
            "distinct" => EpsilonByF1.Distinct(densities, truth),
            _ => throw settings.Wrong("try", "grid or distinct"),
        };
        bench.Put(settings.As, choice.Epsilon);
        bench.Put(settings.As + ".f1", choice.F1);
    }
}
