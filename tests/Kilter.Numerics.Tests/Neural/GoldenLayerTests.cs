using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Fully connected layers against PyTorch's outputs and gradients (float32; absolute + relative 2e-5).</summary>
public sealed class GoldenLayerTests
{
    private const string File = "nn_linear.json";

    [Theory]
    [InlineData("linear_2d", 1)]
    [InlineData("linear_2d_nobias", 1)]
    [InlineData("linear_time_distributed", 6)]
    public void Dense_gives_the_numbers_of_PyTorch(string name, int steps)
    {
        var golden = new GoldenCase(File, name);
        var width = golden.Config("in");
        var runner = new LayerRunner(new SampleShape(golden.Shape("x").Length == 3 ? golden.Shape("x")[1] : 1, width), new Dense(golden.Config("out")) { Bias = golden.Flag("bias") });
        Assert.Equal(steps, golden.Shape("x").Length == 3 ? golden.Shape("x")[1] : 1);
        golden.Load(runner, ("kernel", "dense_1/kernel"), ("bias", "dense_1/bias"));

        var run = runner.Run(golden.Input("x"), golden.Upstream("y"));

        golden.Check("y", run.Y);
        golden.CheckGradient("x", run.Dx);
        golden.CheckKeras(run, ("kernel", "dense_1/kernel"), ("bias", "dense_1/bias"));
    }

    [Fact]
    public void Dense_layers_give_the_numbers_of_PyTorch_also_where_the_loss_reads_a_hidden_layer()
    {
        var golden = new GoldenCase(File, "mlp_tanh_relu");
        var below = new LayerRunner(new SampleShape(1, 3), new Dense(6) { Activation = ActivationFunction.Tanh });
        var above = new LayerRunner(new SampleShape(1, 6), new Dense(5) { Activation = ActivationFunction.Relu }, new Dense(2));
        Set(below, "dense_1", "w1", "b1", 6, 3);
        Set(above, "dense_1", "w2", "b2", 5, 6);
        Set(above, "dense_2", "w3", "b3", 2, 5);

        var hidden = below.Run(golden.Input("x"), golden.Upstream("h1")).Y;
        var upper = above.Run(hidden, golden.Upstream("y"));
        var lower = below.Run(golden.Input("x"), [.. upper.Dx.Zip(golden.Upstream("h1"), (a, b) => a + b)]);

        golden.Check("h1", hidden);
        golden.Check("y", upper.Y);
        golden.CheckGradient("x", lower.Dx);
        Compare(lower, "dense_1", "w1", "b1", 6, 3);
        Compare(upper, "dense_1", "w2", "b2", 5, 6);
        Compare(upper, "dense_2", "w3", "b3", 2, 5);

        // PyTorch keeps (outputs, inputs).
        void Set(LayerRunner runner, string layer, string kernel, string bias, int outputs, int inputs)
        {
            runner.Set(layer + "/kernel", [.. GoldenCase.Turn([.. golden.Weights(kernel).Select(v => (float)v)], outputs, inputs).Select(v => (double)v)]);
            runner.Set(layer + "/bias", golden.Weights(bias));
        }

        void Compare(LayerRun run, string layer, string kernel, string bias, int outputs, int inputs)
        {
            GoldenCase.CheckAll(GoldenCase.Turn(golden.Gradient(kernel), outputs, inputs), run.Gradients[layer + "/kernel"], kernel);
            GoldenCase.CheckAll(golden.Gradient(bias), run.Gradients[layer + "/bias"], bias);
        }
    }

    [Fact]
    public void No_case_is_left_out()
        => Assert.Equal(["linear_2d", "linear_2d_nobias", "linear_time_distributed", "mlp_tanh_relu"], GoldenCase.Names(File).Order(StringComparer.Ordinal));
}
