using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Randomness;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>What recurrent layers owe beyond the gradient check: dropout of h₋, state from window to window, the same bits for every width, refusals.</summary>
public sealed class RecurrentLayerTests
{
    private static readonly Dictionary<string, Func<bool, ILayer>> Layers = new()
    {
        ["lstm"] = all => new Lstm(5) { ReturnSequences = all },
        ["lstm relu"] = all => new Lstm(5) { ReturnSequences = all, Activation = ActivationFunction.Relu, RecurrentActivation = ActivationFunction.HardSigmoid },
        ["gru"] = all => new Gru(5) { ReturnSequences = all },
        ["gru reset before"] = all => new Gru(5) { ReturnSequences = all, ResetAfter = false },
        ["rnn"] = all => new SimpleRnn(5) { ReturnSequences = all },
        ["per step"] = _ => new TimeDistributed(new Dense(3)),
        ["free running"] = _ => new FreeRunning(new Lstm(5), new SimpleRnn(4), new Dense(3)) { TeacherSteps = 100 },
    };

    public static TheoryData<string, bool> Carrying => MatrixTheoryData.Of([.. Layers.Keys], new[] { true, false });

    public static TheoryData<string, double, bool> Dropping => MatrixTheoryData.Of(["lstm", "gru", "gru reset before", "rnn"], new[] { 0.3, 0.7 }, new[] { true, false });

    public static TheoryData<string> All => [.. Layers.Keys, "bidirectional", "dropout", "mixed"];

    [Theory, MemberData(nameof(Dropping))]
    public void Recurrent_dropout_hides_the_same_units_at_every_step_of_a_window(string kind, double rate, bool all)
    {
        const int Units = 7;
        const int Batch = 33;
        var masks = Masks(Units, Batch, rate);
        ILayer layer = kind switch
        {
            "lstm" => new Lstm(Units) { ReturnSequences = all, RecurrentDropout = rate },
            "gru" => new Gru(Units) { ReturnSequences = all, RecurrentDropout = rate },
            "gru reset before" => new Gru(Units) { ReturnSequences = all, RecurrentDropout = rate, ResetAfter = false },
            _ => new SimpleRnn(Units) { ReturnSequences = all, RecurrentDropout = rate },
        };

        GradientCheck.Run(layer, new SampleShape(9, 2), Batch, random: true, slow: b => kind switch
        {
            "lstm" => SlowLstm.Of(Units, all, mask: masks[b]),
            "gru" => SlowGru.Of(Units, all, mask: masks[b]),
            "gru reset before" => SlowGru.Of(Units, all, resetAfter: false, biases: 1, mask: masks[b]),
            _ => SlowRnn.Of(Units, all, mask: masks[b]),
        });
    }

    [Fact]
    public void Recurrent_dropout_stays_over_the_steps_of_a_free_running_layer_too()
    {
        const int Units = 6;
        var masks = Masks(Units, 3, 0.5, place: 2);

        GradientCheck.Run(
            new FreeRunning(new SimpleRnn(Units) { RecurrentDropout = 0.5 }, new Dense(2)), new SampleShape(5, 2), 3, random: true,
            slow: b => SlowWrappers.FreeRunning(SlowWrappers.Chain(("rnn_1", Units, SlowRnn.Of(Units, sequence: true, mask: masks[b])), ("dense_1", 2, SlowDense.Of(2))), t => t == 0));
    }

    [Theory, InlineData(0.3, true, true), InlineData(0.7, false, true), InlineData(0.3, false, false), InlineData(0.7, true, false)]
    public void Dropout_of_inputs_hides_other_values_from_each_reading(double rate, bool all, bool same)
    {
        const int Units = 5;
        const int Batch = 33;
        var masked = same ? 3 : 6 * 3;
        var (ahead, back) = (Masks(masked, Batch, rate), Masks(masked, Batch, rate, turned: true));

        // The backward reading's mask goes along its own way, from the last step to the first.
        GradientCheck.Run(
            new Bidirectional(new Lstm(Units) { ReturnSequences = all }) { InputDropout = rate, SameAtEveryStep = same }, new SampleShape(6, 3), Batch, random: true,
            slow: b => SlowWrappers.Bidirectional(Units, SlowLstm.Of(Units, all), ahead[b], [.. back[b].Chunk(3).Reverse().SelectMany(v => v)]));
    }

