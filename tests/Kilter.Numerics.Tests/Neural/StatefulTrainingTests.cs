using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Neural;

public sealed class StatefulTrainingTests
{
    private const int Window = 6;

    [Theory]
    [InlineData("gru")]
    [InlineData("lstm")]
    [InlineData("rnn")]
    public void An_echo_from_before_the_window_is_learned_with_state_and_cannot_be_without(string kind)
    {
        const int Delay = 3;
        const int Series = 16;
        var (inputs, targets) = Echo(Series, windows: 60, Delay);

        var with = Train(kind, inputs, targets, Series, stateful: true);
        var without = Train(kind, inputs, targets, Series, stateful: false);

        // Without state the first 3 of 6 steps have nothing to go by: the best guess, 0, costs 1 there.
        Assert.True(with < 0.1, $"with state the loss is {with}");
        Assert.True(without > 0.45, $"without state the loss is {without}");
    }

    [Theory]
    [InlineData(3, 30, 0.4, 18)]
    [InlineData(4, 30, 0.3, 20)]
    [InlineData(40, 120, 0.5, 40)]
    public void Validation_goes_on_where_training_ended(int series, int windows, double share, int training)
    {
        var rng = new Rng(1);
        var (inputs, targets) = (GradientCheck.Draw(rng, windows * Window), GradientCheck.Draw(rng, windows * Window));
        var network = Make("lstm", Window);
        var options = new TrainingOptions { Epochs = 1, BatchSize = series, Stateful = true, Shuffle = false, ValidationShare = share, Threads = 2, Optimizer = new Adam { LearningRate = 1e-30 } };

        var history = new Trainer(network, new MeanSquaredError(), options).Fit(new WindowArray(inputs, Window), new WindowArray(targets, Window), progress: null, CancellationToken.None);

        Assert.Equal(LossOfWholeSeries(inputs, targets, series, windows, training), history.Epochs[0].ValidationLoss, tolerance: 1e-6);
    }

