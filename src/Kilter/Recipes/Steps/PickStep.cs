namespace Kilter.Recipes.Steps;

/// <summary>Picks rows by flags.</summary>
internal static class PickStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "pick",
        Does = "picks the rows of windows, a grid, a vector or flags at which flags are true",
        Settings =
        [
            new("in", "", "windows, a grid, a vector or flags", "what to pick from"),
            new("where", "", "flags", "which rows"),
            new("not", "false", "true or false", "the other rows instead"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (thing, where) = (bench.Get<object>(settings.Text("in")), bench.Get<bool[]>(settings.Text("where")));
        Guard.Length(where.Length, CountOf(thing), "where");
        var wanted = !settings.Flag("not");
        bench.Put(settings.As, Pick(thing, [.. Enumerable.Range(0, where.Length).Where(i => where[i] == wanted)]));
    }

    /// <summary>How many rows a thing has.</summary>
    internal static int CountOf(object thing) => thing switch
    {
        WindowBatch windows => windows.Count,
        Grid grid => grid.Rows,
        double[] vector => vector.Length,
        bool[] flags => flags.Length,
        _ => throw new ArgumentException($"Windows, a grid, a vector or flags are needed, not a {thing.GetType().Name}."),
    };

    /// <summary>The rows of these numbers, in this order.</summary>
    internal static object Pick(object thing, int[] rows) => thing switch
    {
        WindowBatch windows => windows.Pick(rows),
        Grid grid => grid with { Values = [.. rows.SelectMany(r => grid[r].ToArray())] },
        double[] vector => Array.ConvertAll(rows, r => vector[r]),
        bool[] flags => Array.ConvertAll(rows, r => flags[r]),
        _ => throw new ArgumentException($"Windows, a grid, a vector or flags are needed, not a {thing.GetType().Name}."),
    };
}
