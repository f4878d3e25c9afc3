using System.Globalization;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Saving;
using Kilter.Numerics.Neural.Schedules;
using Kilter.Numerics.Neural.Training;
using Kilter.Numerics.Randomness;
using Kilter.Numerics.Tests.Neural.Saving;

namespace Kilter.Numerics.Tests.Neural.Training;

/// <summary>A training that is broken off and resumed is the training that was not.</summary>
public sealed class CheckpointTests
{
    private static readonly WindowArray Windows = new(GradientCheck.Draw(new Rng(5), 150 * 8), 8);

    private static readonly TrainingOptions Everything = new()
    {
        BatchSize = 24,
        Optimizer = new Adam { LearningRate = 0.01, WeightDecay = 1e-3 },
        Schedule = new ReduceOnPlateau { Patience = 0, Factor = 0.5 },
        Clip = GradientClip.ByNorm(0.5),
        ValidationShare = 0.2,
        EarlyStopping = new EarlyStopping { Patience = 3 },
        Seed = 77,
        Threads = 1,
    };

    private static Network Made(int units = 6, double rate = 0.3)
        => new(new SampleShape(4, 2), [new Lstm(units) { RecurrentDropout = 0.1 }, new Dropout(rate), new RepeatVector(4), new Lstm(5) { ReturnSequences = true }, new Dense(2)], seed: 1);

    [Theory, InlineData(1), InlineData(3), InlineData(5), Trait(BitStability.Law, BitStability.SameBits)]
    public void Six_epochs_are_some_epochs_and_the_rest_after_a_resume(int first)
    {
        using var file = new ScratchFile();
        var (whole, broken, resumed) = (Made(), Made(), Made());
        var expected = Fit(whole, Everything with { Epochs = 6 });

        Fit(broken, Everything with { Epochs = first, Checkpoint = new CheckpointOptions(file.Path) });
        var history = Fit(resumed, Everything with { Epochs = 6, Threads = 2 }, resume: file.Path);

        Assert.Equal(whole.Weights.ToArray(), resumed.Weights.ToArray());
        Assert.Equal(expected.Epochs, history.Epochs);
        Assert.Equal((expected.BestEpoch, expected.StoppedEarly), (history.BestEpoch, history.StoppedEarly));
        Assert.Equal(whole.Run(Windows), resumed.Run(Windows));
    }

    [Fact]
    public void Running_numbers_that_are_not_trained_go_on_too()
    {
        using var file = new ScratchFile();
        var (whole, broken, resumed) = (Normalised(), Normalised(), Normalised());
        Fit(whole, Everything with { Epochs = 4 });

        Fit(broken, Everything with { Epochs = 2, Checkpoint = new CheckpointOptions(file.Path) });
        Fit(resumed, Everything with { Epochs = 4 }, resume: file.Path);

        Assert.Equal(whole.Weights.ToArray(), resumed.Weights.ToArray());

        static Network Normalised() => new(new SampleShape(4, 2), [new Conv1d(5, 3) { Padding = StepPadding.Same }, new BatchNorm(), new GaussianNoise(0.1), new Dense(2)], seed: 1);
    }

    [Fact]
    public void A_training_that_early_stopping_ended_does_not_go_on_after_a_resume()
    {
        using var file = new ScratchFile();
        var options = Everything with { Epochs = 60, Optimizer = new Adam { LearningRate = 0.05 }, EarlyStopping = new EarlyStopping { Patience = 2 }, Checkpoint = new CheckpointOptions(file.Path) };
        var (stopped, resumed) = (Made(), Made());

        var expected = Fit(stopped, options);
        var history = Fit(resumed, options, resume: file.Path);

        Assert.True(expected.StoppedEarly);
        Assert.True(history.StoppedEarly);
        Assert.Equal(expected.Epochs, history.Epochs);
        Assert.Equal(stopped.Weights.ToArray(), resumed.Weights.ToArray());
    }

    [Fact]
    public void Checkpoints_come_every_so_many_epochs_and_at_the_end_and_change_no_bit()
    {
        using var file = new ScratchFile();
        var (plain, written) = (Made(), Made());
        var seen = new List<long>();
        var options = Everything with { EarlyStopping = null, Epochs = 5, Checkpoint = new CheckpointOptions(file.Path) { EveryEpochs = 2 } };
        Fit(plain, Everything with { EarlyStopping = null, Epochs = 5 });

        new Trainer(written, new MeanSquaredError(), options).Fit(Windows, Windows, new Heard(_ =>
        {
            seen.Add(File.Exists(file.Path) ? SafetensorsFile.Read(file.Path).Entry("history").Shape[0] : 0);
        }), TestContext.Current.CancellationToken);

        Assert.Equal([0, 2, 2, 4, 5], seen);
        Assert.Equal(["file.safetensors"], file.Names);
        Assert.Equal(plain.Weights.ToArray(), written.Weights.ToArray());
    }

