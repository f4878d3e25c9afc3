using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>Scores a window by how badly convolutions around a recurrent network rebuild it.</summary>
/// <remarks>
/// <para>
/// For each width but the last, a convolution over five samples with relu halves the length; an LSTM of the last width reads what is left, and its last state is the code. It
/// is repeated, read by another LSTM, and transposed convolutions double the length again; a linear layer gives the channels. So the recurrent part walks over few steps of
/// ready-made shapes in place of many samples. Trained on the mean squared error. Residuals become a score as in <see cref="DenseAutoencoderDetector"/>.
/// Unit: standard deviations of normal numbers. Range [0, ∞).
/// </para>
/// <para>Cost: fit O(epochs·N·W·weights), score O(W·weights) a window. The weights follow from the seed.</para>
/// <para>Source: T. N. Sainath, O. Vinyals, A. Senior, H. Sak, "Convolutional, long short-term memory, fully connected deep neural networks", ICASSP, 2015; as an autoencoder it is
/// the next step that C. Ranjan et al. list in "Dataset: rare event classification in multivariate time series", arXiv:1809.10717, 2018.</para>
/// </remarks>
public sealed class CnnLstmAutoencoderDetector(AutoencoderOptions options) : IDetector
{
    private const int Taps = 5;

    private static readonly NetworkOptions Training = new() { LearningRate = 0.005, MostWindows = 10_000 };

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "cnn-lstm-autoencoder",
        Family = "Reconstruction",
        FindsBest = "changed shapes and their order in long windows",
        WeakAt = "short windows, short training",
        Channels = "any",
        FitCost = "slow",
        Source = "T. N. Sainath et al., Convolutional, long short-term memory, fully connected deep neural networks, 2015",
        Settings = AutoencoderOptions.Specs("16,24", Training),
        DefaultWindow = 32,
        Create = settings => new CnnLstmAutoencoderDetector(AutoencoderOptions.Of(settings, Training)),
        Read = artifact => FittedAutoencoder.Read(artifact, Layers),
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        ArgumentNullException.ThrowIfNull(train);
        var plan = new AutoencoderPlan(options.Window, train.Channels, options.Units.Count > 0 ? options.Units : [16, 24], options.Training.Dropout);
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
            ConvAutoencoderDetector.AddDropout(layers, plan);
        }

        layers.AddRange([new Lstm(plan.Code), new RepeatVector(length), new Lstm(plan.Code) { ReturnSequences = true }]);
        foreach (var filters in plan.Down.Reverse())
        {
            layers.Add(new ConvTranspose1d(filters, Taps) { Stride = 2, Padding = StepPadding.Same, Activation = ActivationFunction.Relu });
            ConvAutoencoderDetector.AddCropping(layers, 2 * length, length = lengths.Pop());
            ConvAutoencoderDetector.AddDropout(layers, plan);
        }

        layers.Add(new Dense(plan.Channels));
        return layers;
    }
}
