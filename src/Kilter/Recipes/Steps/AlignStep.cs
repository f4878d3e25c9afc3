using Kilter.Detectors.Errors;

namespace Kilter.Recipes.Steps;

/// <summary>Turns forecasts of several samples ahead into the forecasts of each sample.</summary>
internal static class AlignStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "align",
        Does = "turns forecasts, one row a moment of forecasting and one column a step ahead, into one row a sample: column h is the forecast of it made h + 1 steps before",
        Settings =
        [
            new("in", "", "a grid", "the forecasts"),
            new("to", "none", "windows", "the windows that were forecast from: leaves what followed less every forecast of it as NAME.errors (a grid)"),
            new("missing", "one-step", "one-step, none", "what stands where a forecast was not made yet: the one-step forecast, or NaN"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var grid = bench.Get<Grid>(settings.Text("in"));
        var missing = settings.Text("missing", "one-step") switch
        {
            "one-step" => MissingForecast.RepeatOneStep,
            "none" => MissingForecast.Missing,
            _ => throw settings.Wrong("missing", "one-step or none"),
        };
        var aligned = grid with { Values = ForecastAlignment.BySample(grid.Values, grid.Columns, missing: missing) };
        bench.Put(settings.As, aligned);
        if (settings.Has("to"))
        {
            bench.Put(settings.As + ".errors", Errors(aligned, bench.Get<WindowBatch>(settings.Text("to"))));
        }
    }

    // The first value of a window's target is the sample that its row of aligned forecasts is about.
    private static Grid Errors(Grid aligned, WindowBatch windows)
    {
        Guard.Length(windows.Targets.Length, aligned.Values.Length, "to");
        var errors = new double[aligned.Values.Length];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = windows.Targets[i / aligned.Columns * aligned.Columns] - aligned.Values[i];
        }

        return aligned with { Values = errors };
    }
}