    public static TheoryData<string, string> Differences => new()
    {
        { "units", "layer 1 is Lstm { Units = 6, " },
        { "rate", "layer 2 is Dropout { Rate = 0.3, SameAtEveryStep = False, Kind = dropout } there, and Dropout { Rate = 0.25, SameAtEveryStep = False, Kind = dropout } here" },
        { "loss", "loss is mean-squared-error" },
        { "batch", "batch size is 24 there, and 25 here" },
        { "learning rate", "LearningRate = 0.01, " },
        { "schedule", "schedule is plateau ReduceOnPlateau { Name = plateau, Factor = 0.5, Patience = 0" },
        { "clip", "clip is Norm 0.5 there, and Value 0.5 here" },
        { "shuffle", "shuffle is on there, and off here" },
        { "validation", "validation share is 0.2 there, and 0.1 here" },
        { "stopping", "early stopping is EarlyStopping { Patience = 3, MinimumDelta = 0, RestoreBest = True } there, and none here" },
        { "seed", "seed is 77 there, and 78 here" },
    };

    [Theory, MemberData(nameof(Differences))]
    public void A_checkpoint_of_another_training_is_refused_and_the_first_difference_named(string what, string expected)
    {
        using var file = new ScratchFile();
        Fit(Made(), Everything with { Epochs = 1, Checkpoint = new CheckpointOptions(file.Path) });
        var network = Made(units: what == "units" ? 7 : 6, rate: what == "rate" ? 0.25 : 0.3);
        var before = network.Weights.ToArray();
        var options = what switch
        {
            "batch" => Everything with { BatchSize = 25 },
            "learning rate" => Everything with { Optimizer = new Adam { LearningRate = 0.02, WeightDecay = 1e-3 } },
            "schedule" => Everything with { Schedule = ConstantSchedule.Instance },
            "clip" => Everything with { Clip = GradientClip.ByValue(0.5) },
            "shuffle" => Everything with { Shuffle = false },
            "validation" => Everything with { ValidationShare = 0.1 },
            "stopping" => Everything with { EarlyStopping = null },
            "seed" => Everything with { Seed = 78 },
            _ => Everything,
        };

        var error = Assert.Throws<InvalidDataException>(() => new Trainer(network, what == "loss" ? new MeanAbsoluteError() : new MeanSquaredError(), options).Resume(file.Path));

        Assert.Contains($"'{file.Path}' is a checkpoint of another training: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Weights.ToArray());
    }

    [Fact]
    public void A_difference_inside_another_layer_is_found()
    {
        using var file = new ScratchFile();
        Fit(Held(ActivationFunction.Tanh), Everything with { Epochs = 1, Checkpoint = new CheckpointOptions(file.Path) });

        var error = Assert.Throws<InvalidDataException>(() => new Trainer(Held(ActivationFunction.Relu), new MeanSquaredError(), Everything).Resume(file.Path));

        Assert.Contains("layer 1.2 is Dense { Units = 2, Activation = ActivationFunction { Name = tanh", error.Message, StringComparison.Ordinal);

        static Network Held(ActivationFunction function) => new(new SampleShape(4, 2), [new TimeDistributed(new Dense(3), new Dense(2) { Activation = function })], seed: 1);
    }

    [Fact]
    public void The_text_of_a_setting_tells_all_it_holds_also_where_that_is_a_list()
    {
        var kinds = typeof(Network).Assembly.GetTypes().Where(t => t.IsClass && (t.IsAssignableTo(typeof(ILayer)) || t.IsAssignableTo(typeof(ILoss)) || t.IsAssignableTo(typeof(IOptimizer)) || t.IsAssignableTo(typeof(ILearningRateSchedule))));

        // Layers inside a layer are compared one by one.
        var lists = kinds.Where(t => t.GetProperties().Any(p => p.PropertyType != typeof(string) && p.PropertyType != typeof(IReadOnlyList<ILayer>) && p.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable))));
        var silent = lists.Where(t => t.GetMethod("ToString", [])!.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false));

        Assert.Empty(silent);
        Assert.NotEmpty(lists);
        Assert.Contains("0.1 0.9", new Pinball(0.1, 0.9).ToString(), StringComparison.Ordinal);
        Assert.Contains("3 8", new MultiStepDecay(3, 8).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_a_country_with_a_decimal_comma_is_the_same()
    {
        using var file = new ScratchFile();
        var (kept, comma) = (CultureInfo.CurrentCulture, (CultureInfo)CultureInfo.InvariantCulture.Clone());
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            Fit(Made(), Everything with { Epochs = 1, Checkpoint = new CheckpointOptions(file.Path) });
        }
        finally
        {
            CultureInfo.CurrentCulture = kept;
        }

        new Trainer(Made(), new MeanSquaredError(), Everything).Resume(file.Path);
    }

    [Fact]
    public void Weights_alone_are_no_checkpoint()
    {
        using var file = new ScratchFile();
        WeightFile.Save(Made(), file.Path);

        var error = Assert.Throws<InvalidDataException>(() => new Trainer(Made(), new MeanSquaredError(), Everything).Resume(file.Path));

        Assert.Contains("is of the format 'kilter-weights' 1; 'kilter-checkpoint' 1 is needed.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interval_below_one_epoch_and_an_empty_path_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CheckpointOptions("x") { EveryEpochs = 0 });
        Assert.Throws<ArgumentException>(() => new CheckpointOptions(""));
    }

    private static TrainingHistory Fit(Network network, TrainingOptions options, string? resume = null)
    {
        var trainer = new Trainer(network, new MeanSquaredError(), options);
        if (resume is not null)
        {
            trainer.Resume(resume);
        }

        return trainer.Fit(Windows, Windows, progress: null, TestContext.Current.CancellationToken);
    }

    private sealed class Heard(Action<EpochResult> hear) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => hear(value);
    }
}
