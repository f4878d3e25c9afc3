using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Training;
using Kilter.Numerics.Randomness;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Batch normalisation over the whole batch, however many panels it fills, alone and in training.</summary>
public sealed class BatchNormTests
{
    private static readonly ILayer[] TwoNorms =
    [
        new Conv1d(6, 3) { Padding = StepPadding.Causal },
        new BatchNorm(),
        new Dense(5) { Activation = ActivationFunction.Tanh },
        new BatchNorm { UnbiasedRunningVariance = false, Epsilon = 1e-3 },
        new Dense(3),
    ];

    // One panel that is partly filled, one that is full, several, several with a rest.
    public static TheoryData<int, int> Batches => MatrixTheoryData.Of<int, int>([2, 7, 16, 32, 33, 64, 75], [1, 3, 9]);

    [Theory, MemberData(nameof(Batches))]
    public void Gradients_agree_with_central_differences_over_the_whole_batch(int batch, int channels)
    {
        GradientCheck.Run([new BatchNorm { Epsilon = 0.01 }], new SampleShape(3, channels), batch, SlowNorm.Batch(0.01));
        GradientCheck.Run([new BatchNorm { Epsilon = 0.01, Scale = false, Shift = false }], new SampleShape(1, channels), batch, SlowNorm.Batch(0.01, scale: false, shift: false));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void A_stack_with_two_of_them_agrees_with_central_differences(int batch)
    {
        ILayer[] layers = [new Dense(4), new BatchNorm { Epsilon = 0.01 }, new Dense(3) { Activation = ActivationFunction.Tanh }, new BatchNorm { Epsilon = 0.01 }];

        GradientCheck.Run(layers, new SampleShape(2, 5), batch, (x, b, input, weights) =>
        {
            var first = PerSample(SlowDense.Of(4), x, b, input, part => weights("dense_1/" + part));
            var norm = SlowNorm.Batch(0.01, "batch_norm_1")(first, b, input with { Width = 4 }, weights);
            var second = PerSample(SlowDense.Of(3, Math.Tanh), norm, b, input with { Width = 4 }, part => weights("dense_2/" + part));
            return SlowNorm.Batch(0.01, "batch_norm_2")(second, b, input with { Width = 3 }, weights);
        });
    }

    [Fact]
    public void Statistics_are_those_of_the_whole_batch_even_far_from_zero()
    {
        const int Batch = 75;
        var x = GradientCheck.Draw(new Rng(4), Batch * 4).Select(v => 1000 + v).ToArray();
        var runner = new LayerRunner(new SampleShape(4, 1), new BatchNorm { Momentum = 1 });

        runner.Run(x, new float[x.Length]);

        var mean = x.Average(v => (double)v);
        Assert.Equal(mean, runner.Get("batch_norm_1/running_mean")[0], tolerance: 1e-4);
        Assert.Equal(x.Sum(v => (v - mean) * (v - mean)) / (x.Length - 1), runner.Get("batch_norm_1/running_variance")[0], tolerance: 1e-5);
    }

    [Fact]
    public void A_batch_of_one_value_gives_the_shift_and_no_variance()
    {
        var runner = new LayerRunner(new SampleShape(1, 2), new BatchNorm { Momentum = 1 });
        runner.Set("batch_norm_1/shift", [3, -1]);

        var run = runner.Run([5, 7], [1, 1]);

        Assert.Equal([3, -1], run.Y);
        Assert.Equal([0, 0], run.Dx);
        Assert.Equal([0, 0], runner.Get("batch_norm_1/running_variance"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(70)]
    [Trait(BitStability.Law, BitStability.SameBits)]
    public void Training_gives_the_same_bits_for_any_number_of_threads(int batch)
    {
        var (one, _) = Train(batch, threads: 1);
        var (two, _) = Train(batch, threads: 2);

        Assert.Equal(one.Weights.ToArray().Select(BitConverter.SingleToInt32Bits), two.Weights.ToArray().Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void A_network_with_two_of_them_learns_and_scores_by_running_numbers()
    {
        var (network, history) = Train(batch: 70, threads: 2);
        var (x, y) = Data();

        var scored = network.Run(new WindowArray(x, 30), threads: 1);

        Assert.True(history.Epochs[^1].Loss < 0.2 * history.Epochs[0].Loss, $"{history.Epochs[0].Loss} to {history.Epochs[^1].Loss}");
        Assert.InRange(scored.Zip(y, (a, b) => (a - b) * (a - b)).Average(), 0, 0.3 * history.Epochs[0].Loss);
        var matrix = network.Matrices.Single(m => m.Name == "batch_norm_1/running_mean");
        Assert.Contains(matrix.In(network.Weights).ToArray(), v => v != 0);
        Assert.Equal((3 * 2 * 6) + 6 + (2 * 6) + (6 * 5) + 5 + (2 * 5) + (5 * 3) + 3, network.ParameterCount);
    }

    [Fact]
    public void A_last_batch_that_fills_fewer_panels_takes_part()
    {
        var (network, history) = Train(batch: 96, threads: 2, epochs: 2);

        Assert.All(history.Epochs, e => Assert.True(double.IsFinite(e.Loss)));
        Assert.All(network.Weights.ToArray(), w => Assert.True(float.IsFinite(w)));
    }

    private static (Network Network, TrainingHistory History) Train(int batch, int threads, int epochs = 12)
    {
        var network = new Network(new SampleShape(15, 2), TwoNorms, seed: 2);
        var (x, y) = Data();
        var options = new TrainingOptions { Epochs = batch == 1 ? 1 : epochs, BatchSize = batch, Threads = threads, Seed = 3, Optimizer = new Kilter.Numerics.Neural.Optimizers.Adam { LearningRate = 0.01 } };
        var history = new Trainer(network, new MeanSquaredError(), options).Fit(new WindowArray(x, 30), new WindowArray(y, 45), progress: null, CancellationToken.None);
        return (network, history);
    }

    // Three channels to learn from two: their sum, difference and last step.
    private static (float[] X, float[] Y) Data()
    {
        const int Windows = 200;
        var x = GradientCheck.Draw(new Rng(6), Windows * 30);
        var y = new float[Windows * 45];
        for (var i = 0; i < Windows * 15; i++)
        {
            (y[3 * i], y[(3 * i) + 1]) = (x[2 * i] + x[(2 * i) + 1], x[2 * i] - x[(2 * i) + 1]);
            y[(3 * i) + 2] = i % 15 == 0 ? 0 : x[(2 * i) - 2];
        }

        return (x, y);
    }

    private static double[] PerSample(SlowLayer slow, double[] x, int batch, SampleShape input, Func<string, double[]> weights)
        => [.. Enumerable.Range(0, batch).SelectMany(b => slow(x[(b * input.Length)..((b + 1) * input.Length)], input, weights))];
}
