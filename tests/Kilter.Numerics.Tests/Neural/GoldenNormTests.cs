using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Every case of nn_norm.json: outputs, gradients and running numbers, PyTorch's and Keras's.</summary>
public sealed class GoldenNormTests
{
    private const string File = "nn_norm.json";

    public static TheoryData<string> BatchNorms => [.. GoldenCase.Names(File, "batchnorm_")];

    public static TheoryData<string> LayerNorms => [.. GoldenCase.Names(File, "layernorm_")];

    [Fact]
    public void No_case_is_left_out()
    {
        Assert.Equal(10, GoldenCase.Names(File).Length);
        Assert.Equal(GoldenCase.Names(File).Length, BatchNorms.Count + LayerNorms.Count);
    }

    [Theory, MemberData(nameof(BatchNorms))]
    public void Batch_normalisation_gives_the_numbers_of_PyTorch_and_of_Keras(string name)
    {
        foreach (var unbiased in new[] { true, false })
        {
            var golden = new GoldenCase(File, name);
            var (shape, affine, training) = (golden.Shape("x"), golden.Flag("affine"), golden.Flag("training"));
            var (channels, steps) = (shape[1], shape.Length == 3 ? shape[2] : 1);
            var layer = new BatchNorm
            {
                Epsilon = golden.Number("eps"),
                Momentum = golden.Number("momentum_pytorch"),
                UnbiasedRunningVariance = unbiased,
                Scale = affine,
                Shift = affine,
            };
            var runner = new LayerRunner(new SampleShape(steps, channels), layer);
            runner.Set("batch_norm_1/running_mean", golden.Beside("running_mean_before"));
            runner.Set("batch_norm_1/running_variance", golden.Beside("running_var_before"));
            if (affine)
            {
                runner.Set("batch_norm_1/scale", golden.Weights("weight"));
                runner.Set("batch_norm_1/shift", golden.Weights("bias"));
            }

            var (x, dy) = (GoldenCase.Turn(golden.Input("x"), channels, steps), GoldenCase.Turn(golden.Upstream("y"), channels, steps));

            var run = training ? runner.Run(x, dy) : runner.RunFrozen(x, dy);

            GoldenCase.CheckAll(GoldenCase.Turn(golden.Output("y"), channels, steps), run.Y, "y");
            GoldenCase.CheckAll(GoldenCase.Turn(golden.Gradient("x"), channels, steps), run.Dx, "dx");
            GoldenCase.CheckAll(golden.Output("running_mean_after"), runner.Get("batch_norm_1/running_mean"), "running mean");
            var variance = training && !unbiased ? [.. golden.Expects("running_var_after_keras_biased").Select(v => (float)v)] : golden.Output("running_var_after");
            GoldenCase.CheckAll(variance, runner.Get("batch_norm_1/running_variance"), "running variance");
            if (affine)
            {
                golden.CheckGradient("weight", run.Gradients["batch_norm_1/scale"]);
                golden.CheckGradient("bias", run.Gradients["batch_norm_1/shift"]);
            }
        }
    }

    [Theory, MemberData(nameof(LayerNorms))]
    public void Layer_normalisation_gives_the_numbers_of_PyTorch(string name)
    {
        var golden = new GoldenCase(File, name);
        var (shape, affine, whole) = (golden.Shape("x"), golden.Flag("affine"), name == "layernorm_last_two_axes");
        var layer = new LayerNorm { Epsilon = golden.Number("eps"), WholeWindow = whole, Scale = affine, Shift = affine };
        var runner = new LayerRunner(new SampleShape(shape.Length == 3 ? shape[1] : 1, shape[^1]), layer);
        if (affine)
        {
            runner.Set("layer_norm_1/scale", golden.Weights("weight"));
            runner.Set("layer_norm_1/shift", golden.Weights("bias"));
        }

        var run = runner.Run(golden.Input("x"), golden.Upstream("y"));

        golden.Check("y", run.Y);
        golden.CheckGradient("x", run.Dx);
        if (affine)
        {
            golden.CheckGradient("weight", run.Gradients["layer_norm_1/scale"]);
            golden.CheckGradient("bias", run.Gradients["layer_norm_1/shift"]);
        }
    }
}
