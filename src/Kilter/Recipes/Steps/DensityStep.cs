using Kilter.Detectors.Errors;

namespace Kilter.Recipes.Steps;

/// <summary>Fits a normal distribution of several channels and gives densities.</summary>
internal static class DensityStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "density",
        Does = "fits a normal distribution with full covariance to one frame and gives the density of each row of another; leaves mean and covariance as NAME.mean and NAME.covariance (vectors), the density at the mean as NAME.peak, the distribution as NAME.normal",
        Settings =
        [
            new("in", "", "a reading, frame or grid", "whose rows get a density"),
            new("fit", "the same", "a reading, frame or grid", "what the distribution is fitted to"),
            new("covariance", "sample", "sample, population", "divided by n − 1 or by n"),
            new("log", "false", "true or false", "the logarithm of the density"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (rows, lessons) = (RowsOf(bench.Get<object>(settings.Text("in"))), RowsOf(bench.Get<object>(settings.Text("fit", settings.Text("in")))));
        var over = settings.Text("covariance", "sample") switch
        {
            "sample" => CovarianceOf.Sample,
            "population" => CovarianceOf.Population,
            _ => throw settings.Wrong("covariance", "sample or population"),
        };
        Guard.Length(rows.Columns, lessons.Columns, "in");
        var normal = GaussianErrorVector.Fit(lessons.Values, lessons.Columns, over);
        var densities = new double[rows.Rows];
        for (var r = 0; r < densities.Length; r++)
        {
            var log = normal.LogDensity(rows[r]);
            densities[r] = settings.Flag("log") ? log : Math.Exp(log);
        }

        bench.Put(settings.As, densities);
        var peak = normal.LogDensity(normal.Mean);
        bench.Put(settings.As + ".normal", normal);
        bench.Put(settings.As + ".peak", settings.Flag("log") ? peak : Math.Exp(peak));
        bench.Put(settings.As + ".mean", normal.Mean.ToArray());
        bench.Put(settings.As + ".covariance", normal.Covariance.ToArray());
    }

    private static Grid RowsOf(object thing) => thing is Grid grid ? grid
        : new Grid(LabelsStep.FrameOf(thing).Channels.Count, LabelsStep.FrameOf(thing).Values.ToArray());
}
