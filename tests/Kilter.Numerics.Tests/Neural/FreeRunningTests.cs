using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;
using Kilter.Numerics.Randomness;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Neural;

public sealed class FreeRunningTests
{
    private const int Steps = 5;

    public static TheoryData<string, int, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int, int>();
            foreach (var kind in (string[])["lstm", "gru", "rnn"])
            {
                foreach (var taught in (int[])[1, 2, Steps, Steps + 4])
                {
                    cases.Add(kind, taught, 1, 33);
                    cases.Add(kind, taught, 3, 9);
                    cases.Add(kind, taught, 8, 1);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Outputs_that_are_fed_back_carry_their_gradient(string kind, int taught, int width, int batch)
    {
        var layer = new FreeRunning(Inside(kind, 4, width)) { TeacherSteps = taught };

        GradientCheck.Run(layer, new SampleShape(Steps, width), batch, SlowWrappers.FreeRunning(Slow(kind, 4, width), t => t < taught));
    }

    [Theory]
    [InlineData("lstm", 0.5)]
    [InlineData("gru", 0.9)]
    [InlineData("rnn", 0.1)]
    public void Teacher_forcing_gives_each_sample_and_step_its_own_coin(string kind, double chance)
    {
        const int Batch = 33;
        var layer = new FreeRunning(Inside(kind, 4, 2)) { TeacherForcing = chance };
        var coins = Coins(Batch, chance);

        GradientCheck.Run(layer, new SampleShape(Steps, 2), Batch, b => SlowWrappers.FreeRunning(Slow(kind, 4, 2), t => t == 0 || coins[t, b]), random: true);

        var share = coins.Cast<bool>().Count(c => c) / (double)coins.Length;
        Assert.InRange(share, chance - 0.15, chance + 0.15);
    }

    [Fact]
    public void With_a_teacher_throughout_it_gives_the_bits_of_the_layers_alone()
    {
        var shape = new SampleShape(Steps, 3);
        var (alone, inside) = (new LayerRunner(shape, Inside("lstm", 4, 3)), new LayerRunner(shape, new FreeRunning(Inside("lstm", 4, 3)) { TeacherSteps = Steps }));
        alone.Randomize(1);
        inside.Randomize(1);
        var x = GradientCheck.Draw(new Rng(2), 40 * shape.Length);

        Assert.Equal(alone.Run(x, x).Y, inside.Run(x, x).Y);
    }

    [Fact]
    public void Inputs_after_the_teacher_steps_change_nothing()
    {
        var network = new Network(new SampleShape(Steps, 2), [new FreeRunning(Inside("gru", 4, 2)) { TeacherSteps = 2 }], seed: 3);
        var x = GradientCheck.Draw(new Rng(4), Steps * 2);
        float[] other = [.. x[..4], .. new float[6]];

        Assert.Equal(network.Run(new WindowArray(x, x.Length)), network.Run(new WindowArray(other, x.Length)));
    }

    [Fact]
    public void Trained_on_its_own_outputs_it_forecasts_a_sine_many_steps_ahead()
    {
        const int Length = 40;
        var (inputs, targets) = Sines(400, Length);
        var network = new Network(new SampleShape(Length, 1), [new FreeRunning(new Lstm(16) { ReturnSequences = true }, new Dense(1)) { TeacherSteps = 20 }], seed: 5);
        var trainer = new Trainer(network, new MeanSquaredError(), new TrainingOptions { Epochs = 30, Optimizer = new Adam { LearningRate = 0.01 }, Seed = 6, Threads = 1 });

        var history = trainer.Fit(new WindowArray(inputs, Length), new WindowArray(targets, Length), progress: null, CancellationToken.None);

        Assert.True(history.Epochs[^1].Loss < 0.02, $"the loss is {history.Epochs[^1].Loss}; a forecast of the mean would have about 0.5");
    }

    [Fact]
    public void Layers_that_do_not_give_what_they_take_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Network(new SampleShape(3, 2), [new FreeRunning(new Dense(5))], seed: 1));

        Assert.Equal("Layer 'free_running_1': its output at one step is its input at the next, but the layers inside turn (1, 2) into (1, 5). End them with a dense layer of 2 units.", error.Message);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.StartsWith("Layer 'free_running': TeacherSteps is 0; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new FreeRunning(new Dense(1)) { TeacherSteps = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("Layer 'free_running': TeacherForcing is 1; it must be at least 0 and below 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new FreeRunning(new Dense(1)) { TeacherForcing = 1 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("Layer 'free_running': Layers is empty; it must hold at least one layer.", Assert.Throws<ArgumentException>(() => new FreeRunning()).Message, StringComparison.Ordinal);
    }

    private static ILayer[] Inside(string kind, int units, int width) =>
    [
        new Dense(units) { Activation = ActivationFunction.Tanh },
        kind switch
        {
            "lstm" => new Lstm(units) { ReturnSequences = true },
            "gru" => new Gru(units),
            _ => new SimpleRnn(units),
        },
        new Dense(width),
    ];

    private static SlowLayer Slow(string kind, int units, int width) => SlowWrappers.Chain(
        ("dense_1", units, SlowDense.Of(units, Math.Tanh)),
        (kind + "_1", units, kind switch { "lstm" => SlowLstm.Of(units, sequence: true), "gru" => SlowGru.Of(units, sequence: true), _ => SlowRnn.Of(units, sequence: true) }),
        ("dense_2", width, SlowDense.Of(width)));

    // The coins as the layer, the first to be bound, throws them under the runner's key.
    private static bool[,] Coins(int batch, double chance)
    {
        var (coins, lanes) = (new bool[Steps, batch], Panel.LanesFor(batch));
        var (ones, chosen) = (Enumerable.Repeat(1f, lanes).ToArray(), new float[lanes]);
        for (var t = 0; t < Steps; t++)
        {
            for (var s = 0; s < batch; s++)
            {
                MaskKernel.Choose(lanes, ones, default, chosen, LayerRunner.UsualKey ^ BindContext.KeyOf(1), t, (uint)(s / lanes * lanes), chance);
                coins[t, s] = chosen[s % lanes] == 1;
            }
        }

        return coins;
    }

    private static (float[] Inputs, float[] Targets) Sines(int count, int length)
    {
        var rng = new Rng(7);
        var (inputs, targets) = (new float[count * length], new float[count * length]);
        for (var n = 0; n < count; n++)
        {
            var phase = rng.NextDouble(0, 6.28);
            for (var t = 0; t < length; t++)
            {
                inputs[(n * length) + t] = (float)Math.Sin(phase + (0.5 * t));
                targets[(n * length) + t] = (float)Math.Sin(phase + (0.5 * (t + 1)));
            }
        }

        return (inputs, targets);
    }
}
