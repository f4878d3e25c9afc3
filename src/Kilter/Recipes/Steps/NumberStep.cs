namespace Kilter.Recipes.Steps;

/// <summary>One number of a vector.</summary>
internal static class NumberStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "number",
        Does = "one number of a vector, of a grid's column, of flags, or a given one",
        Settings =
        [
            new("in", "", "a vector, grid or flags", "of what"),
            new("column", "all", "0 up", "of a grid: this column alone"),
            new("what", "mean", "mean, sd, min, max, median, quantile, sum, rms, count, above, first, last, at, value", "which number; above counts values beyond the number of 'limit'; count the true flags or the values"),
            new("share", "0.5", "0 to 1", "of the quantile"),
            new("limit", "", "a name or a number", "what above counts from"),
            new("row", "0", "a row", "of at"),
            new("value", "0", "a number", "the number itself"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var what = settings.Text("what", "mean");
        if (what == "value")
        {
            bench.Put(settings.As, settings.Number("value"));
            return;
        }

        var values = bench.Get<object>(settings.Text("in")) switch
        {
            double[] vector => vector,
            bool[] flags => [.. flags.Where(f => f).Select(_ => 1.0)],
            Grid grid => settings.Has("column") ? grid.Column(settings.WholeNumber("column")) : grid.Values,
            _ => throw settings.Wrong("in", "the name of a vector, grid or flags"),
        };
        bench.Put(settings.As, what switch
        {
            "mean" => values.Length == 0 ? double.NaN : values.Sum() / values.Length,
            "sd" => Deviation(values),
            "min" => values.Length == 0 ? double.NaN : values.Min(),
            "max" => values.Length == 0 ? double.NaN : values.Max(),
            "median" => Quantile(values, 0.5),
            "quantile" => Quantile(values, settings.Number("share", 0.5)),
            "sum" => values.Sum(),
            "rms" => values.Length == 0 ? double.NaN : Math.Sqrt(values.Sum(v => v * v) / values.Length),
            "count" => values.Length,
            "above" => Above(values, NumberOf(settings, "limit", bench)),
            "first" => values[0],
            "last" => values[^1],
            "at" => values[settings.WholeNumber("row")],
            _ => throw settings.Wrong("what", "mean, sd, min, max, median, quantile, sum, rms, count, above, first, last, at or value"),
        });
    }

    /// <summary>A number given as such or by its name on the bench.</summary>
    internal static double NumberOf(StepSettings settings, string name, Bench bench)
        => settings.IsText(name) ? bench.Get<double>(settings.Text(name)) : settings.Number(name);

    private static double Above(double[] values, double limit) => values.Count(v => v > limit);

    private static double Deviation(double[] values)
    {
        var mean = values.Sum() / values.Length;
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length);
    }

    // Between neighbouring order statistics on a straight line (Hyndman and Fan's type 7).
    private static double Quantile(double[] values, double share)
    {
        if (values.Length == 0)
        {
            return double.NaN;
        }

        double[] sorted = [.. values.Order()];
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
