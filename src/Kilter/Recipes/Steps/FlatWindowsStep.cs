using Kilter.Windows;

namespace Kilter.Recipes.Steps;

/// <summary>Cuts windows as rows of a table.</summary>
internal static class FlatWindowsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "flat-windows",
        Does = "cuts windows as single rows of all their values, themselves the target; NAME.padded is how many hold appended zeros",
        Settings =
        [
            new("in", "", "a reading or frame", "what is cut"),
            new("length", "", "1 up", "W, samples in a window"),
            new("stride", "-1", "1 to W, or -1 to -W", "samples between the starts of neighbouring windows; below 0 counted from W + 1 down"),
            new("pad", "true", "true or false", "fills the last window with zeros, as the original does; else it is left out"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var frame = LabelsStep.FrameOf(bench.Get<object>(settings.Text("in")));
        var windows = FlatWindows.Of(frame.Values, frame.Channels.Count, settings.WholeNumber("length"), settings.WholeNumber("stride", -1), settings.Flag("pad", true));
        var values = Array.ConvertAll(windows.Values.ToArray(), v => (float)v);
        int[] rows = [.. Enumerable.Range(0, windows.Count).Select(n => n * windows.Stride)];
        var width = windows.Length * windows.Channels;
        bench.Put(settings.As, new WindowBatch(1, width, values, width, values, rows));
        bench.Put(settings.As + ".padded", (double)Enumerable.Range(0, windows.Count).Count(windows.IsPadded));
    }
}
