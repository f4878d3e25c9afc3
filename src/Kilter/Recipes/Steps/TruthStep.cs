
namespace Kilter.Recipes.Steps;

/// <summary>Makes flags of the truth.</summary>
internal static class TruthStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "truth",
        Does = "makes flags of the truth: from a vector in which anomalous rows are not 0, or for normal and anomalous windows behind each other",
        Settings =
        [
            new("in", "", "a vector, reading or frame", "not 0 where anomalous; of a reading or frame the first channel"),
            new("parts", "", "two names", "the normal ones and the anomalous ones, in the order in which 'join' takes them"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        if (settings.Has("parts"))
        {
            var parts = settings.Texts("parts");
            int[] counts = [.. parts.Select(p => PickStep.CountOf(bench.Get<object>(p)))];
            bench.Put(settings.As, counts.Length == 2
                ? Enumerable.Range(0, counts[0] + counts[1]).Select(n => n >= counts[0]).ToArray()
                : throw settings.Wrong("parts", "the names of the normal and of the anomalous windows"));
            return;
        }

        var thing = bench.Get<object>(settings.Text("in"));
        var values = thing is double[] vector ? vector : LabelsStep.FrameOf(thing).Column(0);
        bench.Put(settings.As, Array.ConvertAll(values, v => v != 0));
    }
}
