using System.Diagnostics;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;
using Kilter.Numerics.Randomness;

namespace Kilter.Benchmarks;

/// <summary>One of the standard trainings: a network, its windows, how it is trained.</summary>
/// <param name="Name">As in the peer's script.</param>
/// <param name="Make">A fresh network.</param>
/// <param name="Inputs">Training windows.</param>
/// <param name="Targets">Their targets.</param>
/// <param name="Scored">Windows for scoring.</param>
/// <param name="Loss">What is made small.</param>
/// <param name="Options">Epochs are set by who runs it.</param>
/// <param name="Operations">Multiplications and additions of the products in one training epoch.</param>
/// <param name="Streams">Whether single samples are streamed too.</param>
internal sealed record NeuralRecipe(
    string Name, Func<Network> Make, IWindowSource Inputs, IWindowSource Targets, IWindowSource Scored, ILoss Loss, TrainingOptions Options, double Operations, bool Streams)
{
    public static IReadOnlyList<NeuralRecipe> All { get; } = [LstmForecaster(), LstmAutoencoder(), DenseAutoencoder(), BehaviourAutoencoder()];

    /// <summary>The forecaster again with other units, batch or window: how time grows.</summary>
    public static NeuralRecipe Forecaster(int units, int batch, int window, int windows)
    {
        var series = Series(windows + window, 1);
        var inputs = new WindowArray(series.AsMemory(0, windows + window - 1), window, 1);
        // One step: I·4H and H·4H for each layer, forward and for both gradients; the first layer's inputs need no gradient.
        var operations = windows * (double)window * 2 * ((3 * 4 * units * (1 + (3 * units))) - (4 * units));
        return new(
            FormattableString.Invariant($"lstm_forecaster units={units} batch={batch} window={window}"),
            () => new Network(new SampleShape(window, 1), ForecasterLayers(units), 3),
            inputs,
            new WindowArray(series.AsMemory(window - 1, windows), 1, 1),
            inputs,
            new MeanAbsoluteError(),
            new TrainingOptions { BatchSize = batch, Optimizer = new Adam { LearningRate = 0.01 }, Shuffle = false },
            operations,
            Streams: true);
    }

    // A turn lasts at least this long: after a pause the system may need some milliseconds to put two threads on two cores.
    private const double LeastSeconds = 0.25;

    /// <summary>Seconds an epoch in each turn, after one turn to warm up; a turn is as many epochs as take a quarter of a second.</summary>
    /// <param name="turns">How many.</param>
    /// <param name="threads">Threads that train.</param>
    /// <param name="between">Called after each turn, not timed.</param>
    public IReadOnlyList<double> EpochSeconds(int turns, int threads, Action? between = null)
    {
        var once = Turns(turns: 2, epochs: 1, threads, null)[^1];
        return Turns(turns, (int)Math.Ceiling(LeastSeconds / once), threads, between);
    }

    private List<double> Turns(int turns, int epochs, int threads, Action? between)
    {
        var (times, count, watch) = (new List<double>(), 0, new Stopwatch());
        var trainer = new Trainer(Make(), Loss, Options with { Epochs = (turns + 1) * epochs, Threads = threads });
        watch.Start();
        trainer.Fit(Inputs, Targets, new AfterEpoch(() =>
        {
            if (++count % epochs > 0)
            {
                return;
            }

            times.Add(watch.Elapsed.TotalSeconds / epochs);
            if (times.Count > 1)
            {
                between?.Invoke();
            }

            watch.Restart();
        }), CancellationToken.None);
        return times[1..];
    }

    /// <summary>Repeats a piece of work until it has taken a quarter of a second, and returns the mean of what it says it took.</summary>
    public static double Repeat(Func<double> work)
    {
        var (sum, count, watch) = (0.0, 0, Stopwatch.StartNew());
        do
        {
            sum += work();
            count++;
        }
        while (watch.Elapsed.TotalSeconds < LeastSeconds);
        return sum / count;
    }

    /// <summary>A function that scores all windows once and returns the seconds; warmed.</summary>
    public Func<double> Scorer(int threads)
    {
        var network = Make();
        var outputs = new float[Scored.Count * network.Output.Length];
        network.Run(Scored, outputs, threads);
        return () =>
        {
            var watch = Stopwatch.StartNew();
            network.Run(Scored, outputs, threads);
            return watch.Elapsed.TotalSeconds;
        };
    }

    /// <summary>A function that streams 1,800 samples and returns the seconds of one; warmed by 200.</summary>
    public static Func<double> Streamer()
    {
        var live = new Network(new SampleShape(1, 1), [new Lstm(50) { ReturnSequences = true }, new Lstm(50) { ReturnSequences = true }, new Dense(1)], 3).GoLive();
        var (series, output) = (Series(2000, 1), new float[1]);
        return () =>
        {
            var watch = new Stopwatch();
            for (var n = 0; n < series.Length; n++)
            {
                if (n == 200)
                {
                    watch.Start();
                }

                live.Step(series.AsSpan(n, 1), output);
            }

            return watch.Elapsed.TotalSeconds / 1800;
        };
    }

    private static ILayer[] ForecasterLayers(int units)
        => [new Lstm(units) { ReturnSequences = true }, new Dropout(0.4), new Lstm(units), new Dropout(0.4), new Dense(1)];

    private static NeuralRecipe LstmForecaster() => Forecaster(units: 50, batch: 128, window: 48, windows: 20377) with { Name = "lstm_forecaster" };

    private static NeuralRecipe LstmAutoencoder()
    {
        var windows = new WindowArray(Series(11695, 59), 5 * 59, 59);
        ILayer[] layers = [new Lstm(32) { ReturnSequences = true }, new Lstm(16), new RepeatVector(5), new Lstm(16) { ReturnSequences = true }, new Lstm(32) { ReturnSequences = true }, new Dense(59)];
        double[] sizes = [59 * 32 + 32 * 32, 32 * 16 + 16 * 16, 16 * 16 + 16 * 16, 16 * 32 + 32 * 32];
        return new(
            "lstm_autoencoder",
            () => new Network(new SampleShape(5, 59), layers, 3),
            windows,
            windows,
            windows,
            new MeanSquaredError(),
            new TrainingOptions { BatchSize = 64, Optimizer = new Adam { LearningRate = 1e-4 } },
            windows.Count * 5 * 2 * ((3 * 4 * sizes.Sum()) - (4 * 59 * 32) + (3 * 32 * 59)),
            Streams: false);
    }

    private static NeuralRecipe DenseAutoencoder()
    {
        var series = Series(1600, 256);
        var scored = new float[8 * series.Length];
        for (var n = 0; n < 1600 * 8; n++)
        {
            series.AsSpan(n / 8 * 256, 256).CopyTo(scored.AsSpan(n * 256));
        }

        return Dense("dense_ae", series, [256, 128, 64, 16, 4, 16, 64, 128, 256], 1e-5, new WindowArray(scored, 256));
    }

    private static NeuralRecipe BehaviourAutoencoder() => Dense("behaviour_ae", Series(20000, 33), [33, 22, 11, 5, 11, 22, 33], 0, null);

    private static NeuralRecipe Dense(string name, float[] series, int[] sizes, double decay, IWindowSource? scored)
    {
        var windows = new WindowArray(series, sizes[0]);
        ILayer[] layers = [.. sizes.Skip(1).Select(n => new Dense(n) { Activation = ActivationFunction.LeakyRelu(0.2), Initializers = Initializers.PyTorch })];
        double weights = sizes.Zip(sizes.Skip(1), (a, b) => a * b).Sum();
        return new(
            name,
            () => new Network(new SampleShape(1, sizes[0]), layers, 3),
            windows,
            windows,
            scored ?? windows,
            new MeanSquaredError(),
            new TrainingOptions { BatchSize = 32, Optimizer = new Adam { WeightDecay = decay } },
            windows.Count * 2 * ((3 * weights) - (sizes[0] * sizes[1])),
            Streams: false);
    }

    private static float[] Series(int samples, int channels)
    {
        var rng = new Rng(7);
        var values = new float[samples * channels];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(Math.Sin(i / channels / (20.0 + (3 * (i % channels)))) + (0.1 * rng.NextNormal()));
        }

        return values;
    }

    private sealed class AfterEpoch(Action act) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => act();
    }
}
