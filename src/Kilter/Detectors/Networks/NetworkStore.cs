using Kilter.Artifacts;
using Kilter.Numerics.Neural;

namespace Kilter.Detectors.Networks;

/// <summary>Keeps a network in a saved model: its weights as numbers. Layers are settings, so the reader makes them again from the detector's own.</summary>
internal static class NetworkStore
{
    /// <summary>Writes every weight, part by part, under its name ("lstm_2/recurrent").</summary>
    public static void Write(Network network, ArtifactWriter artifact)
    {
        foreach (var parameter in network.Parameters)
        {
            artifact.Set(parameter.Name, parameter.ToArray());
        }
    }

    /// <summary>The network of those layers with the weights that were written.</summary>
    /// <exception cref="InvalidDataException">The weights are those of other layers, or not finite.</exception>
    public static Network Read(SampleShape input, IReadOnlyList<ILayer> layers, ArtifactReader artifact)
    {
        var network = new Network(input, layers, seed: 0);
        foreach (var parameter in network.Parameters)
        {
            var weights = artifact.Floats(parameter.Name, parameter.Count);
            if (Array.Exists(weights, w => !float.IsFinite(w)))
            {
                throw new InvalidDataException($"The model's weights '{parameter.Name}' are not all finite numbers.");
            }

            parameter.Set(weights);
        }

        return network;
    }
}
