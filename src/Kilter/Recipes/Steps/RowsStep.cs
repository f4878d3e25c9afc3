using Kilter.Frames;
using Kilter.Sources;

namespace Kilter.Recipes.Steps;

/// <summary>Takes a stretch of rows.</summary>
internal static class RowsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "rows",
        Does = "takes a stretch of rows of a reading, frame, label set, vector, flags, grid or windows",
        Settings =
        [
            new("in", "", "a name", "what to take them from"),
            new("from", "0", "a row, below 0 from the end", "the first row"),
            new("until", "the end", "a row, below 0 from the end", "the row after the last"),
            new("from-time", "", "a time", "the first row at or after it"),
            new("until-time", "", "a time", "the row after the last before it"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var thing = bench.Get<object>(settings.Text("in"));
        bench.Put(settings.As, thing switch
        {
            Reading reading => OfReading(reading, RangeOf(settings, reading.Frame.Count, reading.Frame.Time)),
            Frame frame => frame.Slice(RangeOf(settings, frame.Count, frame.Time)),
            LabelSet labels => LabelsIn(labels, RangeOf(settings, settings.WholeNumber("until", int.MaxValue), null)),
            double[] vector => Slice(vector, RangeOf(settings, vector.Length, null)),
            bool[] flags => Slice(flags, RangeOf(settings, flags.Length, null)),
            Grid grid => OfGrid(grid, RangeOf(settings, grid.Rows, null)),
            WindowBatch windows => OfWindows(windows, RangeOf(settings, windows.Count, null)),
            _ => throw settings.Wrong("in", "the name of a reading, frame, label set, vector, flags, grid or windows"),
        });
    }

    /// <summary>The labels of a stretch, counted from its first sample.</summary>
    internal static LabelSet LabelsIn(LabelSet labels, SampleRange rows)
        => new(labels.Ranges.Where(r => r.Overlaps(rows)).Select(r => new SampleRange(Math.Max(r.Start, rows.Start) - rows.Start, Math.Min(r.End, rows.End) - rows.Start)));

    private static Reading OfReading(Reading reading, SampleRange rows)
        => reading with { Frame = reading.Frame.Slice(rows), Labels = reading.Labels is { } labels ? LabelsIn(labels, rows) : null, Rows = rows.Length, Gaps = [] };

    private static Grid OfGrid(Grid grid, SampleRange rows) => grid with { Values = grid.Values[(rows.Start * grid.Columns)..(rows.End * grid.Columns)] };

    private static WindowBatch OfWindows(WindowBatch windows, SampleRange rows) => windows.Pick([.. Enumerable.Range(rows.Start, rows.Length)]);

    private static T[] Slice<T>(T[] values, SampleRange rows) => values[rows.Start..rows.End];

    private static SampleRange RangeOf(StepSettings settings, int count, TimeAxis? time)
    {
        var from = settings.Has("from-time") ? At(settings, "from-time", time) : Place(settings.WholeNumber("from", 0), count);
        var until = settings.Has("until-time") ? At(settings, "until-time", time) : settings.Has("until") ? Place(settings.WholeNumber("until"), count) : count;
        return from <= until && until <= count
            ? new SampleRange(from, until)
            : throw new DataException($"Rows {from} to {until} are not inside the {count} there are.");
    }

    private static int Place(int row, int count) => row < 0 ? count + row : row;

    private static int At(StepSettings settings, string name, TimeAxis? time)
        => time is { HasTime: true } ? time.IndexAtOrAfter(settings.Instant(name).Ticks) : throw settings.Wrong(name, "a row number, for there is no time here,");
}