    [Fact]
    public void Validation_that_leaves_no_whole_batch_to_train_on_is_refused()
    {
        var windows = new WindowArray(new float[8 * Window], Window);
        var trainer = new Trainer(Make("lstm", Window), new MeanSquaredError(), new TrainingOptions { BatchSize = 8, Stateful = true, Shuffle = false, ValidationShare = 0.5 });

        var error = Assert.Throws<ArgumentException>(() => trainer.Fit(windows, windows, progress: null, CancellationToken.None));

        Assert.StartsWith("8 windows leave none to train on. Stateful training with validation takes whole batches: lower BatchSize or ValidationShare.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_waits_for_the_whole_batch_leaves_the_state_before_the_window_alone()
    {
        var (inputs, targets) = Echo(series: 40, windows: 4, delay: 2);
        ILayer[] plain = [new Gru(5) { ReturnSequences = true }, new Dense(1)];
        ILayer[] waiting = [plain[0], new Waiting(), plain[1]];

        var weights = new[] { plain, waiting }.Select(layers =>
        {
            var network = new Network(new SampleShape(Window, 1), layers, seed: 2);
            var options = new TrainingOptions { Epochs = 2, BatchSize = 40, Stateful = true, Shuffle = false, Threads = 2 };
            new Trainer(network, new MeanSquaredError(), options).Fit(new WindowArray(inputs, Window), new WindowArray(targets, Window), progress: null, CancellationToken.None);
            return network.Weights.ToArray();
        }).ToArray();

        Assert.Equal(weights[0], weights[1]);
    }

    private static double Train(string kind, float[] inputs, float[] targets, int series, bool stateful)
    {
        var options = new TrainingOptions { Epochs = 40, BatchSize = series, Stateful = stateful, Shuffle = false, Seed = 3, Threads = 1, Optimizer = new Adam { LearningRate = 0.01 } };
        var trainer = new Trainer(Make(kind, Window), new MeanSquaredError(), options);
        return trainer.Fit(new WindowArray(inputs, Window), new WindowArray(targets, Window), progress: null, CancellationToken.None).Epochs[^1].Loss;
    }

    private static Network Make(string kind, int steps)
    {
        ILayer layer = kind switch
        {
            "gru" => new Gru(16) { ReturnSequences = true },
            "lstm" => new Lstm(16) { ReturnSequences = true },
            _ => new SimpleRnn(16) { ReturnSequences = true },
        };
        return new Network(new SampleShape(steps, 1), [layer, new Dense(1)], seed: 4);
    }

    /// <summary>Each series in one window: the mean squared error over the steps behind the training windows.</summary>
    private static double LossOfWholeSeries(float[] inputs, float[] targets, int series, int windows, int training)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < series; i++)
        {
            int[] own = [.. Enumerable.Range(0, windows).Where(n => n % series == i)];
            float[] x = [.. own.SelectMany(n => inputs[(n * Window)..((n + 1) * Window)])];
            var y = Make("lstm", x.Length).Run(new WindowArray(x, x.Length), threads: 1);
            for (var k = training / series * Window; k < y.Length; k++)
            {
                sum += Math.Pow(y[k] - targets[(own[k / Window] * Window) + (k % Window)], 2);
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>Coins in series side by side, and at each step the coin of some steps ago.</summary>
    private static (float[] Inputs, float[] Targets) Echo(int series, int windows, int delay)
    {
        var rng = new Rng(5);
        var (inputs, targets) = (new float[series * windows * Window], new float[series * windows * Window]);
        for (var i = 0; i < series; i++)
        {
            float[] coins = [.. Enumerable.Range(0, windows * Window).Select(_ => rng.NextDouble() < 0.5 ? -1f : 1f)];
            for (var t = 0; t < coins.Length; t++)
            {
                var place = (((t / Window * series) + i) * Window) + (t % Window);
                (inputs[place], targets[place]) = (coins[t], t < delay ? 0 : coins[t - delay]);
            }
        }

        return (inputs, targets);
    }

    /// <summary>Does nothing, in the phases of a layer that must wait for the whole batch.</summary>
    private sealed record Waiting : ILayer
    {
        public string Kind => "waiting";

        IBoundLayer ILayer.Bind(BindContext context) => new Bound(context.Name, context.Input);

        private sealed class Bound(string name, SampleShape shape) : IBatchWideLayer
        {
            public string Name => name;

            public SampleShape Input => shape;

            public SampleShape Output => shape;

            public int SumsLength => 1;

            public int SettledLength => 1;

            public int CacheLength(int lanes, bool training) => 0;

            public int ScratchLength(int lanes) => 0;

            public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache) => x[..(shape.Length * pass.Lanes)].CopyTo(y);

            public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache) => dy.CopyTo(dx);

            public void Measure(in PanelPass pass, ReadOnlySpan<float> x, Span<double> sums)
            {
            }

            public void Settle(ReadOnlySpan<double> sums, int samples, Span<double> settled, Span<float> weights)
            {
            }

            public void ForwardSettled(in PanelPass pass, ReadOnlySpan<double> settled, ReadOnlySpan<float> x, Span<float> y) => x[..(shape.Length * pass.Lanes)].CopyTo(y);

            public void MeasureBackward(in PanelPass pass, ReadOnlySpan<double> settled, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<double> sums)
            {
            }

            public void SettleBackward(ReadOnlySpan<double> sums, int samples, Span<double> settled)
            {
            }

            public void BackwardSettled(in PanelPass pass, ReadOnlySpan<double> settled, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
                => dy[..(shape.Length * pass.Lanes)].CopyTo(dx);
        }
    }

    [Fact]
    public void A_layer_that_waits_for_the_whole_batch_cannot_lie_inside_another()
    {
        var error = Assert.Throws<ArgumentException>(() => new Network(new SampleShape(2, 1), [new TimeDistributed(new Waiting())], seed: 1));

        Assert.StartsWith("Layer 'time_distributed_1': it holds 'time_distributed_1/waiting_1', which looks at the whole batch", error.Message, StringComparison.Ordinal);
    }
}
