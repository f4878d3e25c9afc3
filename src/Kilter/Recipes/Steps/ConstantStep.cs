using Kilter.Numerics.Statistics;

namespace Kilter.Recipes.Steps;

/// <summary>Predicts the same for every window: the baseline of a model that learned nothing but the level.</summary>
internal static class ConstantStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "constant",
        Does = "a naive model: predicts the median or mean that each target value had in training, for every window",
        Settings =
        [
            new("fit", "", "windows", "what the level is learned from"),
            new("for", "", "windows", "what is predicted"),
            new("what", "median", "median, mean", "which level"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (lessons, windows) = (bench.Get<WindowBatch>(settings.Text("fit")), bench.Get<WindowBatch>(settings.Text("for")));
        Guard.Length(windows.TargetLength, lessons.TargetLength, "for");
        Guard.AtLeast(lessons.Count, 1, "windows to learn from");
        var learned = Grid.Of(lessons.TargetLength, lessons.Targets);
        var levels = new double[lessons.TargetLength];
        for (var i = 0; i < levels.Length; i++)
        {
            var column = learned.Column(i);
            levels[i] = settings.Text("what", "median") switch
            {
                "median" => OrderStatistics.Median(column),
                "mean" => column.Sum() / column.Length,
                _ => throw settings.Wrong("what", "median or mean"),
            };
        }

        var predicted = new double[windows.Targets.Length];
        for (var i = 0; i < predicted.Length; i++)
        {
            predicted[i] = levels[i % levels.Length];
        }

        bench.Put(settings.As, new Grid(levels.Length, predicted));
    }
}
