using Kilter.Numerics.Neural;

namespace Kilter.Detectors.Networks;

/// <summary>The first layers of a trained network as a network of their own: the encoder of an autoencoder.</summary>
internal static class NetworkHead
{
    /// <summary>A network of the first layers, with copies of their weights.</summary>
    /// <param name="network">The whole.</param>
    /// <param name="layers">How many layers; from 1 to all of them.</param>
    public static Network Of(Network network, int layers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layers, network.Settings.Count);
        var head = new Network(network.Input, [.. network.Settings.Take(layers)], seed: 0);
        for (var p = 0; p < head.Parameters.Count; p++)
        {
            head.Parameters[p].Set(network.Parameters[p].ToArray());
        }

        return head;
    }
}
