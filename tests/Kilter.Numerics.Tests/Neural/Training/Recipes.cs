using System.Security.Cryptography;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Neural.Training;

/// <summary>Small trainings whose weights and outputs are hashed.</summary>
internal static class Recipes
{
    /// <summary>Two LSTM layers with dropout before and after, batches of several panels of which the last is not full; clipped.</summary>
    public static byte[] LstmForecaster(int threads) => Train(
        new SampleShape(9, 2),
        [new Lstm(11) { ReturnSequences = true, RecurrentDropout = 0.1 }, new Dropout(0.3), new Lstm(7), new Dropout(0.3), new Dense(1)],
        new MeanAbsoluteError(),
        new TrainingOptions { Epochs = 2, BatchSize = 100, Optimizer = new Adam { LearningRate = 0.01 }, Clip = GradientClip.ByNorm(0.5), Seed = 3, Threads = threads, ValidationShare = 0.2 },
        windows: 333,
        targetLength: 1);

    /// <summary>A dense autoencoder in batches of one narrow panel and a bit.</summary>
    public static byte[] DenseAutoencoder(int threads) => Train(
        new SampleShape(1, 33),
        [new Dense(20) { Activation = ActivationFunction.LeakyRelu(0.2) }, new Dense(3) { Activation = ActivationFunction.Tanh }, new Dense(20) { Activation = ActivationFunction.Sigmoid }, new Dense(33)],
        new MeanSquaredError(),
        new TrainingOptions { Epochs = 3, BatchSize = 20, Optimizer = new Adam { WeightDecay = 1e-5 }, Seed = 4, Threads = threads, EarlyStopping = new EarlyStopping() },
        windows: 157,
        targetLength: 33);

    /// <summary>A batch of more panels than there are shards.</summary>
    public static byte[] LargeBatch(int threads) => Train(
        new SampleShape(4, 5),
        [new Lstm(6), new RepeatVector(4), new Lstm(6) { ReturnSequences = true }, new Dense(5)],
        new MeanSquaredError(),
        new TrainingOptions { Epochs = 1, BatchSize = 1000, Seed = 5, Threads = threads },
        windows: 1100,
        targetLength: 20);

    public static WindowArray Windows(int count, int length, ulong seed)
    {
        var rng = new Rng(seed);
        return new WindowArray(GradientCheck.Draw(rng, count * length), length);
    }

    private static byte[] Train(SampleShape shape, ILayer[] layers, ILoss loss, TrainingOptions options, int windows, int targetLength)
    {
        var network = new Network(shape, layers, seed: 17);
        var inputs = Windows(windows, shape.Length, 1);
        var targets = targetLength == shape.Length ? inputs : Windows(windows, targetLength, 2);
        var history = new Trainer(network, loss, options).Fit(inputs, targets, progress: null, CancellationToken.None);
        var outputs = network.Run(inputs, options.Threads);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(network.Weights);
        Add(outputs);
        foreach (var epoch in history.Epochs)
        {
            hash.AppendData(BitConverter.GetBytes(epoch.Loss));
            hash.AppendData(BitConverter.GetBytes(epoch.Watched));
        }

        return hash.GetHashAndReset();

        void Add(ReadOnlySpan<float> values)
        {
            foreach (var value in values)
            {
                Assert.True(float.IsFinite(value));
                hash.AppendData(BitConverter.GetBytes(value));
            }
        }
    }
}
