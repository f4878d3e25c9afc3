using System.Text.Json;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>
/// A whole variational autoencoder with its noise given: the encoder's two heads are one layer of means and log-variances here, and so are the two heads of
/// a decoder that gives a spread.
/// </summary>
internal static class GoldenElbo
{
    public static void Compare(GoldenCase golden, JsonElement element)
    {
        var (x, weights) = (golden.Input("x"), element.GetProperty("params"));
        var spread = weights.TryGetProperty("outlv.w", out _);
        var (batch, width, latent) = (golden.Shape("x")[0], golden.Shape("x")[1], golden.Shape("eps")[1]);
        var beta = element.GetProperty("config").GetProperty("beta").GetDouble();
        var runner = new LayerRunner(
            new SampleShape(1, width), new Dense(5) { Activation = ActivationFunction.Tanh }, new Dense(2 * latent), new GivenNoise(golden.Input("eps"), beta),
            new Dense(5) { Activation = ActivationFunction.Tanh }, new Dense(spread ? 2 * width : width));
        (string Layer, string[] Parts)[] layers =
            [("dense_1", ["enc"]), ("dense_2", ["mu", "logvar"]), ("dense_3", ["dec"]), ("dense_4", spread ? ["out", "outlv"] : ["out"])];
        foreach (var (layer, parts) in layers)
        {
            runner.Set(layer + "/kernel", Kernel([.. parts.Select(p => GoldenNumbers.Values(weights.GetProperty(p + ".w")))], runner.Matrix(layer + "/kernel").Inputs));
            runner.Set(layer + "/bias", [.. parts.SelectMany(p => GoldenNumbers.Values(weights.GetProperty(p + ".b")))]);
        }

        ILoss loss = spread ? new GaussianNll { Constant = true, Reduction = Reduction.Sum } : new MeanSquaredError { Reduction = Reduction.Sum };
        var shape = runner.Network.Output;
        var output = runner.Run(x, new float[batch * shape.Length]).Y;
        var (sum, gradient) = LossRunner.Run(loss, shape, output, x);

        var run = runner.Run(x, gradient);

        golden.Check("loss", [(float)((sum + run.Penalty) / batch)]);
        foreach (var (layer, parts) in layers)
        {
            var all = (double[][])[.. parts.Select(p => GoldenNumbers.Values(element.GetProperty("expected").GetProperty("f32").GetProperty("grads").GetProperty(p + ".w")))];
            GoldenCase.CheckAll([.. Kernel(all, runner.Matrix(layer + "/kernel").Inputs).Select(v => (float)v)], run.Gradients[layer + "/kernel"], layer);
            GoldenCase.CheckAll([.. parts.SelectMany(p => golden.Gradient(p + ".b"))], run.Gradients[layer + "/bias"], layer);
        }

        // The input is the target too, and both losses see the difference: its own gradient is the negative of the mean's.
        var means = spread ? GoldenLossTests.Part(gradient, width, 0) : gradient;
        golden.CheckGradient("x", [.. run.Dx.Zip(means, (dx, d) => dx - d)]);
        Terms(golden, runner, loss, output, x, spread, (sum, run.Penalty, beta, batch));
    }

    private static void Terms(
        GoldenCase golden, LayerRunner runner, ILoss loss, float[] output, float[] x, bool spread, (double Sum, double Penalty, double Beta, int Batch) of)
    {
        var shape = runner.Network.Output;
        if (spread)
        {
            var width = x.Length / of.Batch;
            golden.Check("negative_log_likelihood_per_sample", [.. Enumerable.Range(0, of.Batch).Select(b =>
                (float)LossRunner.Run(loss, shape, output[(b * shape.Length)..((b + 1) * shape.Length)], x[(b * width)..((b + 1) * width)]).Sum)]);
            golden.Check("kl_per_sample", [.. Enumerable.Range(0, of.Batch).Select(b => (float)(runner.Run(x[(b * width)..((b + 1) * width)], new float[shape.Length]).Penalty / of.Beta))]);
            return;
        }

        golden.Check("reconstruction_term", [(float)(of.Sum / of.Batch)]);
        golden.Check("kl_term", [(float)(of.Penalty / of.Beta / of.Batch)]);
        golden.Check("reconstruction", output);
        CodeOf(golden, runner, x);
    }

    // mu, logvar and z are what the first layers alone give.
    private static void CodeOf(GoldenCase golden, LayerRunner whole, float[] x)
    {
        var latent = golden.Shape("eps")[1];
        var encoder = new LayerRunner(whole.Network.Input, [.. whole.Network.Settings.Take(2)]);
        var sampler = new LayerRunner(whole.Network.Input, [.. whole.Network.Settings.Take(3)]);
        foreach (var runner in new[] { encoder, sampler })
        {
            foreach (var name in runner.Names)
            {
                runner.Set(name, [.. whole.Get(name).Select(v => (double)v)]);
            }
        }

        var code = encoder.Run(x, new float[x.Length]).Y;
        golden.Check("mu", GoldenLossTests.Part(code, latent, 0));
        golden.Check("logvar", GoldenLossTests.Part(code, latent, 1));
        golden.Check("z", sampler.Run(x, new float[code.Length / 2]).Y);
    }

    // PyTorch's (outputs, inputs) of some heads to our (inputs, outputs of all heads).
    private static double[] Kernel(double[][] heads, int inputs)
        => [.. from i in Enumerable.Range(0, inputs)
               from head in heads
               from o in Enumerable.Range(0, head.Length / inputs)
               select head[(o * inputs) + i]];
}
