using Kilter.Detectors.Networks;
using Kilter.Frames;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;
using Kilter.Scaling;

namespace Kilter.Tests.Detectors.Reconstruction;

/// <summary>The parts of behaviour extraction that stand on other stages.</summary>
public sealed class BehaviourSystemTests
{
    [Fact]
    public void S0_E6_the_standard_scaler_divides_by_the_population_deviation()
    {
        var frame = new Frame(TimeAxis.Rows(3), [new Channel("a"), new Channel("b")], new double[] { 1, 10, 2, 10, 3, 40 });

        var scaler = ScalerCatalog.Create("standard", Settings.None).Fit(frame, new SampleRange(0, 3));

        double[] scaled = [scaler.Apply(0, 1), scaler.Apply(1, 10), scaler.Apply(0, 2), scaler.Apply(1, 10), scaler.Apply(0, 3), scaler.Apply(1, 40)];
        double[] expected = [-1.224744871391589, -0.7071067811865475, 0, -0.7071067811865475, 1.224744871391589, 1.414213562373095];
        Assert.All(expected.Zip(scaled), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void S0_E10_codes_outputs_and_loss_of_one_batch()
    {
        float[] inputs = [1, 2, 3, 0, 1, -1];
        var network = new Network(
            new SampleShape(1, 3),
            [new Dense(2) { Activation = ActivationFunction.Relu }, new ActivityL1(1e-4), new Dense(3) { Activation = ActivationFunction.Relu }],
            seed: 1);
        network.Parameters[0].Set([1, -1, .5f, 2, -1, 0]);
        network.Parameters[1].Set([0, .5f]);
        network.Parameters[2].Set([1, 0, 2, 0, 1, -1]);
        network.Parameters[3].Set([.1f, .2f, .3f]);

        var codes = NetworkHead.Of(network, 1).Run(inputs);
        var outputs = network.Run(inputs);

        // The loss of the batch is told before the step is taken.
        var training = new TrainingOptions { Epochs = 1, BatchSize = 2, Shuffle = false, Optimizer = new Sgd { LearningRate = 1e-9 } };
        var windows = new WindowArray(inputs, 3);
        var history = new Trainer(network, new MeanSquaredError(), training).Fit(windows, windows, null, CancellationToken.None);
        Assert.Equal([0, 3.5f, 1.5f, 2.5f], codes);
        Assert.All(outputs.Zip([.1f, 3.7f, 0, 1.6f, 2.7f, .8f]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        Assert.Equal(3.565375, history.Epochs[0].Loss, 1e-6);
    }

    [Fact]
    public void S0_E10_counts_of_weights()
    {
        Assert.Equal(80, Count(6, 4, 2));
        Assert.Equal(8513, Count(33, 64, 32));
    }

    private static int Count(int size, int hidden, int code)
        => new Network(new SampleShape(1, size), [new Dense(hidden), new Dense(code), new Dense(hidden), new Dense(size)], seed: 1).ParameterCount;
}
