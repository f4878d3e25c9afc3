using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Saving;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Neural.Saving;

/// <summary>Weights that PyTorch made, and the outputs that it computed with them (float32; absolute + relative 2e-5).</summary>
public sealed class WeightImportTests
{
    private const string Outputs = "pytorch_outputs.json";

    private static readonly Dense Tanh = new(4) { Activation = ActivationFunction.Tanh };

    /// <summary>The networks of the golden files, as we would write them. <paramref name="bias"/>: PyTorch's two or our one.</summary>
    private static ILayer[] Layers(string name, RecurrentBias bias) => name switch
    {
        "mlp" => [Tanh, Tanh, Tanh, Tanh, Tanh, Tanh],
        "lstm" => [new Lstm(6) { ReturnSequences = true, Bias = bias }, new Dropout(0.5), new Lstm(6) { Bias = bias }, new Dense(2)],
        "autoencoder" => [new Lstm(5) { Bias = bias }, new RepeatVector(4), new Lstm(5) { ReturnSequences = true, Bias = bias }],
        "bidirectional" => [new Bidirectional(new Lstm(4) { ReturnSequences = true, Bias = bias }), new Bidirectional(new Lstm(4) { ReturnSequences = true, Bias = bias }), new Dense(2)],
        // One bias is neither library's: the second of n is multiplied by the reset.
        "gru" => [new Gru(5) { ReturnSequences = true }, new Gru(5), new Dense(2)],
        "rnn" => [new SimpleRnn(5) { ReturnSequences = true, Bias = bias }],
        "conv" =>
        [
            new Conv1d(4, 3) { Stride = 2, Padding = StepPadding.Of(1) }, new BatchNorm(), new Activation(ActivationFunction.Relu), new Conv1d(6, 3) { Groups = 2, Dilation = 2, Padding = StepPadding.Of(2) },
            new Conv1d(6, 3) { Groups = 6, Padding = StepPadding.Of(1) }, new ConvTranspose1d(2, 4) { Stride = 2, Padding = StepPadding.Of(1) },
        ],
        "attention" => [new Residual(new LayerNorm(), new SelfAttention(2)), new Dense(3)],
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "This case has no network here."),
    };

    private static string[]? Order(string name) => name == "autoencoder" ? ["encoder", "decoder"] : null;

    public static TheoryData<string, RecurrentBias> Cases
    {
        get
        {
            var cases = new TheoryData<string, RecurrentBias>();
            foreach (var name in GoldenNumbers.Names(Outputs))
            {
                cases.Add(name, RecurrentBias.One);
                cases.Add(name, RecurrentBias.Two);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_network_of_PyTorch_gives_the_outputs_of_PyTorch(string name, RecurrentBias bias)
    {
        using var file = ScratchFile.OfGolden($"pytorch_{name}.safetensors");
        var network = Made(name, bias);

        WeightImport.Read(network, file.Path, WeightLayout.PyTorch, Order(name));

        Check(name, network);
    }

    [Theory]
    [InlineData("lstm", RecurrentBias.One)]
    [InlineData("lstm", RecurrentBias.Two)]
    [InlineData("bidirectional", RecurrentBias.One)]
    [InlineData("bidirectional", RecurrentBias.Two)]
    [InlineData("gru", RecurrentBias.Two)]
    [InlineData("conv", RecurrentBias.Two)]
    public void The_layout_of_Keras_gives_the_same_outputs(string name, RecurrentBias bias)
    {
        using var file = ScratchFile.OfGolden($"keras_{name}.safetensors");
        var network = Made(name, bias);

        WeightImport.Read(network, file.Path, WeightLayout.Keras);

        Check(name, network);
    }

    [Theory]
    [InlineData(WeightLayout.PyTorch, true, RecurrentBias.One)]
    [InlineData(WeightLayout.PyTorch, false, RecurrentBias.Two)]
    [InlineData(WeightLayout.Keras, true, RecurrentBias.One)]
    public void A_layer_that_the_other_library_cannot_express_is_refused_by_name(WeightLayout layout, bool resetAfter, RecurrentBias bias)
    {
        using var file = new ScratchFile();
        var network = new Network(new SampleShape(2, 3), [new Gru(4) { ResetAfter = resetAfter, Bias = bias }], seed: 1);

        var error = Assert.Throws<InvalidOperationException>(() => WeightImport.Write(network, file.Path, layout));

        Assert.StartsWith($"'gru_1/kernel_rz' has no place in the files of {layout}", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(RecurrentBias.One), InlineData(RecurrentBias.Two), InlineData(RecurrentBias.None)]
    public void A_gated_unit_with_the_reset_before_goes_to_Keras_and_back(RecurrentBias bias)
    {
        using var file = new ScratchFile();
        ILayer[] layers = [new TimeDistributed(new Dense(4)), new FreeRunning(new Gru(3) { ResetAfter = false, Bias = bias }, new Dense(4))];
        var (from, to) = (new Network(new SampleShape(5, 2), layers, seed: 1), new Network(new SampleShape(5, 2), layers, seed: 2));
        Randomize(from);

        WeightImport.Write(from, file.Path, WeightLayout.Keras);
        WeightImport.Read(to, file.Path, WeightLayout.Keras, ["time_distributed_1/dense_1", "free_running_1/gru_1", "free_running_1/dense_2"]);

        float[] windows = GradientCheck.Draw(new Rng(2), 30);
        GoldenCase.CheckAll(from.Run(windows), to.Run(windows), "y");
    }

    [Fact]
    public void The_report_says_what_went_where()
    {
        using var file = ScratchFile.OfGolden("pytorch_lstm.safetensors");

        var report = WeightImport.Read(Made("lstm", RecurrentBias.One), file.Path, WeightLayout.PyTorch);

        Assert.Equal(
            """
            rnn.weight_ih_l0 (24, 3) → lstm_1/kernel
            rnn.weight_hh_l0 (24, 6) → lstm_1/recurrent
            rnn.bias_ih_l0 (24) → lstm_1/bias
            rnn.bias_hh_l0 (24) → lstm_1/bias
            rnn.weight_ih_l1 (24, 6) → lstm_2/kernel
            rnn.weight_hh_l1 (24, 6) → lstm_2/recurrent
            rnn.bias_ih_l1 (24) → lstm_2/bias
            rnn.bias_hh_l1 (24) → lstm_2/bias
            fc.weight (2, 6) → dense_1/kernel
            fc.bias (2) → dense_1/bias

            """,
            report.ToString());
    }

    [Fact]
    public void A_counter_of_batches_is_passed_over_and_said()
    {
        using var file = ScratchFile.OfGolden("pytorch_conv.safetensors");

        var report = WeightImport.Read(Made("conv", RecurrentBias.One), file.Path, WeightLayout.PyTorch);

        Assert.Equal(["seq.1.num_batches_tracked"], report.Ignored);
        Assert.EndsWith("seq.1.num_batches_tracked: ignored\n", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_names_and_shapes_leave_several_orders_the_order_must_be_given()
    {
        using var file = ScratchFile.OfGolden("pytorch_autoencoder.safetensors");

        var error = Assert.Throws<InvalidDataException>(() => WeightImport.Read(Made("autoencoder", RecurrentBias.One), file.Path, WeightLayout.PyTorch));

        Assert.Contains("the names 'decoder', 'encoder' do not say which layer comes first, and more than one order fits", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "encoder" }, "has a layer 'decoder' that is not in the given order encoder.")]
    [InlineData(new[] { "encoder", "middle" }, "has no layer 'middle'. It has: 'decoder', 'encoder'.")]
    public void An_order_that_leaves_a_layer_out_or_names_a_stranger_is_refused(string[] order, string expected)
    {
        using var file = ScratchFile.OfGolden("pytorch_autoencoder.safetensors");

        var error = Assert.Throws<InvalidDataException>(() => WeightImport.Read(Made("autoencoder", RecurrentBias.One), file.Path, WeightLayout.PyTorch, order));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_finds_nothing_and_tensors_that_are_left_over_are_both_named()
    {
        using var file = ScratchFile.OfGolden("pytorch_lstm.safetensors");
        var network = new Network(new SampleShape(7, 3), [new Lstm(6) { ReturnSequences = true }, new Lstm(6), new Dense(2) { Bias = false }], seed: 1);
        var before = network.Weights.ToArray();

        var error = Assert.Throws<InvalidDataException>(() => WeightImport.Read(network, file.Path, WeightLayout.PyTorch));

        Assert.EndsWith("does not fit the network. Layer 'dense_1' finds no weight (2, 6). Not used: 'fc.bias' (2), 'fc.weight' (2, 6).", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Weights.ToArray());
    }

    [Fact]
    public void A_layer_too_few_is_an_error()
    {
        using var file = ScratchFile.OfGolden("pytorch_lstm.safetensors");
        var network = new Network(new SampleShape(7, 3), [new Lstm(6) { ReturnSequences = true }, new Lstm(6)], seed: 1);

        var error = Assert.Throws<InvalidDataException>(() => WeightImport.Read(network, file.Path, WeightLayout.PyTorch));

        Assert.EndsWith("does not fit the network. Not used: 'fc.bias' (2), 'fc.weight' (2, 6).", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_is_written_for_another_library_is_read_back(string name, RecurrentBias bias)
    {
        using var file = new ScratchFile();
        var from = Made(name, bias);
        Randomize(from);
        foreach (var layout in Enum.GetValues<WeightLayout>().Where(l => l == WeightLayout.PyTorch || name != "attention"))
        {
            var to = new Network(from.Input, from.Settings, seed: 2);
            WeightImport.Write(from, file.Path, layout);
            WeightImport.Read(to, file.Path, layout);

            // Keras keeps the sum of two biases.
            if (layout == WeightLayout.PyTorch || bias == RecurrentBias.One)
            {
                Assert.Equal(from.Weights.ToArray(), to.Weights.ToArray());
            }

            GoldenCase.CheckAll(from.Run(Values(name, "x")), to.Run(Values(name, "x")), name);
        }
    }

    [Theory]
    [InlineData(WeightLayout.PyTorch, "encoder.rnn.weight_ih_l12_reverse", "encoder.rnn", 12, "weight_ih_reverse")]
    [InlineData(WeightLayout.PyTorch, "weight", "", 0, "weight")]
    [InlineData(WeightLayout.PyTorch, "net.0.running_mean", "net.0", 0, "running_mean")]
    [InlineData(WeightLayout.Keras, "model/bidirectional_1/backward_lstm_2/lstm_cell/kernel:0", "model/bidirectional_1/lstm_2/lstm_cell", 0, "kernel_reverse")]
    [InlineData(WeightLayout.Keras, "bidirectional/forward_lstm/lstm_cell/bias", "bidirectional/lstm/lstm_cell", 0, "bias")]
    public void Names_are_taken_apart_into_layer_level_and_part(WeightLayout layout, string name, string prefix, int level, string part)
        => Assert.Equal((prefix, level, part), ForeignNames.Split(layout, name));

    private static Network Made(string name, RecurrentBias bias)
    {
        var shape = Shape(name, "x");
        return new Network(new SampleShape(shape[1], shape[2]), Layers(name, bias), seed: 1);
    }

    private static int[] Shape(string name, string tensor)
        => [.. GoldenNumbers.Case(Outputs, name).GetProperty(tensor).GetProperty("shape").EnumerateArray().Select(s => s.GetInt32())];

    private static float[] Values(string name, string tensor) => [.. GoldenNumbers.Values(GoldenNumbers.Case(Outputs, name).GetProperty(tensor)).Select(v => (float)v)];

    // Biases too, which start at zero.
    private static void Randomize(Network network)
    {
        var rng = new Rng(3);
        foreach (var parameter in network.Parameters)
        {
            var variance = parameter.Name.EndsWith("/running_variance", StringComparison.Ordinal);
            parameter.Set([.. GradientCheck.Draw(rng, parameter.Count).Select(v => variance ? 0.5f + (v * v) : v / 4)]);
        }
    }

    private static void Check(string name, Network network) => GoldenCase.CheckAll(Values(name, "y"), network.Run(Values(name, "x")), name);
}
