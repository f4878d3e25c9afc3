using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Detectors.Networks;

/// <summary>A network that was trained for a detector, and which windows it never saw.</summary>
/// <remarks>
/// <para>To add a detector with a network (some 60 lines; <c>Reconstruction/DenseAutoencoderDetector.cs</c> and its neighbours are examples):</para>
/// <list type="number">
/// <item>Options: a record with <c>Window</c>, the sizes of your layers and <c>NetworkOptions Training</c>. In the catalogue entry give your own settings followed by
/// <c>Training.Specs</c>, and read them with <c>Training.Read(settings)</c>.</item>
/// <item>Fit: <c>DetectorGuard.Fit</c> checks the door; <c>guard = InputGuard.Of(train, Training.Farthest)</c>; <c>safe = guard.Apply(train)</c>;
/// <c>stride = TrainedNetwork.StrideOf(train, Training)</c>; inputs and targets are <c>new NetworkWindows(safe, stride, first, samples)</c>;
/// <c>TrainedNetwork.Fit(shape, layers, inputs, targets, loss, Training, context)</c> trains, tells progress and can be stopped.</item>
/// <item>Residuals: run the network over <c>train.Slice(trained.HeldOutFrom(…), train.Count)</c> a batch at a time (<see cref="NetworkRun"/>), take the value as it came less
/// <c>guard.Expected(c, output)</c>, and give them to <see cref="Forecasting.ResidualScale.FromResiduals"/> with <see cref="LeastSpread"/>.</item>
/// <item>Fitted half: immutable, holds guard, network and scale; <c>Score</c> and <c>Explain</c> walk through <see cref="NetworkRun.Each"/>. Write: your settings, then
/// <c>guard.Write</c>, <c>scale.Write</c> and <see cref="NetworkStore.Write"/> in sections of their own. Read makes the layers from the settings and fills them.</item>
/// <item>One line in <c>DetectorCatalog</c>, and small settings in <c>DetectorCases</c> of the tests, so that they stay fast.</item>
/// </list>
/// </remarks>
/// <param name="Network">With the best weights, or the last where patience is 0.</param>
/// <param name="History">The losses of each epoch.</param>
/// <param name="FirstHeldOut">The first window of the source that training never saw; the number of windows where it saw all.</param>
internal sealed record TrainedNetwork(Network Network, TrainingHistory History, int FirstHeldOut)
{
    // Residuals of fewer windows than this say too little about how large residuals are.
    private const int FewestHeldOut = 16;

    // A training that runs away is begun again with a tenth of the learning rate, this often.
    private const int Retries = 2;

    /// <summary>Every how many windows one is trained on: 1, or the least prime that leaves at most <see cref="NetworkOptions.MostWindows"/>.</summary>
    public static int StrideOf(int windows, NetworkOptions options) => PrimeStride.For(windows, options.MostWindows);

    /// <summary>The least spread of a channel's residuals: a network that rebuilds a channel better than to a thousandth of its deviation was lucky.</summary>
    public static double[] LeastSpread(InputGuard guard)
    {
        var least = guard.Spread.ToArray();
        for (var c = 0; c < least.Length; c++)
        {
            least[c] *= 1e-3;
        }

        return least;
    }

    /// <summary>Trains new layers.</summary>
    /// <param name="input">The shape of an input window.</param>
    /// <param name="layers">The layers, with shapes that fit.</param>
    /// <param name="inputs">The windows, in time order.</param>
    /// <param name="targets">What the network should give for each; the inputs themselves for an autoencoder.</param>
    /// <param name="loss">What is made small.</param>
    /// <param name="options">How to train.</param>
    /// <param name="context">Seed, threads, progress (the share of the epochs done), cancellation (looked at once a batch).</param>
    /// <param name="change">Changes what the engine is told, or null: a stateful training needs more than these options say.</param>
    /// <exception cref="TrainingDivergedException">The training ran away even with a hundredth of the learning rate.</exception>
    public static TrainedNetwork Fit(
        SampleShape input, IReadOnlyList<ILayer> layers, IWindowSource inputs, IWindowSource targets, ILoss loss, NetworkOptions options, FitContext context,
        Func<TrainingOptions, TrainingOptions>? change = null)
    {
        for (var retry = 0; ; retry++)
        {
            var training = (options with { LearningRate = Math.Max(1e-8, options.LearningRate * Math.Pow(0.1, retry)) }).ForTraining(inputs.Count, context);
            training = change?.Invoke(training) ?? training;
            var network = new Network(input, layers, context.Seed);
            try
            {
                var history = new Trainer(network, loss, training).Fit(inputs, targets, EpochProgress.Of(context, options.Epochs), context.Cancellation);
                context.Progress?.Report(1);
                return new(network, history, inputs.Count - (int)(inputs.Count * training.ValidationShare));
            }
            catch (TrainingDivergedException) when (retry < Retries)
            {
            }
        }
    }

    /// <summary>The first of <paramref name="windows"/> that shares no sample with a window that was trained on; 0 where too few are left to learn from.</summary>
    /// <param name="windows">How many windows the detector was given.</param>
    /// <param name="length">W.</param>
    /// <param name="stride">Every how many of them one was trained on.</param>
    public int HeldOutFrom(int windows, int length, int stride)
    {
        var first = ((long)FirstHeldOut * stride) + length - 1;
        return first + FewestHeldOut <= windows ? (int)first : 0;
    }

    private sealed class EpochProgress(IProgress<double> progress, int epochs) : IProgress<EpochResult>
    {
        public static EpochProgress? Of(FitContext context, int epochs) => context.Progress is null ? null : new(context.Progress, epochs);

        public void Report(EpochResult value) => progress.Report((double)value.Number / epochs);
    }
}
