using System.Text.Json;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Every case of the file of optimisers: ten full-batch steps through the product's own batch pass and weight update (float32; absolute 5e-5).</summary>
public sealed class GoldenOptimizerTests
{
    private const string File = "optimizers.json";

    // Two layers of ours, (inputs, outputs) where PyTorch has (outputs, inputs).
    private static readonly (string Theirs, string Ours)[] Weights = [("w1", "dense_1/kernel"), ("b1", "dense_1/bias"), ("w2", "dense_2/kernel"), ("b2", "dense_2/bias")];

    public static TheoryData<string> Cases => [.. GoldenCase.Names(File)];

    [Theory, MemberData(nameof(Cases))]
    public void Ten_steps_lead_where_PyTorch_and_Keras_go(string name)
    {
        var golden = GoldenNumbers.Case(File, name);
        var (config, expected) = (golden.GetProperty("config"), golden.GetProperty("expected").GetProperty("f32"));
        var problem = GoldenNumbers.Header(File).GetProperty("problem");
        var runner = new LayerRunner(new SampleShape(1, 3), new Dense(4) { Activation = ActivationFunction.Tanh }, new Dense(2));
        foreach (var (theirs, ours) in Weights)
        {
            runner.Set(ours, Turned(GoldenNumbers.Values(problem.GetProperty("params_start").GetProperty(theirs)), runner.Matrix(ours)));
        }

        var (inputs, targets) = (Windows(problem.GetProperty("x"), 3), Windows(problem.GetProperty("target"), 2));
        int[] order = [.. Enumerable.Range(0, 8)];
        var (optimizer, pool) = (Optimizer(name, config), WorkerPool.Of(1));
        var update = new WeightUpdate(runner.Network, optimizer, Clip(name), BatchPass.ShardsFor(8), pool);
        var batch = new BatchPass(runner.Network, new MeanSquaredError(), 8, update, pool);

        for (var step = 0; step < 10; step++)
        {
            var loss = batch.Run(inputs, targets, order, 0, 8, key: 1, carries: false, out var shards) / 8;
            Close(expected, "loss_before_step", step, loss);
            Close(expected, "grad_norm_before_clip", step, Norm(update));
            update.Run(shards, new UpdateStep(step + 1, optimizer.LearningRate));
            Close(expected, "grad_norm_after_clip", step, Norm(update));
            foreach (var (theirs, ours) in Weights)
            {
                var matrix = runner.Matrix(ours);
                var after = GoldenNumbers.Values(expected.GetProperty("params_after_step").GetProperty(theirs)).AsSpan(step * matrix.Count, matrix.Count).ToArray();
                Close(Turned(after, matrix), runner.Get(ours), $"{theirs} after step {step}");
            }
        }

        Close([expected.GetProperty("final_loss").GetDouble()], [(float)(batch.Run(inputs, targets, order, 0, 8, key: 1, carries: false, out _) / 8)], "final loss");
    }

    private static IOptimizer Optimizer(string name, JsonElement config)
    {
        var rate = Number("lr", 0);
        var keras = name.Contains("keras", StringComparison.Ordinal) ? OptimizerForm.Keras : OptimizerForm.PyTorch;
        return name.Split('_')[0] switch
        {
            "sgd" => new Sgd { LearningRate = rate, Momentum = Number("momentum", 0), Dampening = Number("dampening", 0), Nesterov = Flag("nesterov"), WeightDecay = Number("weight_decay", 0), Form = keras },
            "rmsprop" => new RmsProp { LearningRate = rate, Alpha = Number("alpha", 0), Epsilon = Number("eps", 0), Momentum = Number("momentum", 0), Centered = Flag("centered") },
            "adam" => new Adam { LearningRate = rate, Beta1 = Number("beta1", 0), Beta2 = Number("beta2", 0), Epsilon = Number("eps", 0), WeightDecay = Number("weight_decay", 0), AmsGrad = Flag("amsgrad"), Form = keras },
            "adamw" => new AdamW { LearningRate = rate, Beta1 = Number("beta1", 0), Beta2 = Number("beta2", 0), Epsilon = Number("eps", 0), WeightDecay = Number("weight_decay", 0) },
            "adagrad" => new Adagrad { LearningRate = rate, Epsilon = Number("eps", 0) },
            var other => throw new InvalidOperationException(other),
        };

        double Number(string setting, double otherwise) => config.TryGetProperty(setting, out var value) ? value.GetDouble() : otherwise;

        bool Flag(string setting) => config.TryGetProperty(setting, out var value) && value.GetBoolean();
    }

    private static GradientClip? Clip(string name) => name switch
    {
        "sgd_clip_norm_0.5" or "adam_clip_norm_0.5" => GradientClip.ByNorm(0.5),
        "sgd_clip_norm_5_inactive" => GradientClip.ByNorm(5),
        "sgd_clip_value_0.1" => GradientClip.ByValue(0.1),
        "sgd_keras_clipnorm_0.3" => GradientClip.ByMatrixNorm(0.3),
        "sgd_keras_global_clipnorm_0.5" => GradientClip.ByGlobalNorm(0.5),
        _ when name.Contains("clip", StringComparison.Ordinal) => throw new InvalidOperationException(name),
        _ => null,
    };

    private static WindowArray Windows(JsonElement values, int width) => new(GoldenNumbers.Values(values).Select(v => (float)v).ToArray(), width);

    private static double[] Turned(double[] values, WeightMatrix matrix)
        => [.. from i in Enumerable.Range(0, matrix.Inputs) from o in Enumerable.Range(0, matrix.Outputs) select values[(o * matrix.Inputs) + i]];

    private static double Norm(WeightUpdate update) => Math.Sqrt(update.Gradient(0).ToArray().Sum(g => (double)g * g));

    private static void Close(JsonElement expected, string what, int step, double actual)
    {
        if (expected.TryGetProperty(what, out var values))
        {
            Close([GoldenNumbers.Values(values)[step]], [(float)actual], $"{what}[{step}]");
        }
    }

    private static void Close(double[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 5e-5, FormattableString.Invariant($"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}"));
        }
    }
}
