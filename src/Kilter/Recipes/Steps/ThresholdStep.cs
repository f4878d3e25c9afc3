using Kilter.Thresholds;

namespace Kilter.Recipes.Steps;

/// <summary>Sets a limit by a rule of the threshold catalogue.</summary>
internal static class ThresholdStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "threshold",
        Does = "sets a limit on scores by a rule of the catalogue; leaves it as NAME, its number as NAME.limit",
        Settings =
        [
            new("in", "", "a vector", "the scores the rule is calibrated on"),
            new("rule", "", "a threshold's name", "the rule"),
            new("set", "none", "an object", "its settings"),
            new("samples-per-unit", "10000", "above 0", "samples in one unit of rate"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var scores = Array.ConvertAll(bench.Get<double[]>(settings.Text("in")), v => (float)v);
        var context = new CalibrationContext { SamplesPerUnit = settings.Number("samples-per-unit", 10_000) };
        var fitted = ThresholdCatalog.Create(settings.Text("rule"), settings.Named("set")).Calibrate(scores, context);
        bench.Put(settings.As, fitted);
        bench.Put(settings.As + ".limit", fitted.Limit);
    }
}
