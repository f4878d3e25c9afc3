using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;

namespace Kilter.Recipes.Steps;

/// <summary>Takes the first layers of a network.</summary>
internal static class HeadStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "head",
        Does = "takes the first layers of a trained network, with their weights, as a network of their own: an encoder",
        Settings =
        [
            new("network", "", "a network", "whose layers"),
            new("layers", "", "1 up", "how many"),
            StepEntry.As,
        ],
        Run = StepEntry.Now((settings, bench)
            => bench.Put(settings.As, NetworkHead.Of(bench.Get<Network>(settings.Text("network")), settings.WholeNumber("layers")))),
    };
}