    [Fact]
    public void Dropout_that_is_the_same_at_every_step_hides_whole_channels_of_a_window()
    {
        var masks = Masks(4, 40, 0.5);

        GradientCheck.Run(
            new Dropout(0.5) { SameAtEveryStep = true }, new SampleShape(7, 4), 40, random: true, slow: b => (x, _, _) => [.. x.Select((v, i) => v * masks[b][i % 4])]);
    }

    [Fact]
    public void Dropout_inside_a_layer_per_step_drops_other_values_at_each_step()
    {
        var runner = new LayerRunner(new SampleShape(8, 16), new TimeDistributed(new Lstm(16), new Dropout(0.5)));
        runner.Randomize(1);

        var y = runner.Run([.. Enumerable.Repeat(1f, 8 * 16)], new float[8 * 16]).Y;

        Assert.Equal(8, y.Chunk(16).Select(step => string.Concat(step.Select(v => v == 0 ? '0' : '1'))).Distinct().Count());
    }

    [Theory, MemberData(nameof(Carrying))]
    public void A_window_in_two_halves_with_the_state_carried_gives_the_bits_of_the_whole(string name, bool all)
    {
        const int Batch = 40;
        var layer = Layers[name](all);
        var (whole, half) = (new LayerRunner(new SampleShape(12, 3), layer), new LayerRunner(new SampleShape(6, 3), layer));
        whole.Randomize(1);
        half.Randomize(1);
        var x = GradientCheck.Draw(new Rng(2), Batch * 36);
        var (first, second) = (Half(x, 36, 0), Half(x, 36, 1));
        var width = whole.Network.Output.Width;

        var (together, before) = (whole.Run(x, new float[Batch * whole.Network.Output.Length]), half.Run(first, new float[Batch * half.Network.Output.Length]));
        var after = half.Run(second, new float[Batch * half.Network.Output.Length], state: before.StateAfter);

        var expected = whole.Network.Output.Steps == 1 ? together.Y : Half(together.Y, 12 * width, 1);
        Assert.Equal(expected, after.Y);
        Assert.Equal(together.StateAfter, after.StateAfter);
    }

    [Theory, MemberData(nameof(Carrying))]
    public void The_gradient_of_the_state_joins_two_halves_to_the_gradient_of_the_whole(string name, bool all)
    {
        const int Batch = 9;
        var layer = Layers[name](all);
        var (whole, half) = (new LayerRunner(new SampleShape(10, 3), layer), new LayerRunner(new SampleShape(5, 3), layer));
        whole.Randomize(1);
        half.Randomize(1);
        var x = GradientCheck.Draw(new Rng(2), Batch * 30);
        var upstream = GradientCheck.Draw(new Rng(3), Batch * whole.Network.Output.Length);
        var (first, second, steps) = (Half(x, 30, 0), Half(x, 30, 1), whole.Network.Output.Steps);
        var (above, below) = steps == 1 ? (new float[upstream.Length], upstream) : (Half(upstream, whole.Network.Output.Length, 0), Half(upstream, whole.Network.Output.Length, 1));

        var together = whole.Run(x, upstream);
        var start = half.Run(first, above).StateAfter;
        var later = half.Run(second, below, state: start);
        var earlier = half.Run(first, above, stateUpstream: later.StateGradient);

        GoldenCase.CheckAll(Half(together.Dx, 30, 0), earlier.Dx, "dx of the first half");
        GoldenCase.CheckAll(Half(together.Dx, 30, 1), later.Dx, "dx of the second half");
        foreach (var (weights, gradient) in together.Gradients)
        {
            GoldenCase.CheckAll(gradient, [.. earlier.Gradients[weights].Zip(later.Gradients[weights], (a, b) => a + b)], weights);
        }
    }

    [Theory, MemberData(nameof(All)), Trait(BitStability.Law, BitStability.SameBits)]
    public void Every_vector_width_gives_the_same_bits(string name)
    {
        ILayer layer = name switch
        {
            "bidirectional" => new Bidirectional(new Gru(5) { ReturnSequences = true }),
            "dropout" => new Gru(5) { RecurrentDropout = 0.4 },
            "mixed" => new FreeRunning(new Gru(5), new Dense(3)) { TeacherForcing = 0.5 },
            _ => Layers[name](true),
        };
        var runs = Simd.Available.Select(lanes => WithLanes(lanes, () => RunOnce(layer))).ToArray();

        foreach (var run in runs[1..])
        {
            Assert.Equal(runs[0].Y, run.Y);
            Assert.Equal(runs[0].Dx, run.Dx);
            Assert.Equal(runs[0].StateGradient, run.StateGradient);
            Assert.All(runs[0].Gradients, g => Assert.Equal(g.Value, run.Gradients[g.Key]));
        }

        static LayerRun RunOnce(ILayer layer)
        {
            var runner = new LayerRunner(new SampleShape(9, 3), layer);
            runner.Randomize(4);
            return runner.Run(GradientCheck.Draw(new Rng(5), 33 * 27), GradientCheck.Draw(new Rng(6), 33 * runner.Network.Output.Length));
        }
    }

