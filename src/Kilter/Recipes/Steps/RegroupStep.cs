namespace Kilter.Recipes.Steps;

/// <summary>Makes longer windows of windows that follow each other.</summary>
internal static class RegroupStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "regroup",
        Does = "puts the inputs of windows that follow each other in the list, whatever their order in time, into longer windows; the target is that of the last",
        Settings =
        [
            new("in", "", "windows", "what is put together"),
            new("length", "", "1 up", "how many of them make one"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var windows = bench.Get<WindowBatch>(settings.Text("in"));
        var length = Guard.InRange(settings.WholeNumber("length"), 1, int.MaxValue, "length");
        bench.Put(settings.As, Regroup(windows, length));
    }

    /// <summary>Windows of <paramref name="length"/> times as many samples, one for each place where they fit.</summary>
    internal static WindowBatch Regroup(WindowBatch windows, int length)
    {
        var (count, size) = (Math.Max(0, windows.Count - length + 1), windows.Steps * windows.Width);
        var inputs = new float[count * length * size];
        for (var n = 0; n < count; n++)
        {
            windows.Inputs.AsSpan(n * size, length * size).CopyTo(inputs.AsSpan(n * length * size));
        }

        return windows with
        {
            Steps = windows.Steps * length,
            Inputs = inputs,
            Targets = windows.Targets[((length - 1) * windows.TargetLength * Math.Min(1, count))..][..(count * windows.TargetLength)],
            Rows = windows.Rows[((length - 1) * Math.Min(1, count))..][..count],
        };
    }
}
