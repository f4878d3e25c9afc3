using Kilter.Frames;
using Kilter.Scaling;

namespace Kilter.Recipes.Steps;

/// <summary>Scales windows.</summary>
internal static class ScaleWindowsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "scale-windows",
        Does = "scales every sample of windows, channel by channel, by what a scaler learned from the last samples of the same or other windows; windows that are their own targets stay so",
        Settings =
        [
            new("in", "", "names of windows", "what is scaled"),
            new("fit", "", "windows", "from whose last samples the scaler learns"),
            new("with", "standard", "a scaler's name", "the scaler"),
            new("set", "none", "an object", "its settings"),
            new("as", "", "names", "the results, one for each"),
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (names, results) = (settings.Texts("in"), settings.Texts("as"));
        if (names.Count != results.Count)
        {
            throw settings.Wrong("as", $"as many names as 'in' has ({names.Count})");
        }

        var lessons = LastSamples(bench.Get<WindowBatch>(settings.Text("fit")));
        var scaler = ScalerCatalog.Create(settings.Text("with", "standard"), settings.Named("set")).Fit(lessons, new SampleRange(0, lessons.Count));
        var all = names.Select(bench.Get<WindowBatch>).ToArray();
        for (var n = 0; n < all.Length; n++)
        {
            bench.Put(results[n], Scaled(all[n], scaler));
        }
    }

    /// <summary>The last sample of each window, as a frame.</summary>
    private static Frame LastSamples(WindowBatch windows)
    {
        var width = windows.Width;
        var values = new double[windows.Count * width];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = windows.Inputs[(((i / width) + 1) * windows.Steps * width) - width + (i % width)];
        }

        return new Frame(TimeAxis.Rows(windows.Count), [.. Enumerable.Range(0, width).Select(c => new Channel(FormattableString.Invariant($"{c}")))], values);
    }

    private static WindowBatch Scaled(WindowBatch windows, IFittedScaler scaler)
    {
        var inputs = Apply(windows.Inputs, windows.Width, scaler);
        var own = windows.TargetLength == windows.Steps * windows.Width && windows.Inputs.AsSpan().SequenceEqual(windows.Targets);
        return windows with { Inputs = inputs, Targets = own ? inputs : windows.Targets };
    }

    private static float[] Apply(float[] values, int width, IFittedScaler scaler)
    {
        var scaled = new float[values.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (float)scaler.Apply(i % width, values[i]);
        }

        return scaled;
    }
}
