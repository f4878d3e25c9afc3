using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Tests.Neural.Training;

public sealed class TrainerTests
{
    private static readonly SampleShape Shape = new(1, 6);

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        Assert.Equal(Trained(1), Trained(1));
        Assert.NotEqual(Trained(1), Trained(2));

        static float[] Trained(ulong seed)
        {
            var network = Autoencoder();
            Fit(network, new TrainingOptions { Epochs = 2, Seed = seed, BatchSize = 8 }, Recipes.Windows(40, 6, 5));
            return network.Weights.ToArray();
        }
    }

    [Fact]
    public void An_epoch_takes_every_training_window_once_and_no_validation_window()
    {
        var windows = new CountingWindows(Recipes.Windows(50, 6, 5));

        Fit(Autoencoder(), new TrainingOptions { Epochs = 3, BatchSize = 7, ValidationShare = 0.2, Threads = 1 }, windows);

        // Once when checked; then three times in training, or three times in validation.
        Assert.All(windows.Counts, count => Assert.Equal(4 + 1, count));
    }

    [Fact]
    public void Early_stopping_stops_after_its_patience_and_puts_the_best_weights_back()
    {
        var windows = Recipes.Windows(64, 6, 5);
        var network = Autoencoder();
        // A rate so high that the loss soon rises again.
        var options = new TrainingOptions
        {
            Epochs = 200,
            BatchSize = 16,
            Optimizer = new Adam { LearningRate = 0.3 },
            ValidationShare = 0.25,
            EarlyStopping = new EarlyStopping { Patience = 4 },
        };

        var history = Fit(network, options, windows);

        Assert.True(history.StoppedEarly);
        Assert.Equal(history.BestEpoch + 4, history.Epochs.Count);
        Assert.Equal(history.Epochs.MinBy(e => e.ValidationLoss).Number, history.BestEpoch);
        var again = new Network(Shape, Layers, seed: 1);
        Fit(again, options with { Epochs = history.BestEpoch, EarlyStopping = null }, windows);
        Assert.Equal(again.Weights.ToArray(), network.Weights.ToArray());
    }

    [Fact]
    public void The_loss_of_an_epoch_is_the_mean_over_windows_also_when_the_last_batch_is_smaller()
    {
        var windows = Recipes.Windows(37, 6, 5);
        var network = Autoencoder();
        var options = new TrainingOptions { Epochs = 1, BatchSize = 10, Optimizer = new Adam { LearningRate = 1e-30 } };

        var history = Fit(network, options, windows);

        var outputs = network.Run(windows);
        var expected = Enumerable.Range(0, 37 * 6).Average(i => Math.Pow(outputs[i] - windows[i / 6][i % 6], 2));
        Assert.Equal(expected, history.Epochs[0].Loss, 1e-6);
    }

    [Fact]
    public void A_cancelled_training_ends_within_a_batch()
    {
        using var source = new CancellationTokenSource();
        var windows = Recipes.Windows(40, 6, 5);
        var progress = new Listener(e =>
        {
            if (e.Number == 2)
            {
                source.Cancel();
            }
        });

        Assert.Throws<OperationCanceledException>(
            () => new Trainer(Autoencoder(), new MeanSquaredError(), new TrainingOptions { Epochs = 1000 }).Fit(windows, windows, progress, source.Token));
        Assert.Equal(2, progress.Heard);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused_with_its_place()
    {
        var values = new float[5 * 6];
        values[(3 * 6) + 4] = float.NaN;
        var windows = new WindowArray(values, 6);

        var error = Assert.Throws<ArgumentException>(() => Fit(Autoencoder(), new TrainingOptions(), windows));

        Assert.StartsWith("The input window 3 has NaN at step 0, value 4; training needs finite numbers.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_that_do_not_fit_are_refused_with_both_sizes()
    {
        var error = Assert.Throws<ArgumentException>(() => Fit(Autoencoder(), new TrainingOptions(), Recipes.Windows(10, 5, 1)));
        Assert.StartsWith("An input window has 5 values; the network takes 6.", error.Message, StringComparison.Ordinal);

        var trainer = new Trainer(Autoencoder(), new MeanSquaredError(), new TrainingOptions());
        error = Assert.Throws<ArgumentException>(() => trainer.Fit(Recipes.Windows(10, 6, 1), Recipes.Windows(9, 6, 1), null, CancellationToken.None));
        Assert.StartsWith("There are 10 inputs and 9 targets", error.Message, StringComparison.Ordinal);

        error = Assert.Throws<ArgumentException>(() => trainer.Fit(Recipes.Windows(0, 6, 1), Recipes.Windows(0, 6, 1), null, CancellationToken.None));
        Assert.StartsWith("There are no input windows.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_that_runs_away_names_the_layer_says_what_to_change_and_puts_the_weights_back()
    {
        var network = Autoencoder();
        var before = network.Weights.ToArray();

        var error = Assert.Throws<TrainingDivergedException>(() => Fit(
            network, new TrainingOptions { Epochs = 100, BatchSize = 8, Optimizer = new Adam { LearningRate = 1e12 } }, Recipes.Windows(40, 6, 5)));

        Assert.Matches("dense_[12]/(kernel|bias)", error.Message);
        Assert.Contains("Lower the learning rate (it is 1e+12)", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Weights.ToArray());
    }

    [Fact]
    public void A_loss_that_explodes_without_becoming_infinite_stops_too()
    {
        var network = Autoencoder();

        var error = Assert.Throws<TrainingDivergedException>(() => Fit(
            network, new TrainingOptions { Epochs = 100, BatchSize = 8, Optimizer = new Adam { LearningRate = 100 } }, Recipes.Windows(40, 6, 5)));

        Assert.Contains("The loss went from", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_by_name()
    {
        Assert.Contains("BatchSize is 0", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { BatchSize = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("Epochs is 0", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Epochs = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("ValidationShare is 1", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { ValidationShare = 1 }).Message, StringComparison.Ordinal);
        Assert.Contains("ExplosionFactor is 1", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { ExplosionFactor = 1 }).Message, StringComparison.Ordinal);
        Assert.Contains("Patience is 0", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { Patience = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("gradient clip is -1", Assert.Throws<ArgumentOutOfRangeException>(() => GradientClip.ByNorm(-1)).Message, StringComparison.Ordinal);
        Assert.Contains("Stateful", Assert.Throws<ArgumentException>(() => new Trainer(Autoencoder(), new MeanSquaredError(), new TrainingOptions { Stateful = true })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_do_not_fit_are_refused_by_name()
    {
        Assert.Contains("Layer 'dense': Units is 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Dense(0)).Message, StringComparison.Ordinal);
        Assert.Contains("Layer 'lstm': Units is -2", Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(-2)).Message, StringComparison.Ordinal);
        Assert.Contains("Layer 'dropout': Rate is 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(1)).Message, StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(() => new Network(new SampleShape(5, 2), [new Dense(3), new RepeatVector(4)], 1));
        Assert.Contains("Layer 'repeat_1': it repeats one step, and gets 5.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Network(new SampleShape(0, 2), [new Dense(3)], 1));
        Assert.Throws<ArgumentException>(() => new Network(new SampleShape(1, 2), [], 1));
    }

    private static ILayer[] Layers => [new Dense(3) { Activation = ActivationFunction.Tanh }, new Dense(6)];

    private static Network Autoencoder() => new(Shape, Layers, seed: 1);

    private static TrainingHistory Fit(Network network, TrainingOptions options, IWindowSource windows)
        => new Trainer(network, new MeanSquaredError(), options).Fit(windows, windows, progress: null, CancellationToken.None);

    private sealed class CountingWindows(IWindowSource inner) : IWindowSource
    {
        public int[] Counts { get; } = new int[inner.Count];

        public int Count => inner.Count;

        public int Length => inner.Length;

        public ReadOnlySpan<float> this[int index]
        {
            get
            {
                Counts[index]++;
                return inner[index];
            }
        }
    }

    private sealed class Listener(Action<EpochResult> hear) : IProgress<EpochResult>
    {
        public int Heard { get; private set; }

        public void Report(EpochResult value)
        {
            Heard++;
            hear(value);
        }
    }
}
