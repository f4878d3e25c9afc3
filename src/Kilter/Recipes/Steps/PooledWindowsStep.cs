using Kilter.Windows;

namespace Kilter.Recipes.Steps;

/// <summary>Cuts windows that cross no jump in time.</summary>
internal static class PooledWindowsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "pooled-windows",
        Does = "cuts windows, themselves the target, that cross no jump in time: of all stretches and series of a record together; leaves NAME.set for 'point-scores'",
        Settings =
        [
            new("in", "", "a reading or frame", "what is cut"),
            new("length", "", "1 up", "W, samples in a window"),
            new("stride", "1", "1 up", "samples between the starts of neighbouring windows"),
            new("longest-step", "1", "1 up", "usual steps between neighbours beyond which time has jumped"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var frame = LabelsStep.FrameOf(bench.Get<object>(settings.Text("in")));
        var usable = new bool[frame.Count];
        for (var t = 0; t < usable.Length; t++)
        {
            usable[t] = !frame[t].ContainsAnyExceptInRange(double.MinValue, double.MaxValue);
        }

        var segments = Segments.Of(frame.Time, usable, Math.Max(1, frame.Time.TypicalStep()) * settings.WholeNumber("longest-step", 1));
        var values = Array.ConvertAll(frame.Values.ToArray(), v => (float)v);
        var set = Windowing.Cut(values, frame.Channels.Count, segments, new WindowOptions { Length = settings.WholeNumber("length"), Stride = settings.WholeNumber("stride", 1) });
        var size = set.Length * set.Channels;
        var (inputs, rows) = (new float[set.Count * size], new int[set.Count]);
        for (var n = 0; n < rows.Length; n++)
        {
            set[n].CopyTo(inputs.AsSpan(n * size));
            rows[n] = set.LastOf(n);
        }

        bench.Put(settings.As, new WindowBatch(set.Length, set.Channels, inputs, size, inputs, rows));
        bench.Put(settings.As + ".set", set);
        bench.Put(settings.As + ".samples", (double)frame.Count);
    }
}
