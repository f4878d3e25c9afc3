using Kilter.Frames;
using Kilter.Scaling;

namespace Kilter.Recipes.Steps;

/// <summary>Scales a frame.</summary>
internal static class ScaleStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "scale",
        Does = "scales a frame by what a scaler learned from the same or another one",
        Settings =
        [
            new("in", "", "a reading or frame", "what is scaled"),
            new("fit", "the same", "a reading, frame or fitted scaler", "what the scaler learns from, or a scaler that has"),
            new("with", "standard", "a scaler's name", "the scaler"),
            new("set", "none", "an object", "its settings"),
            new("scaler-as", "none", "a name", "where to leave the fitted scaler"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var frame = LabelsStep.FrameOf(bench.Get<object>(settings.Text("in")));
        var from = bench.Get<object>(settings.Text("fit", settings.Text("in")));
        if (from is not IFittedScaler scaler)
        {
            var lessons = LabelsStep.FrameOf(from);
            scaler = ScalerCatalog.Create(settings.Text("with", "standard"), settings.Named("set")).Fit(lessons, new SampleRange(0, lessons.Count));
        }

        var scaled = frame.Values.ToArray();
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = scaler.Apply(i % frame.Channels.Count, scaled[i]);
        }

        bench.Put(settings.As, new Frame(frame.Time, frame.Channels, scaled));
        if (settings.Has("scaler-as"))
        {
            bench.Put(settings.Text("scaler-as"), scaler);
        }
    }
}
