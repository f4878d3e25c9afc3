using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Scores the last samples of a window by their distance from the forecast of a recurrent network (LSTM).</summary>
/// <remarks>
/// <para>
/// The samples before the last A go one by one through LSTM layers of the given widths; the last state goes through a dense layer to A·C values.
/// </para>
/// <para>
/// With differences on, the network is shown levels and changes and forecasts the change from the last sample it sees. Score: by default the root of the mean square over
/// the samples ahead of the residual in robust spreads of the residuals of held-out windows, largest over the channels; see <see cref="ForecastScore"/> for the others.
/// Range [0, ∞) (log-density: all numbers). Expected is the forecast of the window's last sample.
/// </para>
/// <para>Cost: a fit of at most epochs passes over at most 20,000 windows; score one pass of the network a window. The same seed gives the same bits.</para>
/// <para>Source: S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation, 1997; the score: P. Malhotra et al., "Long short term memory networks for anomaly detection in time series", ESANN, 2015.</para>
/// </remarks>
public sealed class LstmForecastDetector(ForecasterOptions options) : IDetector
{
    private static readonly NetworkOptions Training = new();

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "lstm-forecast",
        Family = "Forecasting",
        FindsBest = "spikes, jumps and changed rhythm, curved ones too",
        WeakAt = "slow changes; sees the end of an anomaly as another",
        Channels = "any",
        FitCost = "slow",
        Source = "P. Malhotra et al., Long short term memory networks for anomaly detection in time series, 2015",
        Settings = ForecasterOptions.Specs("32", Training),
        DefaultWindow = 26,
        Create = settings => new LstmForecastDetector(ForecasterOptions.Of(settings, Training)),
        Read = artifact => FittedForecaster.Read(artifact, Layers),
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context) => ForecasterFit.Of(train, options, [32], Layers, context);

    internal static IReadOnlyList<ILayer> Layers(ForecasterPlan plan) => [.. plan.Stack((width, last) => new Lstm(width) { ReturnSequences = !last }, plan.Outputs)];
}
