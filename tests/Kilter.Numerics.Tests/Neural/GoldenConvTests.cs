using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Every case of nn_conv.json, and the convolutional autoencoder: PyTorch's outputs and gradients, channels turned to the last axis.</summary>
public sealed class GoldenConvTests
{
    private const string File = "nn_conv.json";
    private static readonly (string, string)[] Weights = [("kernel", "conv1d_1/kernel"), ("bias", "conv1d_1/bias")];
    private static readonly (string, string)[] TransposeWeights = [("kernel", "conv_transpose1d_1/kernel"), ("bias", "conv_transpose1d_1/bias")];

    public static TheoryData<string> Convolutions => [.. GoldenCase.Names(File, "conv1d_").Where(n => !n.Contains("depthwise", StringComparison.Ordinal))];

    public static TheoryData<string> Transposed => [.. GoldenCase.Names(File, "convtranspose1d_")];

    public static TheoryData<string> MaxPools => [.. GoldenCase.Names(File, "maxpool1d_")];

    public static TheoryData<string> AveragePools => [.. GoldenCase.Names(File, "avgpool1d_")];

    [Fact]
    public void No_case_is_left_out()
    {
        var single = new[] { "conv1d_depthwise_groups", "global_average_pool1d", "upsample_nearest_x2" };

        Assert.Equal(30, GoldenCase.Names(File).Length);
        Assert.Equal(GoldenCase.Names(File).Length, Convolutions.Count + Transposed.Count + MaxPools.Count + AveragePools.Count + single.Length);
        Assert.Subset(GoldenCase.Names(File).ToHashSet(), single.ToHashSet());
    }

    [Theory, MemberData(nameof(Convolutions))]
    public void A_convolution_gives_the_numbers_of_PyTorch(string name)
    {
        var golden = new GoldenCase(File, name);
        var (runner, x, dy) = Prepare(golden, Layer(golden));
        golden.Load(runner, Weights);

        var run = runner.Run(x, dy);

        Check(golden, run);
        golden.CheckKeras(run, Weights);
    }

    [Fact]
    public void A_depthwise_convolution_gives_the_numbers_of_PyTorch()
    {
        var golden = new GoldenCase(File, "conv1d_depthwise_groups");
        var (runner, x, dy) = Prepare(golden, Layer(golden));
        // PyTorch: (filters, 1, taps). Ours: (taps, filters).
        var (filters, taps) = (golden.Config("out_channels"), golden.Config("kernel"));
        runner.Set("conv1d_1/kernel", [.. GoldenCase.Turn([.. golden.Weights("weight").Select(v => (float)v)], filters, taps).Select(v => (double)v)]);
        runner.Set("conv1d_1/bias", golden.Weights("bias"));

        var run = runner.Run(x, dy);

        Check(golden, run);
        GoldenCase.CheckAll(GoldenCase.Turn(golden.Gradient("weight"), filters, taps), run.Gradients["conv1d_1/kernel"], "dkernel");
        golden.CheckGradient("bias", run.Gradients["conv1d_1/bias"]);
    }

    [Theory, MemberData(nameof(Transposed))]
    public void A_transposed_convolution_gives_the_numbers_of_PyTorch(string name)
    {
        var golden = new GoldenCase(File, name);
        var keras = golden.Text("padding").StartsWith("same", StringComparison.Ordinal);
        var (runner, x, dy) = Prepare(golden, new ConvTranspose1d(golden.Config("out_channels"), golden.Config("kernel"))
        {
            Stride = golden.Config("stride"),
            Dilation = golden.Config("dilation"),
            Padding = keras ? StepPadding.Same : StepPadding.Of(golden.Config("crop_left")),
            OutputPadding = golden.Config("output_padding"),
            Bias = golden.Flag("bias"),
        });
        golden.Load(runner, TransposeWeights);

        var run = runner.Run(x, dy);

        Assert.Equal(golden.Config("output_length"), runner.Network.Output.Steps);
        Check(golden, run);
        golden.CheckKeras(run, TransposeWeights);
    }

    [Theory, MemberData(nameof(MaxPools))]
    public void Max_pooling_gives_the_numbers_of_PyTorch(string name)
    {
        var golden = new GoldenCase(File, name);
        var (runner, x, dy) = Prepare(golden, new MaxPool1d(golden.Config("kernel"))
        {
            Stride = golden.Config("stride"),
            Padding = StepPadding.Of(golden.Config("padding")),
            Dilation = golden.Config("dilation"),
            Ceil = golden.Flag("ceil_mode"),
        });

        Check(golden, runner.Run(x, dy));
    }

    [Theory, MemberData(nameof(AveragePools))]
    public void Average_pooling_gives_the_numbers_of_PyTorch(string name)
    {
        var golden = new GoldenCase(File, name);
        var (runner, x, dy) = Prepare(golden, new AveragePool1d(golden.Config("kernel"))
        {
            Stride = golden.Config("stride"),
            Padding = StepPadding.Of(golden.Config("padding")),
            CountPadding = golden.Flag("count_include_pad"),
        });

        Check(golden, runner.Run(x, dy));
    }

    [Fact]
    public void Upsampling_gives_the_numbers_of_PyTorch()
    {
        var golden = new GoldenCase(File, "upsample_nearest_x2");
        var (runner, x, dy) = Prepare(golden, new UpSample1d(golden.Config("factor")));

        Check(golden, runner.Run(x, dy));
    }

