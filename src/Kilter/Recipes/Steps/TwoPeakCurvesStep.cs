using Kilter.Sources.Synthetic;

namespace Kilter.Recipes.Steps;

/// <summary>Makes the curves of the two-peak experiment.</summary>
internal static class TwoPeakCurvesStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "two-peak-curves",
        Does = "draws curves with one peak, and anomalous ones with two; leaves windows NAME.normal, NAME.anomalous, NAME.validation (anomalous ones first), flags NAME.validation-truth, and the sums of all values as NAME.PART-sum",
        Settings =
        [
            new("draw-seed", "42", "0 up", "NumPy's seed of the stream"),
            new("normal", "2000", "1 up", "normal curves to learn from and test on"),
            new("anomalous", "200", "1 up", "anomalous ones"),
            new("validation", "100", "1 up", "curves of each kind for validation"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (curves, each) = (new TwoPeakCurves((uint)settings.WholeNumber("draw-seed", 42)), settings.WholeNumber("validation", 100));
        Put("normal", curves.Normal(settings.WholeNumber("normal", 2000)));
        Put("anomalous", curves.Anomalous(settings.WholeNumber("anomalous", 200)));

        // The stream gives the anomalous ones of the validation first.
        var anomalous = Put("validation-anomalous", curves.Anomalous(each));
        var normal = Put("validation-normal", curves.Normal(each));
        bench.Put(settings.As + ".validation", Batch([.. anomalous.Values, .. normal.Values], normal.Points));
        bench.Put(settings.As + ".validation-truth", Enumerable.Range(0, 2 * each).Select(n => n < each).ToArray());

        CurveSet Put(string part, CurveSet set)
        {
            bench.Put($"{settings.As}.{part}", Batch(set.Values, set.Points));
            bench.Put($"{settings.As}.{part}-sum", set.Values.Sum());
            return set;
        }
    }

    private static WindowBatch Batch(double[] values, int points)
    {
        var narrow = Array.ConvertAll(values, v => (float)v);
        return new WindowBatch(1, points, narrow, points, narrow, [.. Enumerable.Range(0, values.Length / points)]);
    }
}
