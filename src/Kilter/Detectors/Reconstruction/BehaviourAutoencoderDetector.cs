using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Statistics;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>Settings of <see cref="BehaviourAutoencoderDetector"/>.</summary>
public sealed record BehaviourOptions
{
    /// <summary>W, the samples of both parts together. Range [2, 4096]. Default 32.</summary>
    public int Window { get; init => field = Guard.InRange(value, 2, 4096); } = 32;

    /// <summary>How many samples the second part lies after the first; each has the rest of the window. Range [0, 4095]. Default 0: half the window, so that they do not overlap.</summary>
    public int Shift { get; init => field = Guard.InRange(value, 0, 4095); }

    /// <summary>Widths of the layers down to the code, which comes last. Each in [1, 4096]. Empty (default): chosen by the size of a part.</summary>
    public IReadOnlyList<int> Units { get; init; } = [];

    /// <summary>How the network is trained.</summary>
    public NetworkOptions Training { get; init; } = new();
}

/// <summary>Scores a window by how far behaviour moved inside it: the distance between the codes of its earlier and its later part.</summary>
/// <remarks>
/// <para>
/// A fully connected autoencoder learns codes of parts of the window. The score is ‖f − g‖ / √(‖f‖·‖g‖) with f and g the codes of the two parts (<see cref="CodeDistance"/>), where a code
/// shorter than the median of training counts as that long, so that quiet moments do not look like leaps. What of the last sample lies beyond what the network sees is added,
/// in deviations of its channel. No unit; 1 is a move as large as the codes themselves. Range [0, ∞).
/// </para>
/// <para>
/// It finds changes, not states: when the new behaviour lasts, the score falls again. A channel's contribution is how much smaller the distance would be had that channel not moved; the
/// expected value is the later part rebuilt.
/// </para>
/// <para>Cost: fit O(epochs·N·weights), score O(weights) a window, explain C times that. The weights follow from the seed.</para>
/// <para>Source: betsi, a library for behaviour extraction in time series, 2020; the distance after equation 10 of arXiv:1801.05394, 2018.</para>
/// </remarks>
public sealed class BehaviourAutoencoderDetector(BehaviourOptions options) : IDetector
{
    private const int MostCodes = 1 << 16;

    private static readonly NetworkOptions Training = new();

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "behaviour-autoencoder",
        Family = "Reconstruction",
        FindsBest = "moments at which a machine begins to behave otherwise",
        WeakAt = "anomalies that last; it sees their start and end",
        Channels = "any",
        FitCost = "medium",
        Source = "betsi, a library for behaviour extraction in time series, 2020",
        Settings =
        [
            new("shift", "0", "0 to 4095", "samples from the earlier part of the window to the later; 0 for half the window"),
            new("units", "auto", "auto, or numbers like 64,16", "widths of the layers down to the code; auto: half, a quarter and an eighth of a part's values"),
            .. Training.Specs,
        ],
        DefaultWindow = 32,
        Create = settings => new BehaviourAutoencoderDetector(new()
        {
            Window = settings.WholeNumber("window", 32),
            Shift = settings.WholeNumber("shift", 0),
            Units = AutoencoderOptions.UnitsOf(settings),
            Training = Training.Read(settings),
        }),
        Read = FittedBehaviour.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var shift = options.Shift == 0 ? options.Window / 2 : options.Shift;
        var part = options.Window - shift;
        if (part < 1)
        {
            throw new ArgumentException($"'shift' is {shift} in windows of {options.Window} samples; it must leave at least 1 sample for a part.");
        }

        var guard = InputGuard.Of(train, options.Training.Farthest);
        var plan = new AutoencoderPlan(part, train.Channels, DenseUnits.Of(options.Units, part * train.Channels), options.Training.Dropout);
        var stride = TrainedNetwork.StrideOf(train.Count, options.Training);
        var inputs = new NetworkWindows(guard.Apply(train), stride, shift);
        var trained = TrainedNetwork.Fit(plan.Input, DenseAutoencoderDetector.Layers(plan), inputs, inputs, new MeanSquaredError(), options.Training, context);

        var fitted = new FittedBehaviour(shift, new Rebuilder(plan, guard, trained.Network, null), LeastCode(trained.Network, plan, inputs), []) { History = trained.History };
        var first = trained.HeldOutFrom(train.Count, options.Window, stride);
        return first == 0 ? fitted : fitted.Calibrated(train.Slice(first, train.Count));
    }

    /// <summary>The median size of training codes; 1 where they are all zero.</summary>
    private static double LeastCode(Network network, AutoencoderPlan plan, NetworkWindows inputs)
    {
        var codes = FittedBehaviour.Encoder(network, plan).Run(new EveryWindow(inputs, PrimeStride.For(inputs.Count, MostCodes)), threads: 1);
        var sizes = new double[codes.Length / plan.Code];
        for (var i = 0; i < codes.Length; i++)
        {
            sizes[i / plan.Code] += (double)codes[i] * codes[i];
        }

        var median = Math.Sqrt(OrderStatistics.Median(sizes));
        return median > 0 ? median : 1;
    }

    private sealed class EveryWindow(NetworkWindows all, int stride) : IWindowSource
    {
        public int Count => (all.Count + stride - 1) / stride;

        public int Length => all.Length;

        public ReadOnlySpan<float> this[int index] => all[index * stride];
    }
}
