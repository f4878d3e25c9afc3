using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>Scores a window by how badly a convolutional network rebuilds it from a shorter, narrow picture of it.</summary>
/// <remarks>
/// <para>
/// Convolutions over five samples with relu halve the length of the window once for each width but the last, which is the number of values a step of the code; transposed ones
/// double it again, and a last convolution gives the channels. The same filters work everywhere in the window, so shapes may stand anywhere. Trained on the mean squared error.
/// Residuals become a score as in <see cref="DenseAutoencoderDetector"/>. Unit: standard deviations of normal numbers. Range [0, ∞).
/// </para>
/// <para>Cost: fit O(epochs·N·W·weights), score O(W·weights) a window. The weights follow from the seed.</para>
/// <para>Source: J. Masci, U. Meier, D. Cireşan, J. Schmidhuber, "Stacked convolutional auto-encoders for hierarchical feature extraction", ICANN, 2011.</para>
/// </remarks>
public sealed class ConvAutoencoderDetector(AutoencoderOptions options) : IDetector
{
    private const int Taps = 5;

    private static readonly NetworkOptions Training = new();

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "conv-autoencoder",
        Family = "Reconstruction",
        FindsBest = "changed shapes that may stand anywhere in a window",
        WeakAt = "levels that moved, short training",
        Channels = "any",
        FitCost = "slow",
        Source = "J. Masci et al., Stacked convolutional auto-encoders for hierarchical feature extraction, 2011",
        Settings = AutoencoderOptions.Specs("32,16 and half the channels", Training),
        DefaultWindow = 32,
        Create = settings => new ConvAutoencoderDetector(AutoencoderOptions.Of(settings, Training)),
        Read = artifact => FittedAutoencoder.Read(artifact, Layers),
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        ArgumentNullException.ThrowIfNull(train);
        var units = options.Units.Count > 0 ? options.Units : [32, 16, (train.Channels + 1) / 2];
        var plan = new AutoencoderPlan(options.Window, train.Channels, units, options.Training.Dropout);
        return ReconstructionFit.Of(train, options, plan, Layers, new MeanSquaredError(), context);
    }

    internal static IReadOnlyList<ILayer> Layers(AutoencoderPlan plan)
    {
        var (layers, lengths, length) = (new List<ILayer>(), new Stack<int>(), plan.Window);
        foreach (var filters in plan.Down)
        {
            layers.Add(new Conv1d(filters, Taps) { Stride = 2, Padding = StepPadding.Same, Activation = ActivationFunction.Relu });
            lengths.Push(length);
            length = (length + 1) / 2;
            AddDropout(layers, plan);
        }

        layers.Add(new Conv1d(plan.Code, 1));
        foreach (var filters in plan.Down.Reverse())
        {
            layers.Add(new ConvTranspose1d(filters, Taps) { Stride = 2, Padding = StepPadding.Same, Activation = ActivationFunction.Relu });
            AddCropping(layers, 2 * length, length = lengths.Pop());
            AddDropout(layers, plan);
        }

        layers.Add(new Conv1d(plan.Channels, Taps) { Padding = StepPadding.Same });
        return layers;
    }

    /// <summary>Doubling an odd half gives one step too many.</summary>
    internal static void AddCropping(List<ILayer> layers, int length, int wanted)
    {
        if (length > wanted)
        {
            layers.Add(new Cropping1d(0, length - wanted));
        }
    }

    internal static void AddDropout(List<ILayer> layers, AutoencoderPlan plan)
    {
        if (plan.Dropout > 0)
        {
            layers.Add(new Dropout(plan.Dropout));
        }
    }
}
