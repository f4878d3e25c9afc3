using Kilter.Artifacts;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Detectors.Reconstruction;

/// <summary>What the layers of an autoencoder follow from: enough to make them again when a model is read back.</summary>
/// <param name="Window">W.</param>
/// <param name="Channels">C.</param>
/// <param name="Units">Widths down to the code, at least one.</param>
/// <param name="Dropout">The share left out behind each hidden layer in training.</param>
/// <param name="Weight">The weight of the divergence, for variational ones.</param>
/// <param name="Condition">Values that encoder and decoder are told beside the window.</param>
internal sealed record AutoencoderPlan(int Window, int Channels, IReadOnlyList<int> Units, double Dropout, double Weight = 0, int Condition = 0)
{
    /// <summary>d = W·C.</summary>
    public int Size => Window * Channels;

    /// <summary>The shape of what goes in: the window, or one step of the window's values and the condition.</summary>
    public SampleShape Input => Condition == 0 ? new(Window, Channels) : new(1, Size + Condition);

    public static AutoencoderPlan Read(ArtifactReader artifact) => new(
        (int)artifact.WholeNumber("window"),
        (int)artifact.WholeNumber("channels"),
        [.. artifact.WholeNumbers("units").Select(u => (int)u)],
        artifact.Number("dropout"),
        artifact.Number("weight"),
        (int)artifact.WholeNumber("condition"));

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("window", (long)Window);
        artifact.Set("channels", (long)Channels);
        artifact.Set("units", [.. Units.Select(u => (long)u)]);
        artifact.Set("dropout", Dropout);
        artifact.Set("weight", Weight);
        artifact.Set("condition", (long)Condition);
    }

    /// <summary>Dense layers of these widths, each with dropout behind it where there is any.</summary>
    public IEnumerable<ILayer> Hidden(IEnumerable<int> widths)
    {
        foreach (var width in widths)
        {
            yield return new Dense(width) { Activation = ActivationFunction.Relu };
            if (Dropout > 0)
            {
                yield return new Dropout(Dropout);
            }
        }
    }

    /// <summary>The widths before the code, on the way down.</summary>
    public IEnumerable<int> Down => Units.Take(Units.Count - 1);

    /// <summary>The width of the code.</summary>
    public int Code => Units[^1];
}
