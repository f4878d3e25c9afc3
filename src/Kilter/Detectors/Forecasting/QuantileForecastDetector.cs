using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Statistics;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Scores the last sample of a window by how far it lies outside a band of forecast quantiles, or by the width of that band.</summary>
/// <remarks>
/// <para>
/// An LSTM forecasts three quantiles of each channel (low, median, high) and is trained by the pinball loss. With passes, dropout stays on while it scores: the lower
/// border is the low quantile over the draws of the low head, the upper one the high quantile of the high head, the median the mean of the middle head. So a band
/// is wide where values scatter, and where the network was never trained. Borders that crossed are taken the other way round.
/// </para>
/// <para>
/// Score: distance outside the band in widths of it, 0 inside; or the width in median widths of held-out windows; or the sum. A band narrower than a tenth of the median
/// width counts as that wide. Largest over the channels, or their root mean square. Range [0, ∞). Expected is the median.
/// </para>
/// <para>Cost: score one pass of the network a window, and one batch of them with passes. Draws are hashes of the seed: the same window has the same score anywhere.</para>
/// <para>Source: Y. Gal, Z. Ghahramani, "Dropout as a Bayesian approximation", ICML, 2016; L. Zhu, N. Laptev, "Deep and confident prediction for time series at
/// Uber", ICDM workshops, 2017.</para>
/// </remarks>
public sealed class QuantileForecastDetector(QuantileForecastOptions options) : IDetector
{
    private static readonly NetworkOptions Training = new() { Dropout = 0.1 };

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "quantile-forecast",
        Family = "Forecasting",
        FindsBest = "values outside a band that is wide where the record is restless",
        WeakAt = "slow changes; slow to score with many passes",
        Channels = "any",
        FitCost = "slow",
        Source = "Y. Gal, Z. Ghahramani, Dropout as a Bayesian approximation, 2016",
        Settings = QuantileForecastOptions.Specs(Training),
        DefaultWindow = 26,
        Create = settings => new QuantileForecastDetector(QuantileForecastOptions.Of(settings, Training)),
        Read = FittedQuantileForecast.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are passes and no dropout, or too few windows.</exception>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        if (options.Passes > 0 && options.Training.Dropout == 0)
        {
            throw new ArgumentException($"{options.Passes} passes without dropout would all be the same. Set 'dropout' above 0, or 'passes' to 0.");
        }

        var plan = new ForecasterPlan(options.Window, 1, train.Channels, options.Units, options.Training.Dropout, options.Difference);
        if (plan.Seen < 1)
        {
            throw new ArgumentException($"A window of {options.Window} samples leaves none to forecast from. Use one of at least {plan.Lead + 2}.");
        }

        var input = ForecastInput.Of(train, plan, options.Training.Farthest);
        var stride = TrainedNetwork.StrideOf(train.Count, options.Training);
        var prepared = input.Prepare(train);
        var loss = new Pinball(options.Low, 0.5, options.High);
        var trained = TrainedNetwork.Fit(plan.Input, Layers(plan, options.Bidirectional), input.Inputs(prepared, stride), input.Targets(prepared, stride), loss, options.Training, context);
        var network = new BandNetwork(plan, options.Bidirectional, input, trained.Network, options.Low, options.High, options.Passes, context.Seed);
        var first = trained.HeldOutFrom(train.Count, options.Window, stride);
        var widths = Widths(train, first, network, TrainedNetwork.LeastSpread(input.Safe), context.Cancellation);
        return new FittedQuantileForecast(network, options.Score, options.Combine, widths) { History = trained.History };
    }

    internal static IReadOnlyList<ILayer> Layers(ForecasterPlan plan, bool bidirectional)
        => [.. plan.Stack((width, last) => Layer(new Lstm(width) { ReturnSequences = !last }, bidirectional), 3 * plan.Channels)];

    private static ILayer Layer(Lstm layer, bool bidirectional) => bidirectional ? new Bidirectional(layer) : layer;

    /// <summary>The median width of each channel's band over held-out windows, evenly spaced.</summary>
    private static double[] Widths(WindowSet train, int first, BandNetwork network, double[] least, CancellationToken cancellation)
    {
        // Passes are dear, and a median needs few windows.
        var stride = PrimeStride.For(train.Count - first, 2000);
        var (channels, rows) = (train.Channels, (train.Count - first + stride - 1) / stride);
        var widths = new double[rows * channels];
        var row = 0;
        network.Each(train, (_, _, band) =>
        {
            for (var c = 0; c < channels; c++)
            {
                widths[(c * rows) + row] = Math.Abs(band[(2 * channels) + c] - band[c]);
            }

            row++;
        }, first, stride, cancellation);
        for (var c = 0; c < channels; c++)
        {
            least[c] = Math.Max(least[c], OrderStatistics.Median(widths.AsSpan(c * rows, rows)));
        }

        return least;
    }
}