    [Fact]
    public void Pooling_the_whole_window_gives_the_numbers_of_PyTorch()
    {
        var golden = new GoldenCase(File, "global_average_pool1d");
        var shape = golden.Shape("x");
        var runner = new LayerRunner(new SampleShape(shape[2], shape[1]), new GlobalAveragePool1d());

        var run = runner.Run(GoldenCase.Turn(golden.Input("x"), shape[1], shape[2]), golden.Upstream("y"));

        golden.Check("y", run.Y);
        GoldenCase.CheckAll(GoldenCase.Turn(golden.Gradient("x"), shape[1], shape[2]), run.Dx, "dx");
    }

    [Fact]
    public void A_convolutional_autoencoder_gives_the_numbers_of_PyTorch()
    {
        var golden = new GoldenCase("nn_autoencoders.json", "conv_autoencoder_mse");
        var (runner, names) = Autoencoder();
        var shape = golden.Shape("x");
        foreach (var (theirs, ours) in names)
        {
            runner.Set(ours + "/kernel", [.. KernelOf(golden.Weights(theirs + ".weight").Select(v => (float)v), runner, ours).Select(v => (double)v)]);
            runner.Set(ours + "/bias", golden.Weights(theirs + ".bias"));
        }

        var x = GoldenCase.Turn(golden.Input("x"), shape[1], shape[2]);
        var y = runner.Run(x, new float[x.Length]).Y;
        float[] dy = [.. y.Zip(x, (a, b) => 2 * (a - b) / x.Length)];

        var run = runner.Run(x, dy);

        GoldenCase.CheckAll(GoldenCase.Turn(golden.Output("reconstruction"), shape[1], shape[2]), run.Y, "reconstruction");
        Assert.Equal(golden.Output("loss")[0], run.Y.Zip(x, (a, b) => (a - b) * (double)(a - b)).Average(), GoldenCase.Tolerance);
        // x is the target too: what it takes off the loss as such comes on top.
        GoldenCase.CheckAll(GoldenCase.Turn(golden.Gradient("x"), shape[1], shape[2]), [.. run.Dx.Zip(dy, (d, u) => d - u)], "dx");
        foreach (var (theirs, ours) in names)
        {
            GoldenCase.CheckAll(KernelOf(golden.Gradient(theirs + ".weight"), runner, ours), run.Gradients[ours + "/kernel"], theirs);
            golden.CheckGradient(theirs + ".bias", run.Gradients[ours + "/bias"]);
        }
    }

    private static (LayerRunner Runner, (string Theirs, string Ours)[] Names) Autoencoder()
    {
        ILayer[] layers =
        [
            new Conv1d(4, 3) { Stride = 2, Padding = StepPadding.Of(1), Activation = ActivationFunction.Relu },
            new Conv1d(3, 3) { Stride = 2, Padding = StepPadding.Of(1), Activation = ActivationFunction.Relu },
            new ConvTranspose1d(4, 3) { Stride = 2, Padding = StepPadding.Of(1), OutputPadding = 1, Activation = ActivationFunction.Relu },
            new ConvTranspose1d(2, 3) { Stride = 2, Padding = StepPadding.Of(1), OutputPadding = 1 },
        ];
        return (new LayerRunner(new SampleShape(8, 2), layers), [("c1", "conv1d_1"), ("c2", "conv1d_2"), ("t1", "conv_transpose1d_1"), ("t2", "conv_transpose1d_2")]);
    }

    // PyTorch: (a, b, taps). Ours: (taps, b, a), for both kinds of convolution.
    private static float[] KernelOf(IEnumerable<float> weight, LayerRunner runner, string layer)
    {
        var matrix = runner.Matrix(layer + "/kernel");
        var (taps, rows) = (3, matrix.Inputs / 3);
        var turned = GoldenCase.Turn([.. weight], matrix.Outputs, matrix.Inputs);
        return [.. from j in Enumerable.Range(0, taps)
                   from b in Enumerable.Range(0, rows)
                   from a in Enumerable.Range(0, matrix.Outputs)
                   select turned[(((b * taps) + j) * matrix.Outputs) + a]];
    }

    private static Conv1d Layer(GoldenCase golden) => new(golden.Config("out_channels"), golden.Config("kernel"))
    {
        Stride = golden.Config("stride"),
        Dilation = golden.Config("dilation"),
        Groups = golden.Config("groups"),
        Bias = golden.Flag("bias"),
        Padding = golden.Text("padding") switch
        {
            "valid" => StepPadding.Valid,
            "same" => StepPadding.Same,
            "causal" => StepPadding.Causal,
            _ => StepPadding.Of(golden.Config("pad_left"), golden.Config("pad_right")),
        },
    };

    private static (LayerRunner Runner, float[] X, float[] Dy) Prepare(GoldenCase golden, ILayer layer)
    {
        var shape = golden.Shape("x");
        var runner = new LayerRunner(new SampleShape(shape[2], shape[1]), layer);
        var output = runner.Network.Output;
        return (runner, GoldenCase.Turn(golden.Input("x"), shape[1], shape[2]), GoldenCase.Turn(golden.Upstream("y"), output.Width, output.Steps));
    }

    private static void Check(GoldenCase golden, LayerRun run)
    {
        var (shape, upstream) = (golden.Shape("x"), golden.UpstreamShape("y"));
        GoldenCase.CheckAll(GoldenCase.Turn(golden.Output("y"), upstream[1], upstream[2]), run.Y, "y");
        GoldenCase.CheckAll(GoldenCase.Turn(golden.Gradient("x"), shape[1], shape[2]), run.Dx, "dx");
    }
}
