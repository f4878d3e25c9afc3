namespace Kilter.Recipes.Steps;

/// <summary>Cuts windows whose targets are one channel at several horizons from every sample.</summary>
internal static class HorizonsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "horizons",
        Does = "cuts windows whose target is, for every sample in them, one channel at several horizons ahead",
        Settings =
        [
            new("in", "", "a reading or frame", "what is cut"),
            new("length", "64", "1 up", "samples in a window"),
            new("horizons", "", "numbers, 1 up", "samples ahead"),
            new("channel", "0", "a channel's number", "which is forecast"),
            new("most", "700", "1 up", "about how many windows: their stride follows, at least 4"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var frame = LabelsStep.FrameOf(bench.Get<object>(settings.Text("in")));
        int[] horizons = [.. settings.Numbers("horizons").Select(h => (int)h)];
        var (length, channels, channel) = (settings.WholeNumber("length", 64), frame.Channels.Count, settings.WholeNumber("channel", 0));
        var stride = Math.Max(4, frame.Count / settings.WholeNumber("most", 700));
        var count = Math.Max(0, frame.Count - length - horizons.Max() + stride) / stride;
        var (inputs, targets) = (new float[count * length * channels], new float[count * length * horizons.Length]);
        for (var i = 0; i < count * length; i++)
        {
            var t = (i / length * stride) + (i % length);
            for (var c = 0; c < channels; c++)
            {
                inputs[(i * channels) + c] = (float)frame[t, c];
            }

            for (var h = 0; h < horizons.Length; h++)
            {
                targets[(i * horizons.Length) + h] = (float)frame[t + horizons[h], channel];
            }
        }

        bench.Put(settings.As, new WindowBatch(length, channels, inputs, length * horizons.Length, targets, [.. Enumerable.Range(0, count).Select(n => n * stride)]));
    }
}
