using System.Security.Cryptography;
using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>One hash of each function, layer, loss and optimiser, with 16, 8 and 4 lanes alike.</summary>
[Trait(BitStability.Law, BitStability.SameBits)]
public sealed class ElementwiseBitsTests
{
    private static readonly Dictionary<string, Func<byte[]>> All = Everything();

    [Fact]
    public void All_vector_widths_give_the_stored_bits()
    {
        try
        {
            foreach (var lanes in Simd.Available)
            {
                Simd.Lanes = lanes;
                Golden.Verify("ElementwiseBits.txt", string.Concat(All.Select(a => $"{a.Key}: {Convert.ToHexStringLower(a.Value())[..16]}\n")));
            }
        }
        finally
        {
            Simd.Lanes = Simd.Widest;
        }
    }

    [Fact]
    public void A_step_alone_has_the_bits_of_the_window()
    {
        foreach (var layer in new ILayer[] { new Softmax(), new Softmax { Logarithm = true }, new Activation(ActivationFunction.Mish), new Activation(ActivationFunction.Gelu), new ActivityL1(1), new GaussianNoise(1), new AlphaDropout(0.5) })
        {
            var network = new Network(new SampleShape(7, 5), [layer], seed: 1);
            var windows = Training.Recipes.Windows(2, 35, 4);
            var (whole, live, output) = (network.Run(windows), network.GoLive(), new float[5]);
            for (var t = 0; t < 14; t++)
            {
                live.Step(windows[t / 7].Slice(t % 7 * 5, 5), output);
                Assert.Equal(whole.AsSpan(t * 5, 5).ToArray(), output);
            }
        }
    }

    private static Dictionary<string, Func<byte[]>> Everything()
    {
        var all = new Dictionary<string, Func<byte[]>>();
        foreach (var name in ActivationFunction.Names)
        {
            all[name] = () => Layer(new Activation(ActivationFunction.ByName(name)));
        }

        foreach (var layer in new ILayer[] { new Softmax(), new GaussianNoise(0.5), new GaussianDropout(0.3), new AlphaDropout(0.2), new GaussianLatent(), new ActivityL1(0.1) })
        {
            all[layer.Kind] = () => Layer(layer);
        }

        foreach (var loss in new ILoss[] { new MeanSquaredError(), new Huber(), new LogCosh(), new Pinball(0.1, 0.7), new GaussianNll(), new GaussianNll { Spread = SpreadForm.Variance }, new BinaryCrossEntropy(), new BinaryCrossEntropyFromLogits(), new CrossEntropy() })
        {
            all[loss.Name + (loss is GaussianNll { Spread: SpreadForm.Variance } ? "-variance" : "")] = () => Loss(loss);
        }

        foreach (var optimizer in new IOptimizer[] { new Sgd(), new Sgd { Momentum = 0.9, Nesterov = true }, new RmsProp { Momentum = 0.5, Centered = true }, new RmsProp { Form = OptimizerForm.Keras }, new Adam { AmsGrad = true }, Adam.Keras, new AdamW(), new Adagrad() })
        {
            all[FormattableString.Invariant($"{optimizer.Name}-{optimizer.Moments}-{optimizer.ToString()!.Contains("Keras", StringComparison.Ordinal)}")] = () => Steps(optimizer);
        }

        return all;
    }

    private static byte[] Layer(ILayer layer)
    {
        var x = GradientCheck.Draw(new Rng(2), 35 * 30).Select(v => 3 * v).ToArray();
        var runner = new LayerRunner(new SampleShape(3, 10), layer);
        var run = runner.Run(x, GradientCheck.Draw(new Rng(3), 35 * runner.Network.Output.Length));
        return Hash([.. run.Y, .. run.Dx, (float)run.Penalty]);
    }

    private static byte[] Loss(ILoss loss)
    {
        var (shape, rng) = (new SampleShape(3, 10), new Rng(4));
        var y = GradientCheck.Draw(rng, 35 * 30);
        var t = Enumerable.Range(0, 35 * loss.TargetLength(shape)).Select(_ => (float)rng.NextInt(2)).ToArray();
        var (sum, gradient) = LossRunner.Run(loss, shape, loss is BinaryCrossEntropy ? [.. y.Select(v => 1 / (1 + (v * v)))] : y, t);
        return Hash([.. gradient, (float)sum]);
    }

    private static byte[] Steps(IOptimizer optimizer)
    {
        var runner = new LayerRunner(new SampleShape(2, 3), new Dense(5));
        var update = new WeightUpdate(runner.Network, optimizer, GradientClip.ByGlobalNorm(1), 1, WorkerPool.Of(1));
        for (var step = 1; step < 6; step++)
        {
            GradientCheck.Draw(new Rng((ulong)step), update.Gradient(0).Length).CopyTo(update.Gradient(0));
            update.Run(1, new UpdateStep(step, 0.01));
        }

        return Hash(runner.Network.Weights.ToArray());
    }

    private static byte[] Hash(float[] values)
    {
        Assert.DoesNotContain(values, v => float.IsNaN(v));
        return SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values));
    }
}
