using Kilter.Preparation;

namespace Kilter.Recipes.Steps;

/// <summary>Brings prepared values back to measured units.</summary>
internal static class RestoreStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "restore",
        Does = "brings forecasts of prepared values back to the units before the preparation",
        Settings =
        [
            new("in", "", "a vector or grid", "the values, one row a window"),
            new("of", "", "the result of prepare", "which preparation"),
            new("windows", "", "windows", "whose targets the rows stand for"),
            new("channel", "0", "0 up", "the prepared channel"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var thing = bench.Get<object>(settings.Text("in"));
        var (grid, data) = (ErrorStep.GridOf(thing), bench.Get<PreparedData>(settings.Text("of") + PrepareStep.Way));
        var windows = bench.Get<WindowBatch>(settings.Text("windows"));
        Guard.Length(grid.Rows, windows.Count, "in");
        var channel = settings.WholeNumber("channel", 0);
        var restored = grid.Values.Select((value, i) => data.Restore(windows.Rows[i / grid.Columns], channel, value)).ToArray();
        bench.Put(settings.As, thing is Grid ? grid with { Values = restored } : restored);
    }
}
