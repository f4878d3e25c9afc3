using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Fully connected layers against PyTorch's outputs and gradients (float32; absolute + relative 2e-5).</summary>
public sealed class GoldenLayerTests
{
    [Theory]
    [InlineData("linear_2d", 1)]
    [InlineData("linear_2d_nobias", 1)]
    [InlineData("linear_time_distributed", 6)]
    public void Dense_gives_the_numbers_of_PyTorch(string name, int steps)
    {
        var golden = new GoldenCase("nn_linear.json", name);
        var width = golden.Config("in");
        var runner = new LayerRunner(new SampleShape(golden.Shape("x").Length == 3 ? golden.Shape("x")[1] : 1, width), new Dense(golden.Config("out")) { Bias = golden.Flag("bias") });
        Assert.Equal(steps, golden.Shape("x").Length == 3 ? golden.Shape("x")[1] : 1);
        golden.Load(runner, ("kernel", "dense_1/kernel"), ("bias", "dense_1/bias"));

        var run = runner.Run(golden.Input("x"), golden.Upstream("y"));

        golden.Check("y", run.Y);
        golden.CheckGradient("x", run.Dx);
        golden.CheckKeras(run, ("kernel", "dense_1/kernel"), ("bias", "dense_1/bias"));
    }
}
