using System.Text.Json;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Every case of the file of losses: value, gradient, and the gradient in the target where ours follows from it (float32; absolute + relative 2e-5).</summary>
/// <remarks>
/// A loss here is a number a sample, averaged over the batch. So 'mean' is compared as it is, 'sum' as the sum over samples with a weight of 1 each, and 'none' value by
/// value, each a sample of its own, its gradient times the upstream one. Training has no gradient in the target; where a loss sees y − t alone
/// it is the negative of that in the output, and is compared so.
/// </remarks>
public sealed class GoldenLossTests
{
    private const string File = "losses.json";

    public static TheoryData<string> Cases => [.. GoldenCase.Names(File)];

    [Theory, MemberData(nameof(Cases))]
    public void Losses_and_gradients_are_those_of_PyTorch(string name)
    {
        var element = GoldenNumbers.Case(File, name);
        var (golden, config) = (new GoldenCase(File, name), element.GetProperty("config"));
        switch (golden.Operation)
        {
            case "MSE":
                Compare(golden, config, r => new MeanSquaredError { Reduction = r });
                break;
            case "MAE":
                Compare(golden, config, r => new MeanAbsoluteError { Reduction = r });
                break;
            case "Huber":
                Compare(golden, config, r => new Huber { Delta = config.GetProperty("delta").GetDouble(), Reduction = r });
                break;
            case "SmoothL1":
                Compare(golden, config, r => new SmoothL1 { Beta = config.GetProperty("beta").GetDouble(), Reduction = r });
                break;
            case "LogCosh":
                Compare(golden, config, r => new LogCosh { Reduction = r });
                break;
            case "Pinball" when config.TryGetProperty("quantiles", out var quantiles):
                Quantiles(golden, GoldenNumbers.Values(quantiles));
                break;
            case "Pinball":
                Compare(golden, config, r => new Pinball(config.GetProperty("quantile").GetDouble()) { Reduction = r });
                break;
            case "GaussianNLL":
                Gaussian(golden, config);
                break;
            case "BinaryCrossEntropy":
                Compare(golden, config, r => new BinaryCrossEntropy { Reduction = r }, "prob", hasTargetGradient: false);
                break;
            case "BCEWithLogits":
                Compare(golden, config, r => new BinaryCrossEntropyFromLogits { Reduction = r }, "logit", hasTargetGradient: false);
                break;
            case "CrossEntropy":
                var (sum, gradient) = LossRunner.Run(new CrossEntropy(), new SampleShape(1, 3), golden.Input("logit"), golden.Input("target"));
                golden.Check("loss", [(float)(sum / 4)]);
                golden.CheckGradient("logit", gradient);
                break;
            case "KL":
                Divergence(golden, name);
                break;
            case "VAE sample":
                Reparameterise(golden);
                break;
            case "VAE ELBO":
                GoldenElbo.Compare(golden, element);
                break;
            default:
                Assert.Fail($"No loss for '{golden.Operation}'.");
                break;
        }
    }

    private static void Compare(GoldenCase golden, JsonElement config, Func<Reduction, ILoss> loss, string output = "pred", bool hasTargetGradient = true)
    {
        var (y, t, width) = (golden.Input(output), golden.Input("target"), golden.Shape(output)[1]);
        var (value, gradient) = config.GetProperty("reduction").GetString() switch
        {
            "none" => EachAlone(loss(Reduction.Mean), y, t, golden.Upstream("loss")),
            "sum" => One(LossRunner.Run(loss(Reduction.Sum), new SampleShape(1, width), y, t, weight: 1), 1),
            "mean" => One(LossRunner.Run(loss(Reduction.Mean), new SampleShape(1, width), y, t), y.Length / width),
            var other => throw new InvalidOperationException(other),
        };

        golden.Check("loss", value);
        golden.CheckGradient(output, gradient);
        if (hasTargetGradient)
        {
            golden.CheckGradient("target", [.. gradient.Select(g => -g)]);
        }
    }

    private static (float[] Value, float[] Gradient) One((double Sum, float[] Gradient) result, int samples) => ([(float)(result.Sum / samples)], result.Gradient);

