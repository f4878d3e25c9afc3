using Kilter.Numerics.Neural;

namespace Kilter.Recipes.Steps;

/// <summary>Makes a network.</summary>
internal static class NetworkStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "network",
        Does = "makes a network of layers, its first weights drawn from the run's seed; leaves the count of its weights as NAME.parameters",
        Settings =
        [
            new("windows", "", "windows", "whose shape goes in"),
            new("layers", "", "a list of layers", "the layers, in order"),
            new("seed", "0", "0 up", "added to the run's seed"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var network = new Network(
            bench.Get<WindowBatch>(settings.Text("windows")).Shape, LayerJson.Read(settings.Objects("layers")), bench.Seed + (ulong)settings.WholeNumber("seed", 0));
        bench.Put(settings.As, network);
        bench.Put(settings.As + ".parameters", (double)network.ParameterCount);
    }
}
