namespace Kilter.Recipes.Steps;

/// <summary>Takes a channel or column as a vector.</summary>
internal static class ColumnStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "column",
        Does = "takes a channel of a frame or a column of a grid as a vector; of windows, a value of every target",
        Settings =
        [
            new("in", "", "a reading, frame, grid or windows", "what to take it from"),
            new("channel", "", "a channel's name", "the channel, by name"),
            new("column", "0", "0 up; below 0 from the end", "the channel or column, by number"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var thing = bench.Get<object>(settings.Text("in"));
        if (thing is WindowBatch windows)
        {
            thing = Grid.Of(windows.TargetLength, windows.Targets);
        }

        if (thing is Grid grid)
        {
            bench.Put(settings.As, grid.Column(Place(settings, grid.Columns)));
            return;
        }

        var frame = LabelsStep.FrameOf(thing);
        var channel = settings.Has("channel") ? frame.IndexOf(settings.Text("channel")) : Place(settings, frame.Channels.Count);
        bench.Put(settings.As, channel >= 0 ? frame.Column(channel) : throw settings.Wrong("channel", $"one of {string.Join(", ", frame.Channels.Select(c => c.Name))}"));
    }

    private static int Place(StepSettings settings, int columns)
    {
        var column = settings.WholeNumber("column", 0);
        return column < 0 ? columns + column : column;
    }
}
