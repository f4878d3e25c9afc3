using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Optimizers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Small examples with every number worked out beforehand, in float64 and by other programs. Named after their numbers.</summary>
public sealed class WorkedExampleTests
{
    private const double Single = 5e-7;

    [Theory]
    [InlineData("sigmoid", 0.21970125761064396, 0.049601281760051956)]
    [InlineData("hard-sigmoid", 0.21067091080969416, 0.033791098580054996)]
    public void G_E1_an_lstm_of_one_unit_over_two_steps(string gate, double first, double second)
    {
        var outputs = Cell(ActivationFunction.Tanh, gate).Run(new float[] { 1, -2 });

        Assert.Equal([first, second], outputs.Select(v => (double)v), (a, b) => Math.Abs(a - b) < Single);
    }

    [Theory]
    [InlineData("hard-sigmoid", 0.2808, 0.18963689407488005, 0.6117779947110161)]
    [InlineData("sigmoid", 0.29410037453973065, 0.1892668519662718, 0.6607446619194421)]
    public void G_E2_the_same_cell_with_relu_over_three_steps(string gate, double first, double second, double third)
    {
        var outputs = Cell(ActivationFunction.Relu, gate, steps: 3).Run(new float[] { 1, -2, 1.5f });

        Assert.Equal([first, second, third], outputs.Select(v => (double)v), (a, b) => Math.Abs(a - b) < Single);
    }

    [Theory]
    [InlineData(false, 0, 0.99900000002, 0.9987336629870784)]
    [InlineData(false, 0.1, 0.9990000000166667, 0.9985306706608355)]
    [InlineData(true, 0, 0.9990000063245154, 0.9987336707920792)]
    public void G_E3_two_steps_of_adam(bool keras, double decay, double first, double second)
    {
        IOptimizer adam = (keras ? Adam.Keras : new Adam()) with { WeightDecay = decay };
        float[] weights = Filled(1), moment = new float[16], square = new float[16], third = new float[16];

        adam.Update(new WeightSlice { Weights = weights, Gradient = Filled(0.5f), First = moment, Second = square, Third = third }, new UpdateStep(1, 1e-3));
        Assert.Equal(first, weights[0], Single);
        adam.Update(new WeightSlice { Weights = weights, Gradient = Filled(-0.25f), First = moment, Second = square, Third = third }, new UpdateStep(2, 1e-3));
        Assert.Equal(second, weights[0], Single);
    }

    [Fact]
    public void G_E4_selu_and_its_dropouts()
    {
        var selu = new LayerRunner(new SampleShape(1, 3), new Activation(ActivationFunction.Selu)).Run([-1, 0, 1], new float[3]).Y;
        var alpha = new LayerRunner(new SampleShape(1, 1000), new AlphaDropout(0.1)).Run([.. Enumerable.Repeat(2f, 1000)], new float[1000]).Y;
        var gauss = new LayerRunner(new SampleShape(1, 20_000), new GaussianDropout(0.1)).Run([.. Enumerable.Repeat(1f, 20_000)], new float[20_000]).Y;

        Assert.Equal([-1.1113307378125625, 0, 1.0507009873554805], selu.Select(v => (double)v), (a, b) => Math.Abs(a - b) < Single);
        var (scale, shift, replaced) = (0.9212845161497115, 0.16197097005757022, -1.7580993408473766);
        Assert.Equal([(scale * replaced) + shift, (scale * 2) + shift], alpha.Distinct().Order().Select(v => (double)v), (a, b) => Math.Abs(a - b) < 2e-6);
        Assert.InRange(Math.Sqrt(gauss.Average(v => (v - 1.0) * (v - 1.0))), 0.97 / 3, 1.03 / 3);
    }

    // W, U and b of the gates i, f, c, o.
    private static Network Cell(ActivationFunction activation, string gate, int steps = 2)
    {
        var layer = new Lstm(1) { ReturnSequences = true, Activation = activation, RecurrentActivation = ActivationFunction.ByName(gate) };
        var network = new Network(new SampleShape(steps, 1), [layer], seed: 1);
        network.Parameters[0].Set([0.5f, -0.3f, 0.8f, 0.2f]);
        network.Parameters[1].Set([0.1f, 0.4f, -0.2f, 0.3f]);
        network.Parameters[2].Set([0, 1, 0.1f, -0.1f]);
        return network;
    }

    private static float[] Filled(float value) => [.. Enumerable.Repeat(value, 16)];
}
