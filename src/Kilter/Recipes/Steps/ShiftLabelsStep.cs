using Kilter.Frames;
using Kilter.Preparation;
using Kilter.Sources;

namespace Kilter.Recipes.Steps;

/// <summary>Moves labels ahead of events.</summary>
internal static class ShiftLabelsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "shift-labels",
        Does = "moves the labels of a reading ahead of their events, for early warning, and drops the rows of the events: the frame that is left as NAME, one flag a row as NAME.labels, and for every row of the reading whether it was kept as NAME.kept and whether it is labelled as NAME.near",
        Settings =
        [
            new("in", "", "a reading with labels", "whose events"),
            new("shift", "-2", "-1e6 to 1e6", "rows: below 0 the rows before an event are labelled, above 0 those after"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var reading = bench.Get<Reading>(settings.Text("in"));
        var labels = reading.Labels ?? throw settings.Wrong("in", "the name of a reading that has a label column");
        var frame = reading.Frame;
        var shifted = LabelShift.Of(JudgeStep.FlagsOf(labels, frame.Count), settings.WholeNumber("shift", -2));
        bench.Put(settings.As, Kept(frame, shifted.Rows));
        bench.Put(settings.As + ".labels", shifted.Labels);
        var (kept, near) = (new bool[frame.Count], new bool[frame.Count]);
        for (var i = 0; i < shifted.Rows.Length; i++)
        {
            kept[shifted.Rows[i]] = true;
            near[shifted.Rows[i]] = shifted.Labels[i];
        }

        bench.Put(settings.As + ".kept", kept);
        bench.Put(settings.As + ".near", near);
    }

    private static Frame Kept(Frame frame, int[] rows)
    {
        var channels = frame.Channels.Count;
        var values = new double[rows.Length * channels];
        for (var r = 0; r < rows.Length; r++)
        {
            frame.Values.Slice(rows[r] * channels, channels).CopyTo(values.AsSpan(r * channels));
        }

        var time = frame.Time.HasTime ? TimeAxis.OfTicks(Array.ConvertAll(rows, r => frame.Time[r])) : TimeAxis.Rows(rows.Length);
        return new Frame(time, frame.Channels, values);
    }
}
