using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Recurrent autoencoders against PyTorch: code, reconstruction, loss, and every gradient (float32; absolute + relative 2e-5).</summary>
public sealed class GoldenAutoencoderTests
{
    private const string File = "nn_autoencoders.json";
    private const string Repeated = "repeatvector_timedistributed_dense";
    private const string Convolutional = "conv_autoencoder_mse";

    private static readonly (string Keras, string Ours)[] Names =
    [
        .. new[] { ("encoder1", "lstm_1"), ("encoder2", "lstm_2"), ("decoder1", "lstm_3"), ("decoder2", "lstm_4") }.SelectMany(l => new[]
        {
            ($"{l.Item1}.kernel", $"{l.Item2}/kernel"), ($"{l.Item1}.recurrent_kernel", $"{l.Item2}/recurrent"), ($"{l.Item1}.bias", $"{l.Item2}/bias"),
        }),
        ("output.kernel", "time_distributed_1/dense_1/kernel"),
        ("output.bias", "time_distributed_1/dense_1/bias"),
    ];

    public static TheoryData<string> RecurrentCases => [.. GoldenCase.Names(File).Except([Repeated, Convolutional])];

    [Fact]
    public void The_file_holds_the_cases_that_are_expected()
    {
        Assert.Equal(7, GoldenCase.Names(File).Length);
        Assert.Equal(5, RecurrentCases.Count);
        Assert.All(RecurrentCases, row => Assert.StartsWith("lstm_ae_", row.Data, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(RecurrentCases))]
    public void A_recurrent_autoencoder_gives_the_numbers_of_PyTorch(string name)
    {
        var golden = new GoldenCase(File, name);
        var (batch, shape) = (golden.Shape("x")[0], new SampleShape(golden.Config("time"), golden.Config("features")));
        var (wide, code) = (golden.KerasWeights("encoder1.bias").Length / 4, golden.KerasWeights("encoder2.bias").Length / 4);
        var activation = golden.Is("activation", "relu") ? ActivationFunction.Relu : ActivationFunction.Tanh;
        ILoss loss = name.Contains("_mae", StringComparison.Ordinal) ? new MeanAbsoluteError() : new MeanSquaredError();
        ILayer[] encoder = [new Lstm(wide) { ReturnSequences = true, Activation = activation }, new Lstm(code) { Activation = activation }];
        ILayer[] decoder =
        [
            new RepeatVector(shape.Steps), new Lstm(code) { ReturnSequences = true, Activation = activation },
            new Lstm(wide) { ReturnSequences = true, Activation = activation }, new TimeDistributed(new Dense(shape.Width)),
        ];
        var whole = new LayerRunner(shape, [.. encoder, .. decoder]);
        var front = new LayerRunner(shape, encoder);
        golden.Load(whole, Names);
        golden.Load(front, Names[..6]);
        var x = golden.Input("x");

        var first = whole.Run(x, new float[x.Length]);
        var (value, upstream) = Evaluate(loss, shape, batch, first.Y, x);
        var run = whole.Run(x, upstream);

        golden.Check("code", front.Run(x, new float[batch * code]).Y);
        golden.Check("reconstruction", run.Y);
        golden.Check("loss", [(float)value]);
        golden.Check("per_window_error", [.. Enumerable.Range(0, batch).Select(b => (float)Evaluate(loss, shape, 1, run.Y[(b * shape.Length)..], x[(b * shape.Length)..]).Value)]);
        // The input is the target too: dL/dx is what came through the network, less dL/dy.
        golden.CheckGradient("x", [.. run.Dx.Zip(upstream, (through, direct) => through - direct)]);
        golden.CheckKeras(run, Names);
        Assert.Equal(run.Gradients.Count, Names.Length);
    }

    [Fact]
    public void A_repeated_vector_through_a_layer_per_step_gives_the_numbers_of_PyTorch()
    {
        var golden = new GoldenCase(File, Repeated);
        var runner = new LayerRunner(new SampleShape(1, golden.Shape("x")[1]), new RepeatVector(golden.Config("repeat")), new TimeDistributed(new Dense(2)));
        (string, string)[] names = [("dense.kernel", "time_distributed_1/dense_1/kernel"), ("dense.bias", "time_distributed_1/dense_1/bias")];
        golden.Load(runner, names);

        var run = runner.Run(golden.Input("x"), golden.Upstream("y"));

        golden.Check("y", run.Y);
        golden.CheckGradient("x", run.Dx);
        golden.CheckKeras(run, names);
    }

    private static (double Value, float[] Gradient) Evaluate(ILoss loss, SampleShape shape, int batch, float[] output, float[] target)
    {
        const int Lanes = Panel.Narrow;
        var (y, t, gradient) = (new float[shape.Length * Lanes], new float[shape.Length * Lanes], new float[shape.Length * Lanes]);
        for (var i = 0; i < batch * shape.Length; i++)
        {
            var place = (i % shape.Length * Lanes) + (i / shape.Length);
            (y[place], t[place]) = (output[i], target[i]);
        }

        var sum = loss.Evaluate(new LossPanel { Lanes = Lanes, Valid = batch, SampleWeight = 1f / batch, Shape = shape, Output = y, Target = t, Gradient = gradient });
        return (sum / batch, [.. Enumerable.Range(0, batch * shape.Length).Select(i => gradient[(i % shape.Length * Lanes) + (i / shape.Length)])]);
    }
}
