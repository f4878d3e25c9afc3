namespace Kilter.Recipes.Steps;

/// <summary>Arithmetic, value by value.</summary>
internal static class ComputeStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "compute",
        Does = "arithmetic on numbers, vectors and grids, value by value",
        Settings =
        [
            new("a", "", "a number, vector or grid", "the first of the two"),
            new("how", "", "plus, minus, times, over, log, exp, abs, square, root, negate, single", "what is done; the last seven take a alone; single rounds to float32, as scores are"),
            new("b", "", "a number, vector or grid of the same length, or a plain number", "the second"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var a = bench.Get<object>(settings.Text("a"));
        Func<double, double>? alone = settings.Text("how") switch
        {
            "log" => Math.Log,
            "exp" => Math.Exp,
            "abs" => Math.Abs,
            "square" => v => v * v,
            "root" => Math.Sqrt,
            "negate" => v => -v,
            "single" => v => (float)v,
            _ => null,
        };
        bench.Put(settings.As, alone is not null ? Like(a, Array.ConvertAll(ValuesOf(a), v => alone(v))) : Both(settings, a, bench));
    }

    private static object Both(StepSettings settings, object a, Bench bench)
    {
        Func<double, double, double> both = settings.Text("how") switch
        {
            "plus" => (x, y) => x + y,
            "minus" => (x, y) => x - y,
            "times" => (x, y) => x * y,
            "over" => (x, y) => x / y,
            _ => throw settings.Wrong("how", "plus, minus, times, over, log, exp, abs, square, root, negate or single"),
        };
        var other = settings.IsText("b") ? bench.Get<object>(settings.Text("b")) : settings.Number("b");
        var (first, second) = (ValuesOf(a), ValuesOf(other));
        if (first.Length != second.Length && first.Length != 1 && second.Length != 1)
        {
            throw new ArgumentException($"'a' has {first.Length} values and 'b' {second.Length}; they must be as many, or one of them a single number.");
        }

        var result = new double[Math.Max(first.Length, second.Length)];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = both(first[first.Length == 1 ? 0 : i], second[second.Length == 1 ? 0 : i]);
        }

        return Like(first.Length >= second.Length ? a : other, result);
    }

    private static double[] ValuesOf(object thing) => thing switch
    {
        double number => [number],
        double[] vector => vector,
        Grid grid => grid.Values,
        _ => throw new ArgumentException($"A number, vector or grid is needed, not a {thing.GetType().Name}."),
    };

    private static object Like(object thing, double[] values) => thing switch
    {
        double => values[0],
        Grid grid => grid with { Values = values },
        _ => values,
    };
}
