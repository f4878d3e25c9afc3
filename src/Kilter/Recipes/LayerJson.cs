using System.Text.Json;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Recipes;

/// <summary>Layers as recipes write them: <c>{"layer": "lstm", "units": 16, "activation": "relu", "steps": true}</c>.</summary>
/// <remarks>
/// <para>
/// Layers: dense, lstm, gru, rnn, bidirectional (with the keys of the layer inside and "of"), each-step (with "layers"), repeat, dropout, gaussian-dropout,
/// alpha-dropout, noise, activity-l1, activation, conv, conv-transpose, max-pool, up-sample, flatten, reshape, layer-norm, latent, free-running, two-runs and carry (with "layers").
/// </para>
/// <para>Keys: units, activation, slope (of leaky-relu), recurrent-activation, steps (outputs at every step), init (keras or pytorch), kernel-init, input-dropout (of bidirectional), same-at-every-step (of both dropouts), and those of each layer.</para>
/// </remarks>
internal static class LayerJson
{
    /// <summary>Reads a list of layers.</summary>
    /// <exception cref="DataException">A layer or a key is not known; the message names it.</exception>
    public static IReadOnlyList<ILayer> Read(IEnumerable<JsonElement> layers) => [.. layers.Select(Layer)];

    private static ILayer Layer(JsonElement json)
    {
        var keys = new LayerKeys(json);
        var kind = keys.Text("layer");
        ILayer layer = kind switch
        {
            "lstm" or "gru" or "rnn" => Recurrent(kind, keys),
            "bidirectional" => new Bidirectional(Recurrent(keys.Text("of"), keys)) { InputDropout = keys.Number("input-dropout", 0), SameAtEveryStep = keys.Flag("same-at-every-step", false) },
            "dense" => new Dense(keys.WholeNumber("units")) { Activation = keys.Function("activation", "linear"), Bias = keys.Flag("bias", true), Initializers = keys.Initializers(Initializers.Keras) },
            "each-step" => new TimeDistributed(Read(keys.Objects("layers"))),
            "free-running" => new FreeRunning(Read(keys.Objects("layers"))) { TeacherSteps = keys.WholeNumber("teacher-steps", 1), TeacherForcing = keys.Number("teacher-forcing", 0) },
            "two-runs" => new TwoRuns(Read(keys.Objects("layers"))),
            "repeat" => new RepeatVector(keys.WholeNumber("times")),
            "dropout" => new Dropout(keys.Number("rate")) { SameAtEveryStep = keys.Flag("same-at-every-step", false) },
            "gaussian-dropout" => new GaussianDropout(keys.Number("rate")),
            "alpha-dropout" => new AlphaDropout(keys.Number("rate")),
            "noise" => new GaussianNoise(keys.Number("deviation")),
            "activity-l1" => new ActivityL1(keys.Number("weight")),
            "activation" => new Activation(keys.Function("activation", "linear")),
            "conv" => new Conv1d(keys.WholeNumber("filters"), keys.WholeNumber("kernel"))
            {
                Stride = keys.WholeNumber("stride", 1),
                Padding = Padding(keys),
                Activation = keys.Function("activation", "linear"),
                Initializers = keys.Initializers(Initializers.Keras),
            },
            "conv-transpose" => new ConvTranspose1d(keys.WholeNumber("filters"), keys.WholeNumber("kernel"))
            {
                Stride = keys.WholeNumber("stride", 1),
                Padding = Padding(keys),
                Activation = keys.Function("activation", "linear"),
                Initializers = keys.Initializers(Initializers.Keras),
            },
            "max-pool" => new MaxPool1d(keys.WholeNumber("size")),
            "up-sample" => new UpSample1d(keys.WholeNumber("factor")),
            "flatten" => new Flatten(),
            "reshape" => new Reshape(keys.WholeNumber("to-steps"), keys.WholeNumber("to-width")),
            "layer-norm" => new LayerNorm(),
            "latent" => new GaussianLatent { Weight = keys.Number("weight", 1) },
            "carry" => new Carry(keys.WholeNumber("last"), Read(keys.Objects("layers"))),
            _ => throw new DataException($"There is no layer '{kind}'. There are: dense, lstm, gru, rnn, bidirectional, each-step, free-running, two-runs, repeat, dropout, gaussian-dropout, alpha-dropout, noise, activity-l1, activation, conv, conv-transpose, max-pool, up-sample, flatten, reshape, layer-norm, latent, carry."),
        };
        keys.NothingLeft(kind);
        return layer;
    }

    private static IRecurrentLayer Recurrent(string kind, LayerKeys keys) => kind switch
    {
        "lstm" => new Lstm(keys.WholeNumber("units"))
        {
            ReturnSequences = keys.Flag("steps", false),
            Activation = keys.Function("activation", "tanh"),
            RecurrentActivation = keys.Function("recurrent-activation", "sigmoid"),
            RecurrentDropout = keys.Number("recurrent-dropout", 0),
            Bias = keys.IsPyTorch ? RecurrentBias.Two : RecurrentBias.One,
            Initializers = keys.Initializers(Initializers.Keras with { Bias = Initializer.ForgetOne }),
        },
        "gru" => new Gru(keys.WholeNumber("units"))
        {
            ReturnSequences = keys.Flag("steps", false),
            Activation = keys.Function("activation", "tanh"),
            RecurrentActivation = keys.Function("recurrent-activation", "sigmoid"),
            RecurrentDropout = keys.Number("recurrent-dropout", 0),
            ResetAfter = keys.Flag("reset-after", true),
            Initializers = keys.Initializers(Initializers.Keras),
        },
        "rnn" => new SimpleRnn(keys.WholeNumber("units"))
        {
            ReturnSequences = keys.Flag("steps", false),
            Activation = keys.Function("activation", "tanh"),
            RecurrentDropout = keys.Number("recurrent-dropout", 0),
            Bias = keys.IsPyTorch ? RecurrentBias.Two : RecurrentBias.One,
            Initializers = keys.Initializers(Initializers.Keras),
        },
        _ => throw new DataException($"'{kind}' is no recurrent layer; there are lstm, gru and rnn."),
    };

    private static StepPadding Padding(LayerKeys keys) => keys.Text("padding", "valid") switch
    {
        "valid" => StepPadding.Valid,
        "same" => StepPadding.Same,
        "causal" => StepPadding.Causal,
        var other => throw new DataException($"'padding' is \"{other}\"; it must be valid, same or causal."),
    };
}
