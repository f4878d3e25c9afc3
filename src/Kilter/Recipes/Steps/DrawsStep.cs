using Kilter.Detectors.Errors;

namespace Kilter.Recipes.Steps;

/// <summary>One number a window from stochastic forecasts.</summary>
internal static class DrawsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "draws",
        Does = "one number a window over the passes of a stochastic network: the mean, a quantile, or the first, of one output",
        Settings =
        [
            new("in", "", "the result of predict with passes", "the draws"),
            new("column", "0", "0 up", "the output"),
            new("what", "mean", "mean, quantile or first", "what is taken"),
            new("share", "0.5", "0 to 1", "of the quantile"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var passes = bench.Get<List<Grid>>(settings.Text("in") + ".passes");
        var column = settings.WholeNumber("column", 0);
        var draws = passes.Select(p => p.Column(column)).ToArray();
        var result = new double[passes[0].Rows];
        switch (settings.Text("what", "mean"))
        {
            case "mean":
                for (var i = 0; i < result.Length; i++)
                {
                    result[i] = draws.Sum(d => d[i]) / draws.Length;
                }

                break;
            case "first":
                result = draws[0];
                break;
            case "quantile":
                QuantileBand.OverDraws([.. draws.SelectMany(d => d)], settings.Number("share", 0.5), result);
                break;
            default:
                throw settings.Wrong("what", "mean, quantile or first");
        }

        bench.Put(settings.As, result);
    }
}
