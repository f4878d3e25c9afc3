namespace Kilter.Recipes.Steps;

/// <summary>Finds when an alarm began to stay.</summary>
internal static class SustainedStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "sustained",
        Does = "the first moment from which so many flags in a row are set: NAME the time (or \"none\"), NAME.row its row (NaN when there is none), NAME.hours the hours from there to the last sample",
        Settings =
        [
            new("in", "", "flags", "the flags"),
            new("of", "", "a reading or frame", "whose samples they belong to: as many"),
            new("run", "6", "1 up", "flags in a row"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var flags = bench.Get<bool[]>(settings.Text("in"));
        var time = LabelsStep.FrameOf(bench.Get<object>(settings.Text("of"))).Time;
        Guard.Length(flags.Length, time.Count, "in");
        var row = FirstRun(flags, settings.WholeNumber("run", 6));
        bench.Put(settings.As + ".row", row < 0 ? double.NaN : row);
        bench.Put(settings.As, row < 0 ? "none" : time.HasTime ? time.At(row) : (double)row);
        bench.Put(settings.As + ".hours", row < 0 || !time.HasTime ? double.NaN : (time.At(time.Count - 1) - time.At(row)).TotalHours);
    }

    /// <summary>Where the first run of at least so many flags begins, or −1.</summary>
    internal static int FirstRun(bool[] flags, int length)
    {
        var run = 0;
        for (var t = 0; t < flags.Length; t++)
        {
            run = flags[t] ? run + 1 : 0;
            if (run == length)
            {
                return t - length + 1;
            }
        }

        return -1;
    }
}
