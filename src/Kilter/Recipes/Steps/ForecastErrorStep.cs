using Kilter.Evaluation.Metrics;

namespace Kilter.Recipes.Steps;

/// <summary>How good forecasts are, in one number.</summary>
internal static class ForecastErrorStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "forecast-error",
        Does = "one number that says how far forecasts lie from values: mae, rmse, msle (of log(1 + value)), or the pinball loss of a quantile",
        Settings =
        [
            new("of", "", "a vector, a grid of one column, or a number", "the forecasts; a number stands for every value"),
            new("to", "", "a vector, or windows of one target", "the values"),
            new("what", "mae", "mae, rmse, msle, pinball", "which number"),
            new("quantile", "0.5", "0 to 1", "of the pinball loss"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var values = bench.Get<object>(settings.Text("to")) switch
        {
            WindowBatch { TargetLength: 1 } windows => Array.ConvertAll(windows.Targets, v => (double)v),
            double[] vector => vector,
            _ => throw settings.Wrong("to", "the name of a vector, or of windows with one target,"),
        };
        var forecasts = bench.Get<object>(settings.Text("of")) switch
        {
            double number => Enumerable.Repeat(number, values.Length).ToArray(),
            var other => ErrorStep.GridOf(other) is { Columns: 1 } grid ? grid.Values : throw settings.Wrong("of", "the name of one forecast a value"),
        };
        bench.Put(settings.As, settings.Text("what", "mae") switch
        {
            "mae" => ForecastErrors.MeanAbsolute(values, forecasts),
            "rmse" => ForecastErrors.RootMeanSquare(values, forecasts),
            "msle" => ForecastErrors.MeanSquaredLog(values, forecasts),
            "pinball" => ForecastErrors.Pinball(values, forecasts, settings.Number("quantile", 0.5)),
            _ => throw settings.Wrong("what", "mae, rmse, msle or pinball"),
        });
    }
}
