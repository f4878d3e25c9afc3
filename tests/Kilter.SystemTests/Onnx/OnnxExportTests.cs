using System.Globalization;
using System.Runtime.InteropServices;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Randomness;
using Kilter.SystemTests.Programs;

namespace Kilter.SystemTests.Onnx;

/// <summary>Exported networks, run by another runtime on random windows: the outputs agree within 1e-5 absolute and relative.</summary>
public sealed class OnnxExportTests(OnnxRuntimeFixture runtime) : IClassFixture<OnnxRuntimeFixture>
{
    private const double Tolerance = 1e-5;

    private static readonly Dictionary<string, (SampleShape Input, ILayer[] Layers)> Networks = new(StringComparer.Ordinal)
    {
        ["dense"] = (new(1, 7), [new Dense(5)]),
        ["dense without bias, step by step"] = (new(6, 3), [new Dense(5) { Bias = false }]),
        ["nothing but dropout"] = (new(2, 3), [new Dropout(0.5)]),
        ["softmax"] = (new(3, 5), [new Softmax()]),
        ["logarithm of softmax"] = (new(3, 5), [new Dense(5), new Softmax { Logarithm = true }]),
        ["variational autoencoder"] = (new(1, 9), [new GaussianNoise(0.1), new Dense(6) { Activation = ActivationFunction.Elu() }, new ActivityL1(1e-4), new GaussianLatent(), new AlphaDropout(0.1), new GaussianDropout(0.2), new Dense(9)]),
        ["lstm, last step"] = (new(9, 3), [new Lstm(11)]),
        ["lstm, every step"] = (new(9, 3), [new Lstm(11) { ReturnSequences = true }]),
        ["lstm, one step"] = (new(1, 4), [new Lstm(3) { ReturnSequences = true }, new Lstm(3)]),
        ["lstm with PyTorch's two biases"] = (new(5, 2), [new Lstm(4) { Bias = RecurrentBias.Two, Initializers = Initializers.PyTorch }]),
        ["lstm without bias"] = (new(5, 2), [new Lstm(4) { Bias = RecurrentBias.None }]),
        ["lstm relu"] = (new(5, 2), [new Lstm(4) { Activation = ActivationFunction.Relu }]),
        ["lstm relu hard sigmoid"] = (new(5, 2), [new Lstm(4) { Activation = ActivationFunction.Relu, RecurrentActivation = ActivationFunction.HardSigmoid }]),
        ["gru, last step"] = (new(9, 3), [new Gru(11)]),
        ["gru, every step, one bias"] = (new(9, 3), [new Gru(11) { ReturnSequences = true, Bias = RecurrentBias.One }]),
        ["gru relu hard sigmoid without bias"] = (new(4, 3), [new Gru(5) { Activation = ActivationFunction.Relu, RecurrentActivation = ActivationFunction.HardSigmoid, Bias = RecurrentBias.None }]),
        ["gru with the reset before"] = (new(9, 3), [new Gru(7) { ResetAfter = false, ReturnSequences = true }, new Gru(5) { ResetAfter = false, Bias = RecurrentBias.Two }]),
        ["rnn"] = (new(6, 3), [new SimpleRnn(7) { ReturnSequences = true }, new SimpleRnn(5) { Activation = ActivationFunction.Relu, Bias = RecurrentBias.Two }]),
        ["bidirectional, every step"] = (new(6, 3), [new Bidirectional(new Lstm(5) { ReturnSequences = true }), new Bidirectional(new Gru(4) { ReturnSequences = true })]),
        ["bidirectional, last step"] = (new(6, 3), [new Bidirectional(new Lstm(5)), new Dense(2)]),
        ["bidirectional, one step"] = (new(1, 3), [new Bidirectional(new SimpleRnn(5) { ReturnSequences = true })]),
        ["step by step, in one call"] = (new(6, 3), [new TimeDistributed(new Dense(4), new Dropout(0.5), new Dense(2))]),
        ["step by step, each a window"] = (new(6, 3), [new TimeDistributed(new Lstm(4), new RepeatVector(2), new Dense(3))]),
        ["conv, strides and padding"] = (new(11, 3), [new Conv1d(5, 4) { Stride = 2, Padding = StepPadding.Same, Activation = ActivationFunction.Relu }, new Conv1d(4, 3)]),
        ["conv, causal and dilated"] = (new(11, 3), [new Conv1d(5, 3) { Dilation = 3, Padding = StepPadding.Causal, Bias = false }]),
        ["conv, steps left over"] = (new(12, 3), [new Conv1d(5, 3) { Stride = 4 }]),
        ["conv, groups"] = (new(9, 6), [new Conv1d(4, 3) { Groups = 2, Padding = StepPadding.Of(2, 1) }, new Conv1d(8, 2) { Groups = 4 }]),
        ["transposed conv"] = (new(5, 3), [new ConvTranspose1d(4, 3) { Stride = 2 }, new ConvTranspose1d(2, 5) { Stride = 2, Padding = StepPadding.Same }]),
        ["transposed conv, wide strides"] = (new(5, 3), [new ConvTranspose1d(4, 2) { Stride = 3 }, new ConvTranspose1d(2, 2) { Stride = 3, Padding = StepPadding.Same, Bias = false }]),
        ["transposed conv, cropped and dilated"] = (new(5, 3), [new ConvTranspose1d(4, 3) { Stride = 2, Dilation = 2, Padding = StepPadding.Of(1), OutputPadding = 1 }]),
        ["pools"] = (new(24, 3), [new MaxPool1d(3) { Stride = 2, Padding = StepPadding.Same }, new AveragePool1d(3) { Stride = 1, Padding = StepPadding.Same }, new AveragePool1d(3) { Padding = StepPadding.Of(1), CountPadding = true }]),
        ["pools, dilated and beyond the end"] = (new(11, 3), [new MaxPool1d(2) { Dilation = 3, Stride = 1 }, new MaxPool1d(3) { Ceil = true }]),
        ["largest of the window"] = (new(7, 3), [new GlobalMaxPool1d()]),
        ["mean of the window"] = (new(7, 3), [new GlobalAveragePool1d()]),
        ["changes of shape"] = (new(6, 4), [new Cropping1d(1, 2), new ZeroPadding1d(2, 1), new UpSample1d(3), new Reshape(9, 8), new Flatten()]),
        ["batch normalisation"] = (new(6, 4), [new BatchNorm(), new BatchNorm { Scale = false, Shift = false, Epsilon = 1e-3 }]),
        ["layer normalisation"] = (new(6, 4), [new LayerNorm(), new LayerNorm { Scale = false, Shift = false }, new LayerNorm { WholeWindow = true, Epsilon = 1e-3 }]),
        ["attention"] = (new(6, 8), [new PositionalEncoding(), new SelfAttention(2), new SelfAttention(4) { Causal = true, Bias = false }]),
        ["residual"] = (new(6, 4), [new Residual(new LayerNorm(), new Dense(7)) { Shortcut = [new Dense(7)] }, new Residual(new Conv1d(7, 3) { Padding = StepPadding.Causal })]),
        ["carry"] = (new(2, 3), [new Flatten(), new Carry(2, new Dense(4), new Dense(3)), new Dense(2)]),
        ["repeat"] = (new(1, 3), [new RepeatVector(4)]),
        ["rare-event autoencoder"] = (new(5, 59), [new Lstm(32) { ReturnSequences = true }, new Lstm(16), new RepeatVector(5), new Lstm(16) { ReturnSequences = true }, new Lstm(32) { ReturnSequences = true }, new Dense(59)]),
        ["next-step forecaster"] = (new(48, 1), [new Lstm(50) { ReturnSequences = true }, new Dropout(0.4), new Lstm(50), new Dropout(0.4), new Dense(1)]),
    };

