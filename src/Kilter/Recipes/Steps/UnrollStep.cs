using Kilter.Frames;
using Kilter.Windows;

namespace Kilter.Recipes.Steps;

/// <summary>Cuts windows from a series in parts.</summary>
internal static class UnrollStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "unroll",
        Does = "cuts windows and the value that follows each from a series in parts, as on several machines: the same for any number of parts; leaves what persistence would forecast as NAME.last",
        Settings =
        [
            new("in", "", "a reading or frame", "what is cut"),
            new("length", "", "1 up", "W, samples in a window"),
            new("lead", "1", "1 up", "samples from a window's last to the one that follows"),
            new("target", "0", "a channel number", "the channel that is to follow"),
            new("parts", "1", "1 up", "how many parts of equal length"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var frame = LabelsStep.FrameOf(bench.Get<object>(settings.Text("in")));
        var (channels, target, parts) = (frame.Channels.Count, settings.WholeNumber("target", 0), settings.WholeNumber("parts", 1));
        var values = Array.ConvertAll(frame.Values.ToArray(), v => (float)v);
        var options = new WindowOptions { Length = settings.WholeNumber("length"), Horizon = settings.WholeNumber("lead", 1) };
        var sets = PartWindows.Cut([.. Enumerable.Range(0, parts).Select(p => Part(frame.Count, parts, p)).Select(r => (ReadOnlyMemory<float>)values.AsMemory(r.Start * channels, r.Length * channels))], channels, options);
        var count = sets.Sum(s => s.Count);
        var batch = new WindowBatch(options.Length, channels, new float[count * options.Length * channels], 1, new float[count], new int[count]);
        var (last, n) = (new double[count], 0);
        foreach (var set in sets)
        {
            for (var w = 0; w < set.Count; w++, n++)
            {
                set[w].CopyTo(batch.Inputs.AsSpan(n * options.Length * channels));
                batch.Rows[n] = set.LastOf(w) + options.Horizon;
                batch.Targets[n] = values[(batch.Rows[n] * channels) + target];
                last[n] = set[w][^(channels - target)];
            }
        }

        bench.Put(settings.As, batch);
        bench.Put(settings.As + ".count", (double)count);
        bench.Put(settings.As + ".last", new Grid(1, last));
    }

    private static SampleRange Part(int samples, int parts, int part) => new((int)((long)samples * part / parts), (int)((long)samples * (part + 1) / parts));
}
