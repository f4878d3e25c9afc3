using Kilter.Detectors;

namespace Kilter.Recipes.Steps;

/// <summary>Finds after how many samples a channel repeats.</summary>
internal static class SeasonStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "season",
        Does = "finds after how many samples a channel repeats: a number, 0 when it does not",
        Settings =
        [
            new("in", "", "a reading or frame", "where to look"),
            new("channel", "0", "a channel's number", "which channel"),
            new("longest", "600", "2 up", "samples; never more than a third of the rows"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var frame = LabelsStep.FrameOf(bench.Get<object>(settings.Text("in")));
        bench.Put(settings.As, (double)SeasonFinder.Find(frame.Column(settings.WholeNumber("channel", 0)), Math.Min(settings.WholeNumber("longest", 600), frame.Count / 3)));
    }
}