    private static IEnumerable<ActivationFunction> Activations
        => [.. ActivationFunction.Names.Select(n => ActivationFunction.ByName(n)), ActivationFunction.Elu(0.7), ActivationFunction.Softplus(3)];

    private static string Name(ActivationFunction function) => string.Create(CultureInfo.InvariantCulture, $"{function.Name} {function.Alpha}");

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var name in Networks.Keys.Concat(Activations.Select(Name)))
            {
                cases.Add(name, 37);
            }

            // The batch is free.
            cases.Add("rare-event autoencoder", 1);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Another_runtime_computes_the_same_outputs(string name, int windows)
    {
        using var folder = new ScratchFolder();
        var (input, layers) = Networks.TryGetValue(name, out var found) ? found : (new(2, 5), [new Activation(Activations.Single(a => Name(a) == name))]);
        var network = Made(input, layers);
        float[] values = Draw(new Rng(9), windows * input.Length);
        OnnxFile.Save(network, folder["model.onnx"]);
        await File.WriteAllBytesAsync(folder["input"], MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), TestContext.Current.CancellationToken);

        var shape = string.Create(CultureInfo.InvariantCulture, $"{windows},{input.Steps},{input.Width}");
        var run = (await ProgramRun.OfAsync("node", [Repository.PathOf("tests/Kilter.SystemTests/Onnx/run.mjs"), runtime.Folder, folder["model.onnx"], folder["input"], folder["output"], shape])).Succeeded();

        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{windows},{network.Output.Steps},{network.Output.Width}"), run.Output.Trim());
        Assert.Equal("", run.Errors);
        var actual = MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(folder["output"], TestContext.Current.CancellationToken)).ToArray();
        var expected = network.Run(values);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance * (1 + Math.Abs(expected[i])), $"output {i}: ours {expected[i]:R}, the runtime's {actual[i]:R}");
        }
    }

    [Fact]
    public void Every_kind_of_layer_is_run_here_or_refused()
    {
        var kinds = typeof(ILayer).Assembly.GetExportedTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(ILayer)));

        Assert.Equal([typeof(FreeRunning), typeof(TwoRuns)], kinds.Except(Networks.Values.SelectMany(n => n.Layers).Select(l => l.GetType())).Except([typeof(Activation)]));
    }

    [Fact]
    public void A_layer_without_a_form_is_refused_by_name()
    {
        var network = new Network(new SampleShape(4, 2), [new Dense(3), new FreeRunning(new Lstm(5), new Dense(3))], seed: 1);

        var error = Assert.Throws<InvalidOperationException>(() => OnnxFile.Save(network, Stream.Null));

        Assert.StartsWith("Layer 'free_running_1' cannot be exported to ONNX", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_npm_these_tests_fail_and_say_what_to_install()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.InstallAsync("npm-that-is-not-there"));

        Assert.Contains("Install Node.js 20 or later", error.Message, StringComparison.Ordinal);
    }

    // Biases too, so that none is left out unseen.
    private static Network Made(SampleShape input, ILayer[] layers)
    {
        var network = new Network(input, layers, seed: 3);
        var rng = new Rng(4);
        foreach (var bias in network.Parameters.Where(p => p.Shape.Count == 1))
        {
            var variance = bias.Name.EndsWith("/running_variance", StringComparison.Ordinal);
            bias.Set([.. Draw(rng, bias.Count).Select(v => variance ? 0.5f + (v * v) : v / 2)]);
        }

        return network;
    }

    private static float[] Draw(Rng rng, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)rng.NextNormal())];
}
