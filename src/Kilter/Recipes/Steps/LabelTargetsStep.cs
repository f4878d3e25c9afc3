using Kilter.Windows;

namespace Kilter.Recipes.Steps;

/// <summary>Makes labels what a network is to learn.</summary>
internal static class LabelTargetsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "label-targets",
        Does = "gives windows the truth about each of their samples as the target, 1 where anomalous: for a network that labels samples",
        Settings =
        [
            new("in", "", "pooled windows", "the windows"),
            new("truth", "", "flags", "one a row of the record"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (batch, truth) = (bench.Get<WindowBatch>(settings.Text("in")), bench.Get<bool[]>(settings.Text("truth")));
        var set = bench.Get<WindowSet>(settings.Text("in") + ".set");
        var targets = new float[batch.Count * batch.Steps];
        for (var n = 0; n < batch.Count; n++)
        {
            for (var w = 0; w < batch.Steps; w++)
            {
                targets[(n * batch.Steps) + w] = truth[set.StartOf(n) + w] ? 1 : 0;
            }
        }

        bench.Put(settings.As, batch with { TargetLength = batch.Steps, Targets = targets });
    }
}
