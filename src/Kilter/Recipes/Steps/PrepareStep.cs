using Kilter.Frames;
using Kilter.Preparation;

namespace Kilter.Recipes.Steps;

/// <summary>Prepares the values of a frame.</summary>
internal static class PrepareStep
{
    /// <summary>The ending of the name under which the way back is left.</summary>
    public const string Way = ".way";

    public static StepEntry Entry { get; } = new()
    {
        Name = "prepare",
        Does = "prepares a frame by stages such as log-ratio or calendar, which learn from its first rows or from another frame; leaves the way back as NAME.way",
        Settings =
        [
            new("in", "", "a reading or frame", "what is prepared"),
            new("stages", "", "texts", "the stages in order, as with --prepare"),
            new("fit", "the same", "a reading or frame", "what the stages learn from"),
            new("fit-until", "the end", "a row", "the row after the last that they learn from"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var frame = LabelsStep.FrameOf(bench.Get<object>(settings.Text("in")));
        var lessons = LabelsStep.FrameOf(bench.Get<object>(settings.Text("fit", settings.Text("in"))));
        var rows = new SampleRange(0, settings.WholeNumber("fit-until", lessons.Count));
        var data = FittedPreparations.Fit(settings.Texts("stages"), lessons, rows).Apply(frame);
        bench.Put(settings.As, data.Frame);
        bench.Put(settings.As + Way, data);
    }
}
