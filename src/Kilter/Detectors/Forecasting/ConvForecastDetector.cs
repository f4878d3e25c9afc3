using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Scores the last samples of a window by their distance from the forecast of a convolutional network.</summary>
/// <remarks>
/// <para>
/// The samples before the last A go through causal convolutions of the given widths with 3 taps, 1, 2, 4, … samples apart (rectified); the last step goes through a
/// dense layer to A·C values. With n layers a forecast reaches 2·(2ⁿ − 1) samples back.
/// </para>
/// <para>
/// With differences on, the network is shown levels and changes and forecasts the change from the last sample it sees. Score: by default the root of the mean square over
/// the samples ahead of the residual in robust spreads of the residuals of held-out windows, largest over the channels; see <see cref="ForecastScore"/> for the others.
/// Range [0, ∞) (log-density: all numbers). Expected is the forecast of the window's last sample.
/// </para>
/// <para>Cost: a fit of at most epochs passes over at most 20,000 windows; score one pass of the network a window. The same seed gives the same bits.</para>
/// <para>Source: S. Bai, J. Z. Kolter, V. Koltun, "An empirical evaluation of generic convolutional and recurrent networks for sequence modeling", 2018; the score: P. Malhotra et al., "Long short term memory networks for anomaly detection in time series", ESANN, 2015.</para>
/// </remarks>
public sealed class ConvForecastDetector(ForecasterOptions options) : IDetector
{
    private static readonly NetworkOptions Training = new();

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "conv-forecast",
        Family = "Forecasting",
        FindsBest = "spikes, jumps and changed rhythm, in long windows too",
        WeakAt = "slow changes; what lies further back than its taps reach",
        Channels = "any",
        FitCost = "medium",
        Source = "S. Bai, J. Z. Kolter, V. Koltun, An empirical evaluation of generic convolutional and recurrent networks, 2018",
        Settings = ForecasterOptions.Specs("24,24,24", Training),
        DefaultWindow = 26,
        Create = settings => new ConvForecastDetector(ForecasterOptions.Of(settings, Training)),
        Read = artifact => FittedForecaster.Read(artifact, Layers),
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context) => ForecasterFit.Of(train, options, [24, 24, 24], Layers, context);

    internal static IReadOnlyList<ILayer> Layers(ForecasterPlan plan)
    {
        var layers = new List<ILayer>();
        foreach (var layer in plan.Stack((width, _) => new Conv1d(width, 3) { Padding = StepPadding.Causal, Activation = ActivationFunction.Relu }, plan.Outputs))
        {
            layers.Add(layer is Conv1d conv ? conv with { Dilation = Dilation(layers.OfType<Conv1d>().Count(), plan.Seen) } : layer);
        }

        layers.Insert(layers.Count - 1, new Cropping1d(plan.Seen - 1, 0));
        return layers;
    }

    // Taps beyond the window would only see zeros.
    private static int Dilation(int layer, int seen) => Math.Clamp(1 << Math.Min(layer, 16), 1, Math.Max(1, seen / 2));
}
