namespace Kilter.Recipes.Steps;

/// <summary>Makes labels as flags, one a row.</summary>
internal static class LabelFlagsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "label-flags",
        Does = "makes labels as flags, one a row of a frame, true strictly between the rows of each pair",
        Settings =
        [
            new("in", "", "a reading or frame", "what is labelled"),
            new("between", "", "numbers, two a stretch", "the row before the first and the row after the last, of each stretch"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var flags = new bool[LabelsStep.FrameOf(bench.Get<object>(settings.Text("in"))).Count];
        foreach (var pair in settings.Numbers("between").Chunk(2))
        {
            if (pair.Length < 2 || pair[0] < -1 || pair[1] > flags.Length)
            {
                throw settings.Wrong("between", FormattableString.Invariant($"pairs of rows within the {flags.Length} there are"));
            }

            flags.AsSpan((int)pair[0] + 1, (int)pair[1] - (int)pair[0] - 1).Fill(true);
        }

        bench.Put(settings.As, flags);
    }
}
