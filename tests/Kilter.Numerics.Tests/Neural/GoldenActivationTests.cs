using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Every case of the file of activations: values and slopes from −88 to 88, softmax, dropout's scaling (float32; absolute 1e-6 + relative 2e-6).</summary>
public sealed class GoldenActivationTests
{
    private const string File = "nn_activations.json";

    private static readonly Dictionary<string, ActivationFunction> Functions = new()
    {
        ["act_relu"] = ActivationFunction.Relu,
        ["act_leaky_relu"] = ActivationFunction.LeakyRelu(0.2),
        ["act_leaky_relu_0.01"] = ActivationFunction.LeakyRelu(0.01),
        ["act_selu"] = ActivationFunction.Selu,
        ["act_elu"] = ActivationFunction.Elu(),
        ["act_elu_alpha0.5"] = ActivationFunction.Elu(0.5),
        ["act_tanh"] = ActivationFunction.Tanh,
        ["act_sigmoid"] = ActivationFunction.Sigmoid,
        ["act_gelu_erf"] = ActivationFunction.Gelu,
        ["act_gelu_tanh"] = ActivationFunction.GeluTanh,
        ["act_softplus"] = ActivationFunction.Softplus(),
        ["act_softplus_beta2"] = ActivationFunction.Softplus(2),
        ["act_silu_swish"] = ActivationFunction.Silu,
        ["act_softsign"] = ActivationFunction.Softsign,
        ["act_hard_sigmoid_keras"] = ActivationFunction.HardSigmoid,
        ["act_relu6"] = ActivationFunction.Relu6,
        ["act_mish"] = ActivationFunction.Mish,
        ["act_linear"] = ActivationFunction.Linear,
    };

    public static TheoryData<string> Cases => [.. GoldenCase.Names(File)];

    [Theory, MemberData(nameof(Cases))]
    public void Values_and_slopes_are_those_of_PyTorch(string name)
    {
        var golden = new GoldenCase(File, name);
        switch (golden.Operation)
        {
            case "softmax":
            case "log_softmax":
                Softmax(golden);
                break;
            case "Dropout(given mask)":
                Dropout(golden, name.EndsWith("0.2", StringComparison.Ordinal) ? 0.2 : 0.5);
                break;
            default:
                Function(golden, Functions[name]);
                break;
        }
    }

    private static void Function(GoldenCase golden, ActivationFunction function)
    {
        var x = golden.Input("x");
        var runner = new LayerRunner(new SampleShape(1, x.Length), new Activation(function));

        var run = runner.Run(x, golden.Upstream("y"));

        Check(golden.Output("y"), run.Y, "y");
        Check(golden.Gradient("x"), run.Dx, "dx");
    }

    // One case reads the softmax and its logarithm; its gradient is the sum of both.
    private static void Softmax(GoldenCase golden)
    {
        var shape = new SampleShape(1, golden.Shape("x")[1]);
        var outputs = golden.HasUpstream("log_y") ? new[] { ("y", false), ("log_y", true) } : [("y", golden.Operation == "log_softmax")];
        var gradient = new float[golden.Input("x").Length];
        foreach (var (output, logarithm) in outputs)
        {
            var run = new LayerRunner(shape, new Softmax { Logarithm = logarithm }).Run(golden.Input("x"), golden.Upstream(output));
            Check(golden.Output(output), run.Y, output);
            gradient = [.. gradient.Zip(run.Dx, (a, b) => a + b)];
        }

        Check(golden.Gradient("x"), gradient, "dx");
    }

    // The file gives a mask, ours is a hash: over some keys each value is met with the mask the file has for it, and then value and slope must agree.
    private static void Dropout(GoldenCase golden, double rate)
    {
        var (x, mask, met) = (golden.Input("x"), golden.Input("mask"), new bool[golden.Input("x").Length]);
        for (var key = 0UL; key < 20; key++)
        {
            var run = new LayerRunner(new SampleShape(1, golden.Shape("x")[1]), new Dropout(rate)) { Key = key }.Run(x, golden.Upstream("y"));
            for (var i = 0; i < x.Length; i++)
            {
                if ((run.Y[i] != 0) == (mask[i] == 1))
                {
                    met[i] = true;
                    Check([golden.Output("y")[i]], [run.Y[i]], $"y[{i}]");
                    Check([golden.Gradient("x")[i]], [run.Dx[i]], $"dx[{i}]");
                }
            }
        }

        Assert.All(met, Assert.True);
    }

    private static void Check(float[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= 1e-6 + (2e-6 * Math.Abs(expected[i])),
                FormattableString.Invariant($"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}"));
        }
    }
}
