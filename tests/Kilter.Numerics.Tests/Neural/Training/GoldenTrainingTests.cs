using System.Text.Json;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Tests.Neural.Training;

/// <summary>Whole training runs against PyTorch's: the loss of every epoch, the final weights and outputs (float32: losses 1e-5, the rest 5e-5).</summary>
public sealed class GoldenTrainingTests
{
    private static readonly Dictionary<string, (string File, Func<ILayer[]> Layers, IOptimizer Optimizer, GradientClip? Clip, ILoss Loss, (string Golden, string Ours)[] Names)> Runs = new()
    {
        ["lstm_forecaster_two_biases"] = ("train_lstm_forecaster.json", () => [new Lstm(8) { Bias = RecurrentBias.Two }, new Dense(1)], new Adam { LearningRate = 0.01 }, null, new MeanSquaredError(), [.. Forecaster("lstm.bias_ih"), ("lstm.bias_hh", "lstm_1/bias_recurrent")]),
        ["lstm_forecaster_single_bias"] = ("train_lstm_forecaster.json", () => [new Lstm(8), new Dense(1)], new Adam { LearningRate = 0.01 }, null, new MeanSquaredError(), Forecaster("lstm.bias")),
        ["lstm_forecaster_sgd_momentum_clip0.2"] = ("train_lstm_forecaster.json", () => [new Lstm(8), new Dense(1)], new Sgd { LearningRate = 0.05, Momentum = 0.9 }, GradientClip.ByNorm(0.2), new MeanSquaredError(), Forecaster("lstm.bias")),
        ["dense_ae_tanh_adam"] = ("train_dense_autoencoder.json", () => Autoencoder(ActivationFunction.Tanh), new Adam { LearningRate = 0.01 }, null, new MeanSquaredError(), AutoencoderNames),
        ["dense_ae_relu_adam_weight_decay"] = ("train_dense_autoencoder.json", () => Autoencoder(ActivationFunction.Relu), new Adam { LearningRate = 0.01, WeightDecay = 1e-5 }, null, new MeanSquaredError(), AutoencoderNames),
        ["dense_ae_tanh_sgd_mae"] = ("train_dense_autoencoder.json", () => Autoencoder(ActivationFunction.Tanh), new Sgd { LearningRate = 0.1 }, null, new MeanAbsoluteError(), AutoencoderNames),
    };

    public static TheoryData<string> Names => [.. Runs.Keys];

    private static (string, string)[] AutoencoderNames =>
    [
        ("enc1.weight", "dense_1/kernel"), ("enc1.bias", "dense_1/bias"), ("enc2.weight", "dense_2/kernel"), ("enc2.bias", "dense_2/bias"),
        ("dec1.weight", "dense_3/kernel"), ("dec1.bias", "dense_3/bias"), ("dec2.weight", "dense_4/kernel"), ("dec2.bias", "dense_4/bias"),
    ];

    [Theory, MemberData(nameof(Names))]
    public void A_training_takes_the_course_that_PyTorch_takes(string name)
    {
        var (file, layers, optimizer, clip, loss, names) = Runs[name];
        var golden = GoldenNumbers.Case(file, name);
        float[] series = [.. GoldenNumbers.Values(GoldenNumbers.Header(file).GetProperty("series")).Select(v => (float)v)];
        var window = golden.GetProperty("config").GetProperty("window").GetInt32();
        var forecaster = file.Contains("forecaster", StringComparison.Ordinal);
        var (inputs, targets) = forecaster
            ? (new WindowArray(series.AsMemory(0, 299), window, 1), new WindowArray(series.AsMemory(window), 1, 1))
            : (new WindowArray(series, window, 1), new WindowArray(series, window, 1));
        var runner = new LayerRunner(forecaster ? new SampleShape(window, 1) : new SampleShape(1, window), layers());
        foreach (var (theirs, ours) in names)
        {
            runner.Set(ours, Turned(golden.GetProperty("params_start").GetProperty(theirs)));
        }

        var options = new TrainingOptions { Epochs = golden.GetProperty("config").GetProperty("epochs").GetInt32(), BatchSize = 16, Shuffle = false, Optimizer = optimizer, Clip = clip };
        var history = new Trainer(runner.Network, loss, options).Fit(inputs, targets, progress: null, CancellationToken.None);

        var expected = golden.GetProperty("expected").GetProperty("f32");
        Compare(GoldenNumbers.Values(expected.GetProperty("epoch_loss")), [.. history.Epochs.Select(e => e.Loss)], 1e-5, "loss");
        Compare(GoldenNumbers.Values(expected.GetProperty("final_predictions")), [.. runner.Network.Run(inputs).Select(v => (double)v)], 5e-5, "output");
        foreach (var (theirs, ours) in names)
        {
            Compare(Turned(expected.GetProperty("final_params").GetProperty(theirs)), [.. runner.Get(ours).Select(v => (double)v)], 5e-5, theirs);
        }
    }

    [Theory, InlineData("train_lstm_forecaster.json"), InlineData("train_dense_autoencoder.json")]
    public void No_case_of_the_file_is_left_out(string file)
    {
        using var document = JsonDocument.Parse(Golden.Bytes(file));

        Assert.Equal(
            document.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!).Order(StringComparer.Ordinal),
            Runs.Where(r => r.Value.File == file).Select(r => r.Key).Order(StringComparer.Ordinal));
    }

    private static (string, string)[] Forecaster(string bias) =>
        [("lstm.weight_ih", "lstm_1/kernel"), ("lstm.weight_hh", "lstm_1/recurrent"), (bias, "lstm_1/bias"), ("dense.weight", "dense_1/kernel"), ("dense.bias", "dense_1/bias")];

    private static ILayer[] Autoencoder(ActivationFunction activation) =>
        [new Dense(6) { Activation = activation }, new Dense(3) { Activation = activation }, new Dense(6) { Activation = activation }, new Dense(10)];

    // PyTorch keeps (outputs, inputs); a bias is the same in both.
    private static double[] Turned(JsonElement tensor)
    {
        var values = GoldenNumbers.Values(tensor);
        int[] shape = [.. tensor.GetProperty("shape").EnumerateArray().Select(s => s.GetInt32())];
        return shape.Length == 1 ? values : [.. from i in Enumerable.Range(0, shape[1]) from o in Enumerable.Range(0, shape[0]) select values[(o * shape[1]) + i]];
    }

    private static void Compare(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, FormattableString.Invariant($"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}"));
        }
    }
}
