using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;
using Kilter.Numerics.Randomness;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Neural;

public sealed class TwoRunsTests
{
    private const int Steps = 4;

    [Theory]
    [InlineData("lstm", 1, 33), InlineData("lstm", 3, 9), InlineData("lstm", 8, 1)]
    [InlineData("gru", 1, 9), InlineData("gru", 3, 33), InlineData("rnn", 2, 9)]
    public void Both_runs_agree_with_the_slow_twin_and_their_gradients_add_up(string kind, int width, int batch)
        => GradientCheck.Run(new TwoRuns(Inside(kind, 5, width)), new SampleShape(Steps, width), batch, Twin(kind, 5, width));

    [Fact]
    public void The_free_run_has_the_bits_of_a_free_running_layer_and_the_taught_run_those_of_the_layers_alone()
    {
        var shape = new SampleShape(Steps, 3);
        LayerRunner[] runners =
        [
            new(shape, new TwoRuns(Inside("lstm", 5, 3))), new(shape, new FreeRunning(Inside("lstm", 5, 3))), new(shape, Inside("lstm", 5, 3)),
        ];
        foreach (var runner in runners)
        {
            runner.Randomize(1);
        }

        var x = GradientCheck.Draw(new Rng(2), 40 * shape.Length);
        var both = runners[0].Run(x, new float[40 * Steps * 16]).Y.Chunk(16).ToList();

        Assert.Equal(runners[1].Run(x, x).Y, both.SelectMany(y => y[..3]));
        Assert.Equal(runners[2].Run(x, x).Y, both.SelectMany(y => y[3..6]));
        // At the first step both have seen the same.
        Assert.All(both.Where((_, n) => n % Steps == 0), y => Assert.Equal(y[6..11], y[11..16]));
        Assert.Contains(both.Where((_, n) => n % Steps == 1), y => !y.AsSpan(6, 5).SequenceEqual(y.AsSpan(11, 5)));
    }

    [Fact]
    public void The_state_that_goes_on_is_that_of_the_taught_run()
    {
        var shape = new SampleShape(Steps, 2);
        var (both, alone) = (new LayerRunner(shape, new TwoRuns(Inside("gru", 4, 2))), new LayerRunner(shape, Inside("gru", 4, 2)));
        both.Randomize(3);
        alone.Randomize(3);
        var x = GradientCheck.Draw(new Rng(4), 9 * shape.Length);
        var state = GradientCheck.Draw(new Rng(5), 9 * 4);

        Assert.Equal(alone.Run(x, x, state: state).StateAfter, both.Run(x, new float[9 * Steps * 12], state: state).StateAfter);
    }

    [Theory, InlineData(1), InlineData(9), InlineData(33)]
    public void The_loss_is_two_errors_and_the_difference_of_hidden_rows_and_no_gradient_goes_into_the_taught_ones(int batch)
    {
        const int Width = 2, Hidden = 3;
        var shape = new SampleShape(Steps, (2 * Width) + (2 * Hidden));
        var rng = new Rng((ulong)batch);
        var (output, target) = (GradientCheck.Draw(rng, batch * shape.Length), GradientCheck.Draw(rng, batch * Steps * Width));

        var (sum, gradient) = LossRunner.Run(new TwoRunsError(Width), shape, output, target);

        var (expected, slopes) = (0.0, new double[output.Length]);
        for (var i = 0; i < output.Length; i++)
        {
            var (step, row) = (i / shape.Width, i % shape.Width);
            var (error, count) = row < 2 * Width ? (output[i] - (double)target[(step * Width) + (row % Width)], Steps * Width)
                : row < (2 * Width) + Hidden ? (output[i] - (double)output[i + Hidden], Steps * Hidden) : (0, 1);
            expected += error * error / count;
            slopes[i] = 2 * error / count / batch;
        }

        Assert.Equal(expected, sum, 1e-5 * expected);
        Assert.All(slopes.Zip(gradient), p => Assert.Equal(p.First, p.Second, 1e-6));
    }

