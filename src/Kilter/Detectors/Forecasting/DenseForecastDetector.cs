using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Scores the last samples of a window by their distance from the forecast of a feed-forward network.</summary>
/// <remarks>
/// <para>
/// The samples before the last A, as one vector, go through dense layers of the given widths (rectified) to A·C values.
/// </para>
/// <para>
/// With differences on, the network is shown levels and changes and forecasts the change from the last sample it sees. Score: by default the root of the mean square over
/// the samples ahead of the residual in robust spreads of the residuals of held-out windows, largest over the channels; see <see cref="ForecastScore"/> for the others.
/// Range [0, ∞) (log-density: all numbers). Expected is the forecast of the window's last sample.
/// </para>
/// <para>Cost: a fit of at most epochs passes over at most 20,000 windows; score one pass of the network a window. The same seed gives the same bits.</para>
/// <para>Source: D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations by back-propagating errors", Nature, 1986; the score: P. Malhotra et al., "Long short term memory networks for anomaly detection in time series", ESANN, 2015.</para>
/// </remarks>
public sealed class DenseForecastDetector(ForecasterOptions options) : IDetector
{
    private static readonly NetworkOptions Training = new();

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "dense-forecast",
        Family = "Forecasting",
        FindsBest = "spikes, jumps and changed rhythm, curved ones too",
        WeakAt = "slow changes; long windows of many channels",
        Channels = "any",
        FitCost = "medium",
        Source = "D. E. Rumelhart, G. E. Hinton, R. J. Williams, Learning representations by back-propagating errors, 1986",
        Settings = ForecasterOptions.Specs("64,32", Training),
        DefaultWindow = 26,
        Create = settings => new DenseForecastDetector(ForecasterOptions.Of(settings, Training)),
        Read = artifact => FittedForecaster.Read(artifact, Layers),
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context) => ForecasterFit.Of(train, options, [64, 32], Layers, context);

    internal static IReadOnlyList<ILayer> Layers(ForecasterPlan plan) =>
    [
        new Flatten(),
        .. plan.Stack((width, _) => new Dense(width) { Activation = ActivationFunction.Relu }, plan.Outputs),
    ];
}
