using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Schedules;
using Kilter.Numerics.Neural.Training;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Autoencoders learn what they are for: a linear one the subspace of the data, a variational one its distribution.</summary>
public sealed class LearningAutoencoderTests
{
    [Fact]
    public void An_autoencoder_of_rank_3_comes_within_a_tenth_of_the_noise_floor()
    {
        const double Noise = 0.1;
        const int Channels = 12;
        var rng = new Rng(11);
        double[] mixing = [.. Enumerable.Range(0, 3 * Channels).Select(_ => rng.NextNormal())];
        var (train, unseen) = (Mixed(1500), Mixed(500));
        var network = new Network(new SampleShape(1, Channels), [new Dense(3), new Dense(Channels)], seed: 3);
        var options = new TrainingOptions { Epochs = 100, BatchSize = 64, Optimizer = new Adam { LearningRate = 0.02 }, Schedule = new CosineDecay { Length = 100 }, Seed = 1 };

        new Trainer(network, new MeanSquaredError(), options).Fit(train, train, progress: null, CancellationToken.None);

        // What no code of 3 numbers can hold is the noise in the other 9 directions.
        var floor = Noise * Noise * (Channels - 3) / Channels;
        var outputs = network.Run(unseen);
        var error = Enumerable.Range(0, outputs.Length).Average(i => Math.Pow(outputs[i] - unseen[i / Channels][i % Channels], 2));
        Assert.True(error < 1.1 * floor, FormattableString.Invariant($"error {error:g4}, floor {floor:g4}"));

        WindowArray Mixed(int count)
        {
            var values = new float[count * Channels];
            for (var n = 0; n < count; n++)
            {
                double[] z = [rng.NextNormal(), rng.NextNormal(), rng.NextNormal()];
                for (var c = 0; c < Channels; c++)
                {
                    values[(n * Channels) + c] = (float)((z[0] * mixing[c]) + (z[1] * mixing[Channels + c]) + (z[2] * mixing[(2 * Channels) + c]) + (Noise * rng.NextNormal()));
                }
            }

            return new WindowArray(values, Channels);
        }
    }

    [Fact]
    public void Samples_from_the_prior_of_a_variational_autoencoder_look_like_its_data()
    {
        // A correlated cloud: mean (1, −0.5), standard deviations 1 and 0.7, correlation 0.8.
        var rng = new Rng(21);
        var values = new float[3000 * 2];
        for (var n = 0; n < values.Length; n += 2)
        {
            var (a, b) = (rng.NextNormal(), rng.NextNormal());
            (values[n], values[n + 1]) = ((float)(1 + a), (float)(-0.5 + (0.7 * ((0.8 * a) + (0.6 * b)))));
        }

        var data = new WindowArray(values, 2);
        ILayer[] decoder = [new Dense(16) { Activation = ActivationFunction.Tanh }, new Dense(4)];
        var network = new Network(
            new SampleShape(1, 2), [new Dense(16) { Activation = ActivationFunction.Tanh }, new Dense(4), new GaussianLatent(), .. decoder], seed: 4);
        var options = new TrainingOptions { Epochs = 60, BatchSize = 64, Optimizer = new Adam { LearningRate = 0.005 }, Schedule = new CosineDecay { Length = 60 }, Seed = 2 };

        var history = new Trainer(network, new GaussianNll { Constant = true, Reduction = Reduction.Sum }, options).Fit(data, data, progress: null, CancellationToken.None);

        // The negative evidence bound cannot pass the entropy of the data: ln(2πe) + ln(1·0.7·√(1 − 0.8²)) = 1.970.
        Assert.InRange(history.Epochs[^1].Loss, 1.9, 2.25);
        var (mean, covariance) = Moments(Decoded(network, decoder, rng, 20000));
        Assert.Equal(1, mean[0], 0.12);
        Assert.Equal(-0.5, mean[1], 0.12);
        Assert.Equal(1, covariance[0], 0.15);
        Assert.Equal(0.56, covariance[1], 0.12);
        Assert.Equal(0.49, covariance[2], 0.1);
    }

    // Standard normal codes through the decoder, which gives means and log-variances of the data.
    private static double[] Decoded(Network network, ILayer[] layers, Rng rng, int count)
    {
        var decoder = new Network(new SampleShape(1, 2), layers, seed: 1);
        foreach (var matrix in decoder.Matrices)
        {
            var theirs = network.Matrices.Single(m => m.Name == matrix.Name.Replace("dense_1", "dense_3", StringComparison.Ordinal).Replace("dense_2", "dense_4", StringComparison.Ordinal));
            theirs.In(network.Weights).CopyTo(matrix.In(decoder.Weights));
        }

        decoder.Pack();
        var outputs = decoder.Run(new WindowArray(GradientCheck.Draw(rng, 2 * count), 2));
        return [.. Enumerable.Range(0, 2 * count).Select(i => outputs[(i / 2 * 4) + (i % 2)] + (Math.Exp(outputs[(i / 2 * 4) + 2 + (i % 2)] / 2) * rng.NextNormal()))];
    }

    private static (double[] Mean, double[] Covariance) Moments(double[] points)
    {
        var n = points.Length / 2;
        var (a, b) = (Enumerable.Range(0, n).Average(i => points[2 * i]), Enumerable.Range(0, n).Average(i => points[(2 * i) + 1]));
        return ([a, b],
        [
            Enumerable.Range(0, n).Average(i => (points[2 * i] - a) * (points[2 * i] - a)),
            Enumerable.Range(0, n).Average(i => (points[2 * i] - a) * (points[(2 * i) + 1] - b)),
            Enumerable.Range(0, n).Average(i => (points[(2 * i) + 1] - b) * (points[(2 * i) + 1] - b)),
        ]);
    }
}
