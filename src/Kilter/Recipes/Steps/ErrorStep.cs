namespace Kilter.Recipes.Steps;

/// <summary>Compares predictions with what was to be predicted.</summary>
internal static class ErrorStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "error",
        Does = "the error of predictions: a grid like them, or one number a row",
        Settings =
        [
            new("of", "", "a grid or vector", "the predictions"),
            new("to", "", "windows, a grid or a vector", "the truth"),
            new("how", "absolute", "absolute, squared, signed", "signed is truth less prediction"),
            new("reduce", "none", "none, mean, max, sum", "what becomes of a row"),
            new("last", "all", "1 up", "only the last so many values of a row"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var predicted = GridOf(bench.Get<object>(settings.Text("of")));
        var truth = bench.Get<object>(settings.Text("to")) switch
        {
            WindowBatch windows => Grid.Of(windows.TargetLength, windows.Targets),
            var other => GridOf(other),
        };
        Guard.Length(predicted.Values.Length, truth.Values.Length, "of");
        var last = settings.WholeNumber("last", predicted.Columns);
        var errors = new double[predicted.Rows * last];
        for (var r = 0; r < predicted.Rows; r++)
        {
            for (var c = 0; c < last; c++)
            {
                var at = (r * predicted.Columns) + predicted.Columns - last + c;
                errors[(r * last) + c] = Error(settings, truth.Values[at] - predicted.Values[at]);
            }
        }

        var grid = new Grid(last, errors);
        bench.Put(settings.As, settings.Text("reduce", "none") switch
        {
            "none" => last == 1 ? errors : grid,
            "mean" => Reduce(grid, row => Sum(row) / row.Length),
            "sum" => Reduce(grid, Sum),
            "max" => Reduce(grid, Max),
            _ => throw settings.Wrong("reduce", "none, mean, max or sum"),
        });
    }

    /// <summary>A grid, or a vector as a grid of one column.</summary>
    internal static Grid GridOf(object thing) => thing switch
    {
        Grid grid => grid,
        double[] vector => new Grid(1, vector),
        _ => throw new ArgumentException($"A grid or vector is needed, not a {thing.GetType().Name}."),
    };

    private static double Error(StepSettings settings, double residual) => settings.Text("how", "absolute") switch
    {
        "absolute" => Math.Abs(residual),
        "squared" => residual * residual,
        "signed" => residual,
        _ => throw settings.Wrong("how", "absolute, squared or signed"),
    };

    private static double[] Reduce(Grid grid, Reduction reduction)
    {
        var reduced = new double[grid.Rows];
        for (var r = 0; r < reduced.Length; r++)
        {
            reduced[r] = reduction(grid[r]);
        }

        return reduced;
    }

    private static double Sum(ReadOnlySpan<double> row)
    {
        var sum = 0.0;
        foreach (var value in row)
        {
            sum += value;
        }

        return sum;
    }

    private static double Max(ReadOnlySpan<double> row)
    {
        var max = double.NegativeInfinity;
        foreach (var value in row)
        {
            max = Math.Max(max, value);
        }

        return max;
    }

    private delegate double Reduction(ReadOnlySpan<double> row);
}