    [Fact]
    public void Parameters_are_as_many_as_in_Keras_and_PyTorch()
    {
        int Count(ILayer layer) => new Network(new SampleShape(4, 3), [layer], seed: 1).ParameterCount;

        Assert.Equal(3 * ((3 * 5) + (5 * 5) + (2 * 5)), Count(new Gru(5)));
        Assert.Equal(3 * ((3 * 5) + (5 * 5) + 5), Count(new Gru(5) { ResetAfter = false }));
        Assert.Equal((3 * 5) + (5 * 5) + 5, Count(new SimpleRnn(5)));
        Assert.Equal(2 * 4 * ((3 * 5) + (5 * 5) + 5), Count(new Bidirectional(new Lstm(5))));
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused_with_the_layer_and_what_would_do()
    {
        Assert.StartsWith("Layer 'gru': Units is 0; it must be at least 1.", Refusal(() => new Gru(0)), StringComparison.Ordinal);
        Assert.StartsWith("Layer 'gru': Activation is 'sigmoid'; it must be 'tanh' or 'relu'.", Refusal(() => new Gru(1) { Activation = ActivationFunction.Sigmoid }), StringComparison.Ordinal);
        Assert.StartsWith("Layer 'gru': RecurrentActivation is 'tanh'; it must be 'sigmoid' or 'hard-sigmoid'.", Refusal(() => new Gru(1) { RecurrentActivation = ActivationFunction.Tanh }), StringComparison.Ordinal);
        Assert.StartsWith("Layer 'gru': RecurrentDropout is 1; it must be at least 0 and below 1.", Refusal(() => new Gru(1) { RecurrentDropout = 1 }), StringComparison.Ordinal);
        Assert.StartsWith("Layer 'rnn': Units is -2; it must be at least 1.", Refusal(() => new SimpleRnn(-2)), StringComparison.Ordinal);
        Assert.StartsWith("Layer 'rnn': Activation is 'linear'; it must be 'tanh' or 'relu'.", Refusal(() => new SimpleRnn(1) { Activation = ActivationFunction.Linear }), StringComparison.Ordinal);
        Assert.StartsWith("Layer 'bidirectional': Layer is missing.", Refusal(() => new Bidirectional(null!)), StringComparison.Ordinal);
        Assert.StartsWith("Layer 'time_distributed': Layers is empty; it must hold at least one layer.", Refusal(() => new TimeDistributed()), StringComparison.Ordinal);
    }

    private static string Refusal(Func<object> make) => Assert.ThrowsAny<ArgumentException>(make).Message;

    private static T WithLanes<T>(int lanes, Func<T> run)
    {
        Simd.Lanes = lanes;
        try
        {
            return run();
        }
        finally
        {
            Simd.Lanes = Simd.Widest;
        }
    }

    /// <summary>The first or second half of every sample.</summary>
    private static float[] Half(float[] values, int length, int which)
        => [.. values.Chunk(length).SelectMany(sample => sample.Skip(which * length / 2).Take(length / 2))];

    /// <summary>The factors by which a layer sees its units, for each sample, as the layer bound at that place draws them under the runner's key.</summary>
    private static double[][] Masks(int units, int batch, double rate, int place = 1, bool turned = false)
    {
        var lanes = Panel.LanesFor(batch);
        var (ones, mask) = (Enumerable.Repeat(1f, units * lanes).ToArray(), new float[units * lanes]);
        return [.. Enumerable.Range(0, batch).Select(s =>
        {
            MaskKernel.Apply(lanes, ones, mask, LayerRunner.UsualKey ^ (turned ? ~BindContext.KeyOf(place) : BindContext.KeyOf(place)), 0, (uint)(s / lanes * lanes), rate);
            return Enumerable.Range(0, units).Select(u => (double)mask[(u * lanes) + (s % lanes)]).ToArray();
        })];
    }
}