    [Fact]
    public void Trained_on_both_runs_it_forecasts_a_sine_from_its_first_sample()
    {
        const int Length = 30;
        var values = Enumerable.Range(0, 2000).Select(t => (float)Math.Sin(0.4 * t)).ToArray();
        var (inputs, targets) = (new float[200 * Length], new float[200 * Length]);
        for (var i = 0; i < inputs.Length; i++)
        {
            var t = (i / Length * 7) + (i % Length);
            (inputs[i], targets[i]) = (values[t], values[t + 1]);
        }

        var network = new Network(new SampleShape(Length, 1), [new TwoRuns(new Lstm(16) { ReturnSequences = true }, new Dense(1))], seed: 5);
        var trainer = new Trainer(network, new TwoRunsError(1), new TrainingOptions { Epochs = 25, Optimizer = new Adam { LearningRate = 0.01 }, Seed = 6, Threads = 1 });

        var history = trainer.Fit(new WindowArray(inputs, Length), new WindowArray(targets, Length), progress: null, CancellationToken.None);

        // The first sample alone does not tell up from down, so the free run keeps an error; the taught one does not.
        Assert.True(history.Epochs[^1].Loss < 0.4 * history.Epochs[0].Loss, $"the loss went from {history.Epochs[0].Loss} to {history.Epochs[^1].Loss}");
    }

    [Fact]
    public void Layers_that_cannot_run_so_and_outputs_that_do_not_fit_are_refused()
    {
        Assert.Contains("at least two layers inside", Assert.Throws<ArgumentException>(() => new Network(new SampleShape(3, 2), [new TwoRuns(new Dense(2))], seed: 1)).Message, StringComparison.Ordinal);
        Assert.Contains("turn (1, 2) into (1, 5)", Assert.Throws<ArgumentException>(() => new Network(new SampleShape(3, 2), [new TwoRuns(new Dense(2), new Dense(5))], seed: 1)).Message, StringComparison.Ordinal);
        Assert.Contains("has 5 values", Assert.Throws<ArgumentException>(() => new TwoRunsError(2).TargetLength(new SampleShape(3, 5))).Message, StringComparison.Ordinal);
    }

    private static ILayer[] Inside(string kind, int units, int width) =>
    [
        new Dense(units) { Activation = ActivationFunction.Tanh },
        kind switch { "lstm" => new Lstm(units) { ReturnSequences = true }, "gru" => new Gru(units), _ => new SimpleRnn(units) },
        new Dense(width),
    ];

    private static SlowLayer Twin(string kind, int units, int width) => (x, input, weights) =>
    {
        (string, int, SlowLayer)[] core =
        [
            ("dense_1", units, SlowDense.Of(units, Math.Tanh)),
            (kind + "_1", units, kind switch { "lstm" => SlowLstm.Of(units, sequence: true), "gru" => SlowGru.Of(units, sequence: true), _ => SlowRnn.Of(units, sequence: true) }),
        ];
        var (hidden, whole) = (SlowWrappers.Chain(core), SlowWrappers.Chain([.. core, ("dense_2", width, SlowDense.Of(width))]));
        var free = SlowWrappers.FreeRunning(whole, t => t == 0)(x, input, weights);
        double[] seen = [.. x[..input.Width], .. free[..^input.Width]];
        var (taught, freeHidden, taughtHidden) = (whole(x, input, weights), hidden(seen, input, weights), hidden(x, input, weights));
        return [.. Enumerable.Range(0, input.Steps).SelectMany(t => (double[])
            [
                .. free[(t * width)..((t + 1) * width)], .. taught[(t * width)..((t + 1) * width)],
                .. freeHidden[(t * units)..((t + 1) * units)], .. taughtHidden[(t * units)..((t + 1) * units)],
            ])];
    };
}
