using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Learning works, not only gradients: each task has a bar that only a network which learned it can clear.</summary>
public sealed class LearningTests
{
    [Fact]
    public void A_forecaster_of_a_sine_beats_persistence_twenty_times()
    {
        float[] series = [.. Enumerable.Range(0, 1200).Select(t => MathF.Sin(t * 0.2f))];
        var inputs = new WindowArray(series.AsMemory(0, 999), 20, 1);
        var targets = new WindowArray(series.AsMemory(20, 980), 1, 1);
        var network = new Network(new SampleShape(20, 1), [new Lstm(16), new Dense(1)], seed: 2);
        var options = new TrainingOptions { Epochs = 30, BatchSize = 32, Optimizer = new Adam { LearningRate = 0.005 }, Seed = 1 };

        new Trainer(network, new MeanSquaredError(), options).Fit(inputs, targets, progress: null, CancellationToken.None);

        // The stretch from sample 1000 on was never seen.
        var unseen = new WindowArray(series.AsMemory(1000, 199), 20, 1);
        var outputs = network.Run(unseen);
        var error = Math.Sqrt(Enumerable.Range(0, unseen.Count).Average(n => Math.Pow(outputs[n] - series[1000 + 20 + n], 2)));
        var persistence = Math.Sqrt(Enumerable.Range(0, unseen.Count).Average(n => Math.Pow(series[1000 + 19 + n] - series[1000 + 20 + n], 2)));
        Assert.True(error * 20 < persistence, $"forecaster {error:g3}, persistence {persistence:g3}");
    }

    [Fact]
    public void A_live_network_gives_the_bits_of_the_whole_window()
    {
        var network = new Network(
            new SampleShape(15, 3),
            [new Lstm(10) { ReturnSequences = true }, new Dropout(0.4), new Lstm(50) { ReturnSequences = true, Bias = RecurrentBias.Two }, new Dense(2) { Activation = ActivationFunction.Tanh }],
            seed: 5);
        var windows = Training.Recipes.Windows(3, 45, 8);

        var whole = network.Run(windows);

        var live = network.GoLive();
        var output = new float[2];
        for (var n = 0; n < windows.Count; n++)
        {
            live.Reset();
            for (var t = 0; t < 15; t++)
            {
                live.Step(windows[n].Slice(t * 3, 3), output);
                Assert.Equal(whole.AsSpan((((n * 15) + t) * 2), 2).ToArray(), output);
            }
        }
    }
}
