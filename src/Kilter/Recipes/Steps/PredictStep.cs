using Kilter.Numerics.Neural;

namespace Kilter.Recipes.Steps;

/// <summary>Runs a network.</summary>
internal static class PredictStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "predict",
        Does = "runs a network on windows: one row of outputs a window; with passes, stochastic layers stay on, NAME is the mean and NAME.passes a list of grids",
        Settings =
        [
            new("network", "", "a network", "what is run"),
            new("windows", "", "windows", "on what"),
            new("passes", "0", "0 up", "how many times with dropout on; 0 for once without"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var network = bench.Get<Network>(settings.Text("network"));
        var windows = bench.Get<WindowBatch>(settings.Text("windows"));
        var passes = settings.WholeNumber("passes", 0);
        if (passes == 0)
        {
            bench.Put(settings.As, Grid.Of(network.Output.Length, network.Run(windows.InputWindows, bench.Context.Threads)));
            return;
        }

        var outputs = network.RunMonteCarlo(windows.InputWindows, passes, bench.Seed, bench.Context.Threads, keepPasses: true);
        bench.Put(settings.As, Grid.Of(network.Output.Length, outputs.Mean));
        bench.Put(settings.As + ".passes", outputs.Passes.Select(p => Grid.Of(network.Output.Length, p)).ToList());
    }
}
