using Kilter.Detectors.Reconstruction;

namespace Kilter.Recipes.Steps;

/// <summary>Measures how far behaviour moved from window to window.</summary>
internal static class CodeDistancesStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "code-distances",
        Does = "the distance of each row of a grid to the next, in units of their sizes; leaves the count of rows that are zero as NAME.zeros",
        Settings = [new("in", "", "a grid", "codes, one row a window"), StepEntry.As],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var codes = bench.Get<Grid>(settings.Text("in"));
        bench.Put(settings.As, CodeDistance.Consecutive(codes.Values, codes.Columns));
        bench.Put(settings.As + ".zeros", (double)Enumerable.Range(0, codes.Rows).Count(r => !codes[r].ContainsAnyExcept(0.0)));
    }
}
