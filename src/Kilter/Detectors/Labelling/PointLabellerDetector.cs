using Kilter.Detectors.Networks;
using Kilter.Detectors.Reconstruction;
using Kilter.Frames;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Losses;
using Kilter.Windows;

namespace Kilter.Detectors.Labelling;

/// <summary>Settings of <see cref="PointLabellerDetector"/>.</summary>
public sealed record PointLabellerOptions
{
    /// <summary>W, the samples in a window. Range [2, 4096]. Default 32.</summary>
    public int Window { get; init => field = Guard.InRange(value, 2, 4096); } = 32;

    /// <summary>Widths of the layers, each read in both directions. Each in [1, 4096]. Default 24.</summary>
    public IReadOnlyList<int> Units { get; init => field = [.. value.Select(u => Guard.InRange(u, 1, 4096, nameof(Units)))]; } = [24];

    /// <summary>Whether the layers are GRUs (cheaper) rather than LSTMs. Default false.</summary>
    public bool Gru { get; init; }

    /// <summary>How the network is trained.</summary>
    public NetworkOptions Training { get; init; } = new();
}

/// <summary>Learns from samples that people labelled, and scores the last sample of a window by how sure it is that they would label it too. Supervised.</summary>
/// <remarks>
/// <para>
/// A bidirectional LSTM or GRU reads the window and gives the log-odds of a label for each of its samples; training fits them to the labels of all samples (binary
/// cross-entropy). Score: the log-odds of the last sample, so that it is causal, plus how far beyond 10 deviations of the training values its channels lie: what no label
/// can have spoken of is not taken for normal. Range: all numbers, 0 for even odds.
/// </para>
/// <para>
/// It needs <see cref="FitContext.Labels"/> with both kinds of samples, and finds what is like the labelled ones; for what nobody has labelled yet use any other
/// detector. A channel's contribution is its squared distance from its mean over samples without a label, in deviations; that mean is the expected value.
/// </para>
/// <para>Cost: a fit of at most epochs passes over at most 20,000 windows; score one pass of the network a window. The same seed gives the same bits.</para>
/// <para>Source: M. Schuster, K. K. Paliwal, "Bidirectional recurrent neural networks", IEEE Trans. Signal Processing, 1997.</para>
/// </remarks>
public sealed class PointLabellerDetector(PointLabellerOptions options) : IDetector
{
    private static readonly NetworkOptions Training = new();

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "point-labeller",
        Family = "Labelling",
        FindsBest = "what people labelled before, seen again; needs labels",
        WeakAt = "anything that was not labelled in training",
        Channels = "any",
        FitCost = "slow",
        Source = "M. Schuster, K. K. Paliwal, Bidirectional recurrent neural networks, 1997",
        Settings =
        [
            new("units", "24", "numbers like 64,16", "widths of the layers, each read in both directions"),
            new("cell", "lstm", "lstm, gru", "kind of the layers"),
            .. Training.Specs,
        ],
        DefaultWindow = 32,
        NeedsLabels = true,
        Create = settings => new PointLabellerDetector(new()
        {
            Window = settings.WholeNumber("window", 32),
            Units = AutoencoderOptions.UnitsOf(settings) is { Count: > 0 } units ? units : [24],
            Gru = settings.Text("cell", "lstm") switch
            {
                "lstm" => false,
                "gru" => true,
                var other => throw new ArgumentException($"'cell' is \"{other}\"; it must be lstm or gru."),
            },
            Training = Training.Read(settings),
        }),
        Read = FittedPointLabeller.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are no labels, or all training samples have one, or too few windows.</exception>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var labels = context.Labels ?? throw new ArgumentException(
            "The detector 'point-labeller' learns from labels, and none were given. Give a file with a label column, or labels beside it; without any, use another detector, such as auto.");
        var guard = InputGuard.Of(train, options.Training.Farthest);
        var stride = TrainedNetwork.StrideOf(train.Count, options.Training);
        var flags = Flags(train, labels);
        var targets = Targets(train, flags, stride);
        var share = targets.Average();
        if (share is 0 or 1)
        {
            throw new ArgumentException($"{(share == 0 ? "None" : "All")} of the training samples have a label; the detector 'point-labeller' needs some with and some without. Train on another part of the record.");
        }

        var plan = new LabellerPlan(options.Window, train.Channels, options.Units, options.Gru, options.Training.Dropout);
        var inputs = new NetworkWindows(guard.Apply(train), stride);
        var trained = TrainedNetwork.Fit(plan.Input, plan.Layers(), inputs, new WindowArray(targets, options.Window), new BinaryCrossEntropyFromLogits(), options.Training, context);
        return new FittedPointLabeller(plan, guard, trained.Network, Means(train, flags)) { History = trained.History };
    }

    /// <summary>Whether each sample up to the last window's last has a label.</summary>
    private static bool[] Flags(WindowSet train, LabelSet labels)
    {
        var flags = new bool[train.LastOf(train.Count - 1) + 1];
        foreach (var range in labels.Ranges)
        {
            for (var t = range.Start; t < Math.Min(range.End, flags.Length); t++)
            {
                flags[t] = true;
            }
        }

        return flags;
    }

    /// <summary>1 for each labelled sample of every <paramref name="stride"/>-th window, else 0.</summary>
    private static float[] Targets(WindowSet train, bool[] flags, int stride)
    {
        var targets = new float[(train.Count + stride - 1) / stride * train.Length];
        for (var n = 0; n < train.Count; n += stride)
        {
            for (var w = 0; w < train.Length; w++)
            {
                var sample = Math.Max(train.StartOf(n), train.LastOf(n) - train.Length + 1 + w);
                targets[(n / stride * train.Length) + w] = flags[sample] ? 1 : 0;
            }
        }

        return targets;
    }

    /// <summary>The means of the channels over the windows whose last sample has no label, (C); over all where there are none.</summary>
    private static double[] Means(WindowSet train, bool[] flags)
    {
        var (channels, count) = (train.Channels, 0);
        var (sums, all) = (new double[channels], new double[channels]);
        for (var n = 0; n < train.Count; n++)
        {
            var free = !flags[train.LastOf(n)];
            count += free ? 1 : 0;
            for (var c = 0; c < channels; c++)
            {
                double value = train[n][^(channels - c)];
                all[c] += value / train.Count;
                sums[c] += free ? value : 0;
            }
        }

        return count == 0 ? all : [.. sums.Select(s => s / count)];
    }
}
