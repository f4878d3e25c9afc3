using Kilter.Windows;

namespace Kilter.Recipes.Steps;

/// <summary>Cuts windows for training that carries its state along.</summary>
internal static class SideBySideStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "side-by-side",
        Does = "cuts a frame into stretches side by side, and these into windows whose targets are the samples one later: for training with stateful on and a batch of as many windows",
        Settings =
        [
            new("in", "", "a reading or frame", "what is cut"),
            new("stretches", "64", "1 up", "B, how many stretches"),
            new("length", "50", "1 up", "samples in a window"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var frame = LabelsStep.FrameOf(bench.Get<object>(settings.Text("in")));
        var (stretches, steps, channels) = (settings.WholeNumber("stretches", 64), settings.WholeNumber("length", 50), frame.Channels.Count);
        var values = Array.ConvertAll(frame.Values.ToArray(), v => (float)v);
        var inputs = new SideBySide(values, channels, stretches, steps, offset: 0, reach: 1);
        var targets = new SideBySide(values, channels, stretches, steps, offset: 1, reach: 1);
        if (inputs.Count == 0)
        {
            throw settings.Wrong("length", $"at most {inputs.StretchLength - 1} samples, for {frame.Count} rows in {stretches} stretches,");
        }

        bench.Put(settings.As, new WindowBatch(steps, channels, Flat(inputs), steps * channels, Flat(targets), [.. Enumerable.Range(0, inputs.Count).Select(n => (n % stretches * inputs.StretchLength) + (n / stretches * steps) + 1)]));
    }

    private static float[] Flat(SideBySide windows)
    {
        var flat = new float[windows.Count * windows.Length];
        for (var n = 0; n < windows.Count; n++)
        {
            windows[n].CopyTo(flat.AsSpan(n * windows.Length));
        }

        return flat;
    }
}
