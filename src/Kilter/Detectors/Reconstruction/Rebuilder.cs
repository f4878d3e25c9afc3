using Kilter.Artifacts;
using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>A trained autoencoder with what keeps its input safe: rebuilds windows.</summary>
/// <param name="Plan">What its layers follow from.</param>
/// <param name="Guard">Brings windows into the network's units, and its outputs back.</param>
/// <param name="Network">With its weights.</param>
/// <param name="Condition">What it is told beside a window, or null for nothing.</param>
internal sealed record Rebuilder(AutoencoderPlan Plan, InputGuard Guard, Network Network, WindowCondition? Condition)
{
    public static Rebuilder Read(ArtifactReader artifact, AutoencoderLayers layers)
    {
        var plan = AutoencoderPlan.Read(artifact.Section("plan"));
        return new(
            plan,
            InputGuard.Read(artifact.Section("guard")),
            NetworkStore.Read(plan.Input, layers(plan), artifact.Section("network")),
            plan.Condition == 0 ? null : WindowCondition.Read(artifact.Section("condition")));
    }

    public void Write(ArtifactWriter artifact)
    {
        Plan.Write(artifact.Section("plan"));
        Guard.Write(artifact.Section("guard"));
        NetworkStore.Write(Network, artifact.Section("network"));
        Condition?.Write(artifact.Section("condition"));
    }

    /// <summary>Rebuilds the windows <paramref name="first"/>, <paramref name="first"/> + <paramref name="stride"/>, … in order; see <see cref="NetworkRun.Each"/>.</summary>
    public void Each(WindowSet windows, NetworkRun.Use use, int first = 0, int stride = 1, CancellationToken cancellation = default)
        => NetworkRun.Each(Network, Guard, windows, use, first, stride, make: Condition is null ? null : Condition.Beside, cancellation: cancellation);
}
