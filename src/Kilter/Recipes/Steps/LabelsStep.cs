using System.Globalization;
using System.Text.Json;
using Kilter.Frames;
using Kilter.Sources;

namespace Kilter.Recipes.Steps;

/// <summary>Makes a label set for a reading.</summary>
internal static class LabelsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "labels",
        Does = "makes the labels of a reading: its own, from a file of windows (NAB's form), or from stretches of rows",
        Settings =
        [
            new("in", "", "a reading or frame", "what is labelled"),
            new("windows", "", "a path below the data folder", "a JSON file: series → list of [first, last] times, both inside"),
            new("series", "", "a key of that file", "whose windows"),
            new("rows", "", "numbers, two a stretch", "first row and row after the last, of each stretch"),
            StepEntry.As,
        ],
        Run = RunAsync,
    };

    private static async ValueTask RunAsync(StepSettings settings, Bench bench, CancellationToken cancellation)
    {
        var thing = bench.Get<object>(settings.Text("in"));
        if (!settings.Has("windows") && !settings.Has("rows"))
        {
            bench.Put(settings.As, (thing as Reading)?.Labels ?? throw settings.Wrong("in", "the name of a reading with labels of its own, or 'windows' or 'rows',"));
            return;
        }

        var frame = FrameOf(thing);
        if (!settings.Has("windows"))
        {
            var rows = settings.Numbers("rows");
            bench.Put(settings.As, new LabelSet(rows.Chunk(2).Select(pair => new SampleRange((int)pair[0], (int)pair[1]))));
            return;
        }

        using var stream = File.OpenRead(bench.PathOf(settings.Text("windows")));
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation);
        var windows = document.RootElement.GetProperty(settings.Text("series")).EnumerateArray();
        bench.Put(settings.As, new LabelSet(windows.Select(w => Range(frame.Time, w[0].GetString()!, w[1].GetString()!))));
    }

    /// <summary>The frame of a reading, or the frame itself.</summary>
    internal static Frame FrameOf(object thing) => thing switch
    {
        Reading reading => reading.Frame,
        Frame frame => frame,
        _ => throw new ArgumentException($"A reading or a frame is needed, not a {thing.GetType().Name}."),
    };

    private static SampleRange Range(TimeAxis time, string first, string last)
        => new(time.IndexAtOrAfter(Ticks(first)), time.IndexAtOrAfter(Ticks(last) + 1));

    private static long Ticks(string text)
        => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).Ticks;
}
