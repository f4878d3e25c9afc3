namespace Kilter.Recipes.Steps;

/// <summary>Cuts windows with targets.</summary>
internal static class WindowsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "windows",
        Does = "cuts windows: with what follows as the target, or with themselves as the target; leaves what persistence would forecast as NAME.last (a grid like the targets)",
        Settings =
        [
            new("in", "", "a reading, frame or vector", "what is cut"),
            new("length", "", "1 up", "W, samples in a window"),
            new("stride", "1", "1 up", "samples between the starts of neighbouring windows"),
            new("ahead", "0", "0 up", "samples to forecast; 0 makes the window its own target"),
            new("lead", "1", "1 up", "samples from a window's last to the first forecast one"),
            new("targets", "all", "channel numbers", "the channels to forecast"),
            new("leave-last", "0", "0 up", "valid windows at the end that are left out, as some originals do by one"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var thing = bench.Get<object>(settings.Text("in"));
        var (values, channels) = thing is double[] vector ? (vector, 1) : (LabelsStep.FrameOf(thing).Values.ToArray(), LabelsStep.FrameOf(thing).Channels.Count);
        IReadOnlyList<int> targets = settings.Has("targets") ? [.. settings.Numbers("targets").Select(n => (int)n)] : [.. Enumerable.Range(0, channels)];
        var batch = Cut(
            values, channels, settings.WholeNumber("length"), settings.WholeNumber("stride", 1), settings.WholeNumber("ahead", 0),
            settings.WholeNumber("lead", 1), targets, settings.WholeNumber("leave-last", 0));
        bench.Put(settings.As, batch);
        bench.Put(settings.As + ".last", Last(batch, targets));
    }

    // The newest value of each target channel, at every horizon.
    private static Grid Last(WindowBatch batch, IReadOnlyList<int> targets)
    {
        var values = new double[batch.Targets.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var window = i / batch.TargetLength;
            values[i] = batch.Inputs[(((window + 1) * batch.Steps) - 1) * batch.Width + targets[i % batch.TargetLength % targets.Count]];
        }

        return new Grid(batch.TargetLength, values);
    }

    /// <summary>The windows of a whole series without gaps.</summary>
    internal static WindowBatch Cut(ReadOnlySpan<double> values, int channels, int length, int stride, int ahead, int lead, IReadOnlyList<int> targets, int leaveLast)
    {
        var samples = values.Length / channels;
        var reach = ahead == 0 ? length : length + lead - 1 + ahead;
        var count = Math.Max(0, (samples < reach ? 0 : ((samples - reach) / stride) + 1) - leaveLast);
        var targetLength = ahead == 0 ? length * channels : ahead * targets.Count;
        var batch = new WindowBatch(length, channels, new float[count * length * channels], targetLength, new float[count * targetLength], new int[count]);
        for (var n = 0; n < count; n++)
        {
            var start = n * stride;
            Narrow(values.Slice(start * channels, length * channels), batch.Inputs.AsSpan(n * length * channels));
            if (ahead == 0)
            {
                batch.Inputs.AsSpan(n * length * channels, length * channels).CopyTo(batch.Targets.AsSpan(n * targetLength));
                batch.Rows[n] = start + length - 1;
                continue;
            }

            batch.Rows[n] = start + length - 1 + lead;
            for (var a = 0; a < ahead; a++)
            {
                for (var c = 0; c < targets.Count; c++)
                {
                    batch.Targets[(n * targetLength) + (a * targets.Count) + c] = (float)values[((batch.Rows[n] + a) * channels) + targets[c]];
                }
            }
        }

        return batch;
    }

    private static void Narrow(ReadOnlySpan<double> from, Span<float> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (float)from[i];
        }
    }
}
