using Kilter.Preparation;

namespace Kilter.Recipes.Steps;

/// <summary>Lengthens a training series by noisy copies of itself.</summary>
internal static class NoiseCopiesStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "noise-copies",
        Does = "puts noisy copies of a frame behind it; leaves the count of rows as NAME.rows",
        Settings =
        [
            new("in", "", "a reading or frame", "what is copied"),
            new("ratio", "0.05", "above 0", "the noise of the last copy, in standard deviations"),
            new("interval", "0.0005", "above 0", "how much the noise grows from copy to copy: there are ratio/interval copies"),
            new("most-rows", "100000", "1 up", "rows beyond are cut off"),
            new("identical", "false", "true or false", "one draw at the full ratio for all copies, as an original has it"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var longer = NoiseCopies.Of(LabelsStep.FrameOf(bench.Get<object>(settings.Text("in"))), new()
        {
            Ratio = settings.Number("ratio", 0.05),
            Interval = settings.Number("interval", 0.0005),
            MostRows = settings.WholeNumber("most-rows", 100_000),
            Identical = settings.Flag("identical"),
        }, bench.Seed);
        bench.Put(settings.As, longer);
        bench.Put(settings.As + ".rows", (double)longer.Count);
    }
}
