using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>Settings of <see cref="VariationalAutoencoderDetector"/>.</summary>
public sealed record VariationalOptions
{
    /// <summary>What it shares with other autoencoders.</summary>
    public AutoencoderOptions Autoencoder { get; init; } = new();

    /// <summary>β, the weight of the divergence from the standard normal beside the sum of squared errors. Range [0, 1e6]. Default 0.1.</summary>
    public double Beta { get; init => field = Guard.InRange(value, 0, 1e6); } = 0.1;

    internal static SettingSpec Spec { get; } = new("beta", "0.1", "0 to 1e6", "weight of the codes' divergence from the standard normal");

    internal static VariationalOptions Of(Settings settings, NetworkOptions training)
        => new() { Autoencoder = AutoencoderOptions.Of(settings, training), Beta = settings.Number("beta", 0.1) };
}

/// <summary>Scores a window by how badly it is rebuilt from a code that was taught to be normally distributed.</summary>
/// <remarks>
/// <para>
/// The d = W·C values go through layers of relu to the mean and the log-variance of a code; in training a code is drawn from them, and both are pulled towards the standard normal with
/// weight β beside the sum of squared errors. In scoring the code is its mean, so that a score draws nothing at random. What lies between normal codes is normal too, and far
/// ones are pulled in: it rebuilds less of what it never saw than a plain autoencoder. Residuals become a score as in <see cref="DenseAutoencoderDetector"/>.
/// Unit: standard deviations of normal numbers. Range [0, ∞).
/// </para>
/// <para>Cost: fit O(epochs·N·weights), score O(weights) a window. Weights and noise follow from the seed.</para>
/// <para>Source: D. P. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR, 2014; J. An, S. Cho, "Variational autoencoder based anomaly detection using reconstruction
/// probability", SNU Data Mining Center, 2015; β: I. Higgins et al., "beta-VAE", ICLR, 2017.</para>
/// </remarks>
public sealed class VariationalAutoencoderDetector(VariationalOptions options) : IDetector
{
    private static readonly NetworkOptions Training = new();

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "variational-autoencoder",
        Family = "Reconstruction",
        FindsBest = "changed shapes and relations; smoother than a plain autoencoder",
        WeakAt = "fine detail, short training",
        Channels = "any",
        FitCost = "medium",
        Source = "D. P. Kingma, M. Welling, Auto-encoding variational Bayes, 2014",
        Settings = AutoencoderOptions.Specs("half, a quarter and an eighth of a window's values", Training, VariationalOptions.Spec),
        DefaultWindow = 32,
        Create = settings => new VariationalAutoencoderDetector(VariationalOptions.Of(settings, Training)),
        Read = artifact => FittedAutoencoder.Read(artifact, Layers),
    };

    /// <inheritdoc/>
    public int WindowLength => options.Autoencoder.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        ArgumentNullException.ThrowIfNull(train);
        var (window, shared) = (options.Autoencoder.Window, options.Autoencoder);
        var plan = new AutoencoderPlan(window, train.Channels, DenseUnits.Of(shared.Units, window * train.Channels), shared.Training.Dropout, options.Beta);
        return ReconstructionFit.Of(train, shared, plan, Layers, new MeanSquaredError { Reduction = Reduction.Sum }, context);
    }

    internal static IReadOnlyList<ILayer> Layers(AutoencoderPlan plan) =>
    [
        new Flatten(),
        .. plan.Hidden(plan.Down),
        new Dense(2 * plan.Code),
        new GaussianLatent { Weight = plan.Weight },
        .. plan.Hidden(plan.Down.Reverse()),
        new Dense(plan.Size),
        new Reshape(plan.Window, plan.Channels),
    ];
}
