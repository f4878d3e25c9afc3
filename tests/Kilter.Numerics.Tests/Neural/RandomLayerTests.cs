using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Layers that draw noise: distributions from a fixed key, gradients with the same noise again, penalties of real samples alone.</summary>
public sealed class RandomLayerTests
{
    private const int Samples = 2000;
    private const int Width = 50;

    [Fact]
    public void Noise_is_standard_normal_in_mean_variance_shape_and_tail()
    {
        var noise = Draws(new GaussianNoise(1), 0);

        // Bars of five standard errors for n = 100,000.
        var n = noise.Length;
        Assert.Equal(0, noise.Average(), 5 / Math.Sqrt(n));
        Assert.Equal(1, noise.Average(v => v * v), 5 * Math.Sqrt(2.0 / n));
        Assert.Equal(0, noise.Average(v => v * v * v), 5 * Math.Sqrt(15.0 / n));
        Assert.Equal(3, noise.Average(v => v * v * v * v), 5 * Math.Sqrt(96.0 / n));
        foreach (var z in new[] { -3.0, -2, -1, -0.3, 0.3, 1, 2, 3 })
        {
            var p = SlowFunctions.NormalCdf(z);
            Assert.Equal(p, noise.Count(v => v < z) / (double)n, 5 * Math.Sqrt(p * (1 - p) / n));
        }

        Assert.InRange(noise.Max(Math.Abs), 3.7, 5.35);
    }

    [Fact]
    public void Noise_of_neighbouring_samples_rows_and_keys_is_not_related()
    {
        var noise = Draws(new GaussianNoise(1), 0);
        var other = Draws(new GaussianNoise(1), 0, key: 100);
        var bar = 5 / Math.Sqrt(noise.Length);

        Assert.Equal(0, Mean(noise.Zip(noise.Skip(1))), bar);
        Assert.Equal(0, Mean(noise.Zip(noise.Skip(Width))), bar);
        Assert.Equal(0, Mean(noise.Zip(other)), bar);

        static double Mean(IEnumerable<(double, double)> pairs) => pairs.Average(p => p.Item1 * p.Item2);
    }

    [Fact]
    public void The_factor_of_gaussian_dropout_has_mean_1_and_the_variance_of_dropout()
    {
        var factors = Draws(new GaussianDropout(0.2), 1);

        Assert.Equal(1, factors.Average(), 5 * 0.5 / Math.Sqrt(factors.Length));
        Assert.Equal(0.25, factors.Average(f => (f - 1) * (f - 1)), 5 * 0.25 * Math.Sqrt(2.0 / factors.Length));
    }

    [Theory, InlineData(0.05), InlineData(0.3), InlineData(0.6)]
    public void Alpha_dropout_keeps_mean_0_and_variance_1(double rate)
    {
        var x = GradientCheck.Draw(new Kilter.Numerics.Randomness.Rng(3), Samples * Width);

        var y = new LayerRunner(new SampleShape(1, Width), new AlphaDropout(rate)).Run(x, new float[x.Length]).Y;

        Assert.Equal(0, y.Average(v => (double)v), 0.02);
        Assert.Equal(1, y.Average(v => (double)v * v), 0.03);
        Assert.Equal(rate, y.GroupBy(v => v).Max(g => g.Count()) / (double)y.Length, 0.01);
    }

    [Fact]
    public void Backward_finds_the_noise_of_forward_again()
    {
        foreach (var layer in new ILayer[] { new GaussianNoise(0.7), new GaussianDropout(0.4), new AlphaDropout(0.3), new Dropout(0.3) })
        {
            // All four are straight lines in x, so that one difference is the slope.
            var x = GradientCheck.Draw(new Kilter.Numerics.Randomness.Rng(5), 70 * 9);
            var upstream = GradientCheck.Draw(new Kilter.Numerics.Randomness.Rng(6), x.Length);
            var runner = new LayerRunner(new SampleShape(3, 3), layer);
            var (run, moved) = (runner.Run(x, upstream), runner.Run([.. x.Select(v => v + 1)], upstream));

            for (var i = 0; i < x.Length; i++)
            {
                GradientCheck.Close((moved.Y[i] - run.Y[i]) * upstream[i], run.Dx[i], 1e-5, $"{layer.Kind} dx[{i}]");
            }
        }
    }

    [Theory, InlineData(1), InlineData(9), InlineData(33), InlineData(70)]
    public void A_latent_has_the_gradient_of_its_sample_and_its_divergence_together(int batch)
    {
        const double Weight = 0.3;
        var (shape, rng) = (new SampleShape(2, 6), new Kilter.Numerics.Randomness.Rng((ulong)batch));
        var (x, upstream) = (GradientCheck.Draw(rng, batch * 12), GradientCheck.Draw(rng, batch * 6));
        var runner = new LayerRunner(shape, new GaussianLatent { Weight = Weight });

        var run = runner.Run(x, upstream);

        var penalty = 0.0;
        for (var i = 0; i < run.Y.Length; i++)
        {
            var at = (i / 3 * 6) + (i % 3);
            var (mean, logVariance) = ((double)x[at], (double)x[at + 3]);
            var noise = (run.Y[i] - mean) / Math.Exp(logVariance / 2);
            Assert.InRange(noise, -5.4, 5.4);
            penalty += Weight * 0.5 * ((mean * mean) + Math.Exp(logVariance) - 1 - logVariance);
            GradientCheck.Close(upstream[i] + (Weight / batch * mean), run.Dx[at], 2e-5, $"dmean[{i}]");
            GradientCheck.Close((upstream[i] * noise * Math.Exp(logVariance / 2) / 2) + (Weight / batch * (Math.Exp(logVariance) - 1) / 2), run.Dx[at + 3], 2e-5, $"dlogvar[{i}]");
        }

        GradientCheck.Close(penalty, run.Penalty, 1e-5, "penalty");
    }

