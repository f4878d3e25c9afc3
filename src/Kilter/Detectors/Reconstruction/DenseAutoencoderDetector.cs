using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>Scores a window by how badly a fully connected network rebuilds it through a narrow code.</summary>
/// <remarks>
/// <para>
/// The d = W·C values go through layers of relu down to a linear code, and mirrored up again; trained on the mean squared error. z = (value − rebuilt) over the robust spread
/// of residuals in windows that training never saw; a sample's score is the largest z of the channels, a window's the root of the mean square of its samples'. Settings choose
/// otherwise. Unit: standard deviations of normal numbers. Range [0, ∞). Nothing is rebuilt outside the range of the training values.
/// </para>
/// <para>Cost: fit O(epochs·N·weights), score O(weights) a window. The weights follow from the seed.</para>
/// <para>Source: G. E. Hinton, R. R. Salakhutdinov, "Reducing the dimensionality of data with neural networks", Science, 2006; M. Sakurada, T. Yairi, "Anomaly detection using
/// autoencoders with nonlinear dimensionality reduction", MLSDA, 2014.</para>
/// </remarks>
public sealed class DenseAutoencoderDetector(AutoencoderOptions options) : IDetector
{
    private static readonly NetworkOptions Training = new();

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "dense-autoencoder",
        Family = "Reconstruction",
        FindsBest = "changed shapes and broken relations, curved ones too",
        WeakAt = "short training, drift",
        Channels = "any",
        FitCost = "medium",
        Source = "G. E. Hinton, R. R. Salakhutdinov, Reducing the dimensionality of data with neural networks, 2006",
        Settings = AutoencoderOptions.Specs("half, a quarter and an eighth of a window's values", Training),
        DefaultWindow = 32,
        Create = settings => new DenseAutoencoderDetector(AutoencoderOptions.Of(settings, Training)),
        Read = artifact => FittedAutoencoder.Read(artifact, Layers),
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        ArgumentNullException.ThrowIfNull(train);
        var plan = new AutoencoderPlan(options.Window, train.Channels, DenseUnits.Of(options.Units, options.Window * train.Channels), options.Training.Dropout);
        return ReconstructionFit.Of(train, options, plan, Layers, new MeanSquaredError(), context);
    }

    internal static IReadOnlyList<ILayer> Layers(AutoencoderPlan plan) =>
    [
        new Flatten(),
        .. plan.Hidden(plan.Down),
        new Dense(plan.Code),
        .. plan.Hidden(plan.Down.Reverse()),
        new Dense(plan.Size),
        new Reshape(plan.Window, plan.Channels),
    ];
}

/// <summary>Widths of fully connected autoencoders.</summary>
internal static class DenseUnits
{
    /// <summary>The widths asked for, or a half, a quarter and an eighth of the values of a window, within bounds.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<int> units, int size)
        => units.Count > 0 ? units : [Math.Clamp(size / 2, 8, 128), Math.Clamp(size / 4, 4, 64), Math.Clamp((size + 7) / 8, 1, 16)];
}
