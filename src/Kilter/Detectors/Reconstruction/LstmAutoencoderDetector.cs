using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>Scores a window by how badly a recurrent network (LSTM) rebuilds it from the one state in which it ended.</summary>
/// <remarks>
/// <para>
/// The window goes sample by sample through the layers; the last state of the last one is the code. It is repeated W times and goes through the same widths mirrored, and a
/// linear layer gives the channels. Trained on the mean squared error. Residuals become a score as in <see cref="DenseAutoencoderDetector"/>.
/// Unit: standard deviations of normal numbers. Range [0, ∞).
/// </para>
/// <para>Cost: fit O(epochs·N·W·weights), score O(W·weights) a window. The weights follow from the seed.</para>
/// <para>Source: P. Malhotra et al., "LSTM-based encoder-decoder for multi-sensor anomaly detection", ICML Anomaly Detection Workshop, 2016.</para>
/// </remarks>
public sealed class LstmAutoencoderDetector(AutoencoderOptions options) : IDetector
{
    private static readonly NetworkOptions Training = new() { LearningRate = 0.005, MostWindows = 10_000 };

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "lstm-autoencoder",
        Family = "Reconstruction",
        FindsBest = "changed rhythm and order within a window",
        WeakAt = "long windows, short training",
        Channels = "any",
        FitCost = "slow",
        Source = "P. Malhotra et al., LSTM-based encoder-decoder for multi-sensor anomaly detection, 2016",
        Settings = AutoencoderOptions.Specs("32,16", Training),
        DefaultWindow = 32,
        Create = settings => new LstmAutoencoderDetector(AutoencoderOptions.Of(settings, Training)),
        Read = artifact => FittedAutoencoder.Read(artifact, Layers),
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        ArgumentNullException.ThrowIfNull(train);
        var plan = new AutoencoderPlan(options.Window, train.Channels, options.Units.Count > 0 ? options.Units : [32, 16], options.Training.Dropout);
        return ReconstructionFit.Of(train, options, plan, Layers, new MeanSquaredError(), context);
    }

    internal static IReadOnlyList<ILayer> Layers(AutoencoderPlan plan) =>
    [
        .. Recurrent(plan, plan.Down),
        new Lstm(plan.Code),
        new RepeatVector(plan.Window),
        .. Recurrent(plan, plan.Units.Reverse()),
        new Dense(plan.Channels),
    ];

    private static IEnumerable<ILayer> Recurrent(AutoencoderPlan plan, IEnumerable<int> widths)
    {
        foreach (var width in widths)
        {
            yield return new Lstm(width) { ReturnSequences = true };
            if (plan.Dropout > 0)
            {
                yield return new Dropout(plan.Dropout);
            }
        }
    }
}
