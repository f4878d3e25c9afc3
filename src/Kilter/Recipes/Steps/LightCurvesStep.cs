using Kilter.Sources;
using Kilter.Sources.Synthetic;

namespace Kilter.Recipes.Steps;

/// <summary>Makes light curves.</summary>
internal static class LightCurvesStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "light-curves",
        Does = "makes light curves of unequal length with gaps and a recurring dip, as one reading with jumps in time; leaves NAME.truth (flags), NAME.curve (the number of each row's curve), NAME.periods",
        Settings =
        [
            new("count", "60", "1 up", "how many curves"),
            new("shortest", "300", "10 up", "fewest samples of a curve"),
            new("longest", "900", "10 up", "most samples of a curve"),
            new("depth", "6", "0 to 100", "depth of a dip in standard deviations of the noise"),
            new("draw-seed", "1", "0 up", "seed of the curves; the run's own seed is not used, so that all runs see the same"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var set = LightCurves.Make(new LightCurveOptions
        {
            Count = settings.WholeNumber("count", 60),
            Shortest = settings.WholeNumber("shortest", 300),
            Longest = settings.WholeNumber("longest", 900),
            Depth = settings.Number("depth", 6),
        }, (ulong)settings.WholeNumber("draw-seed", 1));
        bench.Put(settings.As, new Reading
        {
            Name = "light curves",
            Frame = set.Frame,
            Labels = set.Labels,
            Columns = [],
            Rows = set.Frame.Count,
            Layout = "made up",
            Fingerprint = FormattableString.Invariant($"light-curves-{settings.WholeNumber("draw-seed", 1)}"),
        });
        var (truth, curve) = (new bool[set.Frame.Count], new double[set.Frame.Count]);
        foreach (var range in set.Labels.Ranges)
        {
            truth.AsSpan(range.Start, range.Length).Fill(true);
        }

        for (var n = 0; n < set.Curves.Count; n++)
        {
            curve.AsSpan(set.Curves[n].Start, set.Curves[n].Length).Fill(n);
        }

        bench.Put(settings.As + ".truth", truth);
        bench.Put(settings.As + ".curve", curve);
        bench.Put(settings.As + ".periods", set.Periods);
    }
}
