namespace Kilter.Recipes.Steps;

/// <summary>Puts things of one kind behind each other.</summary>
internal static class JoinStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "join",
        Does = "puts vectors, flags, grids or windows behind each other",
        Settings = [new("in", "", "names", "what to join, in order"), StepEntry.As],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        object[] things = [.. settings.Texts("in").Select(bench.Get<object>)];
        bench.Put(settings.As, things switch
        {
            [double[], ..] => things.Cast<double[]>().SelectMany(v => v).ToArray(),
            [bool[], ..] => things.Cast<bool[]>().SelectMany(v => v).ToArray(),
            [Grid first, ..] => first with { Values = [.. things.Cast<Grid>().SelectMany(g => g.Values)] },
            [WindowBatch first, ..] => Windows(first, [.. things.Cast<WindowBatch>()]),
            _ => throw settings.Wrong("in", "names of vectors, of flags, of grids or of windows"),
        });
    }

    private static WindowBatch Windows(WindowBatch first, WindowBatch[] all) => first with
    {
        Inputs = [.. all.SelectMany(w => w.Inputs)],
        Targets = [.. all.SelectMany(w => w.Targets)],
        Rows = [.. all.SelectMany(w => w.Rows)],
    };
}
