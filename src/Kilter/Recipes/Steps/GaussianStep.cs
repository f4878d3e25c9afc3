using Kilter.Detectors.Errors;

namespace Kilter.Recipes.Steps;

/// <summary>Judges errors by a normal distribution of other errors.</summary>
internal static class GaussianStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "gaussian",
        Does = "fits a normal distribution to errors and judges others by it: two-sided and one-sided areas, deviations from the mean, or the log density (of grids, rows as vectors, log density alone); leaves NAME.mean and NAME.sd of a vector",
        Settings =
        [
            new("fit", "", "a vector or grid", "the errors it is fitted to; rows with NaN are left out"),
            new("in", "", "a vector or grid", "the errors to judge"),
            new("how", "two-sided", "two-sided, one-sided, deviations, log-density", "what each error gets: the area within as many deviations on one side, P(smaller), |error − mean| in deviations, or ln of the density"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (fit, errors) = (bench.Get<object>(settings.Text("fit")), bench.Get<object>(settings.Text("in")));
        if (fit is Grid { Columns: > 1 } rows && errors is Grid judged)
        {
            bench.Put(settings.As, Joint(settings, rows, judged));
            return;
        }

        var model = GaussianError.Fit([.. ErrorStep.GridOf(fit).Values.Where(e => !double.IsNaN(e))]);
        bench.Put(settings.As + ".mean", model.Mean);
        bench.Put(settings.As + ".sd", model.Deviation);
        bench.Put(settings.As, Array.ConvertAll(ErrorStep.GridOf(errors).Values, e => double.IsNaN(e) ? double.NaN : settings.Text("how", "two-sided") switch
        {
            "two-sided" => model.TwoSided(e),
            "one-sided" => model.OneSided(e),
            "deviations" => Math.Abs(model.Deviations(e)),
            "log-density" => model.LogDensity(e),
            _ => throw settings.Wrong("how", "two-sided, one-sided, deviations or log-density"),
        }));
    }

    private static double[] Joint(StepSettings settings, Grid rows, Grid judged)
    {
        if (settings.Text("how", "two-sided") != "log-density")
        {
            throw settings.Wrong("how", "log-density, for grids,");
        }

        var whole = Enumerable.Range(0, rows.Rows).Where(r => !HasNaN(rows[r])).SelectMany(r => rows[r].ToArray()).ToArray();
        var model = GaussianErrorVector.Fit(whole, rows.Columns);
        return [.. Enumerable.Range(0, judged.Rows).Select(r => HasNaN(judged[r]) ? double.NaN : model.LogDensity(judged[r]))];
    }

    private static bool HasNaN(ReadOnlySpan<double> row)
    {
        foreach (var value in row)
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }
}