    private static (float[] Value, float[] Gradient) EachAlone(ILoss loss, float[] y, float[] t, float[] upstream)
    {
        var all = y.Select((_, i) => LossRunner.Run(loss, new SampleShape(1, 1), [y[i]], [t[i]])).ToArray();
        return ([.. all.Select(a => (float)a.Sum)], [.. all.Select((a, i) => upstream[i] * a.Gradient[0])]);
    }

    private static void Quantiles(GoldenCase golden, double[] quantiles)
    {
        var batch = golden.Shape("pred")[0];

        var (sum, gradient) = LossRunner.Run(new Pinball(quantiles), new SampleShape(1, quantiles.Length), golden.Input("pred"), golden.Input("target"));

        golden.Check("loss", [(float)(sum / batch)]);
        golden.CheckGradient("pred", gradient);
        golden.CheckGradient("target", [.. Enumerable.Range(0, batch).Select(b => -gradient.AsSpan(b * quantiles.Length, quantiles.Length).ToArray().Sum())]);
    }

    private static void Gaussian(GoldenCase golden, JsonElement config)
    {
        var logarithm = config.TryGetProperty("parametrisation", out _);
        var spread = logarithm ? "logvar" : "var";
        var sum = !logarithm && config.GetProperty("reduction").GetString() == "sum";
        var loss = new GaussianNll
        {
            Spread = logarithm ? SpreadForm.LogVariance : SpreadForm.Variance,
            Constant = logarithm || config.GetProperty("full").GetBoolean(),
            Epsilon = 1e-6,
            Reduction = sum ? Reduction.Sum : Reduction.Mean,
        };
        var (batch, width) = (golden.Shape("mean")[0], golden.Shape("mean")[1]);
        var output = Join(golden.Input("mean"), golden.Input(spread), width);

        var (total, gradient) = LossRunner.Run(loss, new SampleShape(1, 2 * width), output, golden.Input("target"), sum ? 1 : double.NaN);

        golden.Check("loss", [(float)(sum ? total : total / batch)]);
        golden.CheckGradient("mean", Part(gradient, width, 0));
        golden.CheckGradient(spread, Part(gradient, width, 1));
        golden.CheckGradient("target", [.. Part(gradient, width, 0).Select(g => -g)]);
    }

    private static void Divergence(GoldenCase golden, string name)
    {
        var width = golden.Shape("mu")[1];
        var all = name == "kl_standard_normal_mean_all";
        var x = Join(golden.Input("mu"), golden.Input("logvar"), width);
        var runner = new LayerRunner(new SampleShape(1, 2 * width), new GaussianLatent { Weight = all ? 1.0 / width : 1 });

        var run = runner.Run(x, new float[x.Length / 2], random: false);

        golden.Check("loss", [(float)(run.Penalty / golden.Shape("mu")[0])]);
        golden.CheckGradient("mu", Part(run.Dx, width, 0));
        golden.CheckGradient("logvar", Part(run.Dx, width, 1));
        if (!all)
        {
            golden.Check("per_sample", [.. Enumerable.Range(0, golden.Shape("mu")[0]).Select(b =>
                (float)runner.Run(x[(b * 2 * width)..((b + 1) * 2 * width)], new float[width], random: false).Penalty)]);
        }
    }

    private static void Reparameterise(GoldenCase golden)
    {
        var width = golden.Shape("mu")[1];
        var runner = new LayerRunner(new SampleShape(1, 2 * width), new GivenNoise(golden.Input("eps"), weight: 0));

        var run = runner.Run(Join(golden.Input("mu"), golden.Input("logvar"), width), golden.Upstream("z"));

        golden.Check("z", run.Y);
        golden.CheckGradient("mu", Part(run.Dx, width, 0));
        golden.CheckGradient("logvar", Part(run.Dx, width, 1));
    }

    /// <summary>(B, W) and (B, W) to (B, 2·W).</summary>
    internal static float[] Join(float[] first, float[] second, int width)
        => [.. Enumerable.Range(0, first.Length / width).SelectMany(b => first[(b * width)..((b + 1) * width)].Concat(second[(b * width)..((b + 1) * width)]))];

    /// <summary>The first or second half of every sample of (B, 2·W).</summary>
    internal static float[] Part(float[] both, int width, int number)
        => [.. Enumerable.Range(0, both.Length / (2 * width)).SelectMany(b => both.AsSpan(((2 * b) + number) * width, width).ToArray())];
}
