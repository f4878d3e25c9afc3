namespace Kilter.Recipes.Steps;

/// <summary>Finds windows that lie across gaps.</summary>
internal static class UnbrokenStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "unbroken",
        Does = "says of each window whether its rows follow each other: no two neighbours further apart than the usual step of the clock, times a tolerance",
        Settings =
        [
            new("in", "", "windows that end at their row", "the windows"),
            new("of", "", "a reading or frame with time", "what they were cut from"),
            new("tolerance", "1.5", "1 up", "how many usual steps may lie between neighbours"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var windows = bench.Get<WindowBatch>(settings.Text("in"));
        var time = LabelsStep.FrameOf(bench.Get<object>(settings.Text("of"))).Time;
        if (!time.HasTime)
        {
            throw settings.Wrong("of", "the name of a reading or frame with time");
        }

        var widest = settings.Number("tolerance", 1.5) * time.TypicalStep();
        bench.Put(settings.As, Array.ConvertAll(windows.Rows, last => Follows(time, last - windows.Steps + 1, last, widest)));
    }

    private static bool Follows(Frames.TimeAxis time, int first, int last, double widest)
    {
        for (var row = first + 1; row <= last; row++)
        {
            if (time[row] - time[row - 1] > widest)
            {
                return false;
            }
        }

        return true;
    }
}
