using Kilter.Pipelines;
using Kilter.Sources;

namespace Kilter.Recipes.Steps;

/// <summary>Runs the recipe's pipeline as <c>kilter detect</c> does.</summary>
internal static class DetectStep
{
    /// <summary>The bench's name for the recipe's own pipeline.</summary>
    public const string Pipeline = "pipeline";

    public static StepEntry Entry { get; } = new()
    {
        Name = "detect",
        Does = "runs the recipe's pipeline on a reading; leaves the report as NAME, its scores in multiples of the limit as NAME.scores (NaN where there is none), the expected values as NAME.expected",
        Settings =
        [
            new("data", "", "a reading", "the record to judge"),
            new("train", "the start of the data", "a reading", "a record of normal running to learn from"),
            new("pipeline", "the recipe's own", "an object of detect's options", "what to change in the pipeline"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var spec = bench.Get<PipelineSpec>(Pipeline) with { Seed = bench.Seed };
        if (settings.Has("pipeline"))
        {
            spec = SpecJson.Overlay(spec, settings.Raw("pipeline"));
        }

        var train = settings.Has("train") ? bench.Get<Reading>(settings.Text("train")) : null;
        var report = Detection.Run(bench.Get<Reading>(settings.Text("data")), train, spec, bench.Context);
        bench.Put(settings.As, report);
        bench.Put(settings.As + ".scores", Array.ConvertAll(report.Scores, s => (double)s));
        bench.Put(settings.As + ".events", (double)report.Events.Count);
        if (report.Expected is { } expected)
        {
            bench.Put(settings.As + ".expected", Grid.Of(report.Frame.Channels.Count, expected.Middle));
        }
    }
}