    [Theory, InlineData(3), InlineData(33)]
    public void A_penalty_on_activities_counts_real_samples_and_pulls_towards_zero(int batch)
    {
        var x = GradientCheck.Draw(new Kilter.Numerics.Randomness.Rng(8), batch * 5);
        x[0] = 0;
        var runner = new LayerRunner(new SampleShape(1, 5), new ActivityL1(0.5));

        var run = runner.Run(x, [.. x.Select(_ => 1f)]);

        Assert.Equal(x, run.Y);
        Assert.Equal(0.5 * x.Sum(v => Math.Abs((double)v)), run.Penalty, 1e-5);
        Assert.Equal([.. x.Select(v => 1 + (Math.Sign(v) * 0.5f / batch))], run.Dx, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Outside_training_a_latent_gives_its_mean()
    {
        var network = new Network(new SampleShape(1, 4), [new GaussianLatent()], seed: 1);

        Assert.Equal([1, 2, 5, 6], network.Run(new WindowArray(new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }, 4)));
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused_by_the_layers_name()
    {
        Refused(() => new GaussianNoise(-1), "Layer 'gaussian_noise': Deviation is -1");
        Refused(() => new GaussianDropout(1), "Layer 'gaussian_dropout': Rate is 1; it must be at least 0 and below 1.");
        Refused(() => new AlphaDropout(double.NaN), "Layer 'alpha_dropout': Rate is NaN");
        Refused(() => new ActivityL1(-0.1), "Layer 'activity_l1': Weight is -0.1");
        Refused(() => new GaussianLatent { Weight = -1 }, "Layer 'gaussian_latent': Weight is -1");
        Refused(() => new Network(new SampleShape(1, 3), [new GaussianLatent()], 1), "Layer 'gaussian_latent_1': it splits a step into means and log-variances, and gets 3 values.");
        Refused(() => new Activation(null!), "Layer 'activation': Function is null");
        Refused(() => ActivationFunction.ByName("rleu"), "There is no activation function 'rleu'. There are: elu, ");
        Refused(() => ActivationFunction.ByName("relu", 0.1), "'relu' has no setting");
    }

    [Fact]
    public void Every_activation_function_is_found_by_its_name()
        => Assert.All(ActivationFunction.Names, name => Assert.Equal(name, ActivationFunction.ByName(name).Name));

    [Fact]
    public void NaN_passes_through_every_activation_function_and_infinities_do_not_become_NaN()
    {
        foreach (var name in ActivationFunction.Names)
        {
            var function = ActivationFunction.ByName(name);
            var x = new float[Panel.Narrow];
            (x[0], x[1], x[2]) = (float.NaN, float.PositiveInfinity, float.NegativeInfinity);
            var (y, dx, ones) = (new float[x.Length], new float[x.Length], new float[x.Length]);
            ones.AsSpan().Fill(1);
            function.Forward(x, y);
            function.Backward(x, y, ones, dx);

            Assert.True(float.IsNaN(y[0]), name);
            Assert.False(float.IsNaN(y[1]) || float.IsNaN(y[2]) || float.IsNaN(dx[1]) || float.IsNaN(dx[2]), name);
        }
    }

    [Fact]
    public void A_step_through_all_of_them_allocates_nothing()
    {
        ILayer[] layers =
        [
            new GaussianNoise(0.1), new Dense(8) { Activation = ActivationFunction.Gelu }, new GaussianDropout(0.1), new ActivityL1(0.01), new Dense(4), new GaussianLatent(),
            new AlphaDropout(0.1), new Dense(6), new Activation(ActivationFunction.Mish), new Softmax(),
        ];
        var network = new Network(new SampleShape(2, 6), layers, seed: 1);
        var pool = WorkerPool.Of(1);
        var inputs = Training.Recipes.Windows(40, 12, 1);
        int[] order = [.. Enumerable.Range(0, 40)];
        foreach (var loss in new ILoss[] { new Pinball(0.5), new Huber(), new BinaryCrossEntropy() })
        {
            var update = new WeightUpdate(network, new AdamW(), GradientClip.ByGlobalNorm(1), BatchPass.ShardsFor(40), pool);
            var batch = new BatchPass(network, loss, 40, update, pool);
            batch.Run(inputs, inputs, order, 0, 40, 1, carries: false, out _);

            Assert.Equal(0, Allocation.Of(() => batch.Run(inputs, inputs, order, 0, 40, 2, carries: false, out _)));
        }
    }

    private static double[] Draws(ILayer layer, float x, ulong key = 99)
    {
        float[] inputs = [.. Enumerable.Repeat(x, Samples * Width)];
        return [.. new LayerRunner(new SampleShape(1, Width), layer) { Key = key }.Run(inputs, inputs).Y.Select(v => (double)v)];
    }

    private static void Refused(Func<object> make, string message)
        => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
}
