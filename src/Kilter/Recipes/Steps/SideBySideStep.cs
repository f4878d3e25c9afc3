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
        var (length, channels) = (settings.WholeNumber("length", 50), frame.Channels.Count);
        var values = frame.Values;
        var starts = SideBySide.WindowStarts(frame.Count, settings.WholeNumber("stretches", 64), length);
        var (inputs, targets) = (new float[starts.Length * length * channels], new float[starts.Length * length * channels]);
        for (var i = 0; i < inputs.Length; i++)
        {
            var at = (starts[i / (length * channels)] * channels) + (i % (length * channels));
            (inputs[i], targets[i]) = ((float)values[at], (float)values[at + channels]);
        }

        bench.Put(settings.As, new WindowBatch(length, channels, inputs, length * channels, targets, [.. starts.Select(s => s + 1)]));
    }
}
