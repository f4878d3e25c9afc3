using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Every layer, in every setting that changes its arithmetic, through the one gradient check. A new layer needs one line here.</summary>
public sealed class LayerGradientTests
{
    // On both sides of every lane edge.
    private static readonly int[] Sizes = [1, 7, 8, 9, 33];

    private static readonly Dictionary<string, (Func<int, ILayer> Layer, int Steps, Func<int, SlowLayer> Slow)> AllLayers = new()
    {
        ["dense"] = (n => new Dense(n), 3, n => SlowDense.Of(n)),
        ["dense without bias"] = (n => new Dense(n) { Bias = false }, 1, n => SlowDense.Of(n, bias: false)),
        ["dense tanh"] = (n => new Dense(n) { Activation = ActivationFunction.Tanh }, 10, n => SlowDense.Of(n, Math.Tanh)),
        ["dense leaky relu"] = (n => new Dense(n) { Activation = ActivationFunction.LeakyRelu(0.2) }, 1, n => SlowDense.Of(n, v => v > 0 ? v : 0.2 * v)),
        ["lstm"] = (n => new Lstm(n), 5, n => SlowLstm.Of(n)),
        ["lstm sequence"] = (n => new Lstm(n) { ReturnSequences = true }, 11, n => SlowLstm.Of(n, sequence: true)),
        ["lstm relu hard sigmoid"] = (n => new Lstm(n) { ReturnSequences = true, Activation = ActivationFunction.Relu, RecurrentActivation = ActivationFunction.HardSigmoid }, 3, n => SlowLstm.Of(n, sequence: true, cell: Relu, gate: HardSigmoid)),
        ["lstm without bias"] = (n => new Lstm(n) { Bias = RecurrentBias.None }, 2, n => SlowLstm.Of(n, biases: 0)),
        ["lstm two biases"] = (n => new Lstm(n) { Bias = RecurrentBias.Two }, 9, n => SlowLstm.Of(n, biases: 2)),
        ["activation elu"] = (_ => new Activation(ActivationFunction.Elu(0.7)), 3, _ => SlowElementwise.Of(v => v > 0 ? v : 0.7 * SlowFunctions.ExpMinusOne(v))),
        ["activation selu"] = (_ => new Activation(ActivationFunction.Selu), 1, _ => SlowElementwise.Of(v => 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * SlowFunctions.ExpMinusOne(v)))),
        ["activation exponential"] = (_ => new Activation(ActivationFunction.Exponential), 1, _ => SlowElementwise.Of(Math.Exp)),
        ["activation softplus"] = (_ => new Activation(ActivationFunction.Softplus(1.5)), 2, _ => SlowElementwise.Of(v => SlowFunctions.Softplus(1.5 * v) / 1.5)),
        ["activation softsign"] = (_ => new Activation(ActivationFunction.Softsign), 1, _ => SlowElementwise.Of(v => v / (1 + Math.Abs(v)))),
        ["dense silu"] = (n => new Dense(n) { Activation = ActivationFunction.Silu }, 3, n => SlowDense.Of(n, v => v * SlowFunctions.Sigmoid(v))),
        ["dense mish"] = (n => new Dense(n) { Activation = ActivationFunction.Mish }, 1, n => SlowDense.Of(n, v => v * Math.Tanh(SlowFunctions.Softplus(v)))),
        ["dense gelu"] = (n => new Dense(n) { Activation = ActivationFunction.Gelu }, 2, n => SlowDense.Of(n, v => v * SlowFunctions.NormalCdf(v))),
        ["dense gelu tanh"] = (n => new Dense(n) { Activation = ActivationFunction.GeluTanh }, 1, n => SlowDense.Of(n, v => v / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (v + (0.044715 * v * v * v)))))),
        ["softmax"] = (_ => new Softmax(), 3, _ => SlowElementwise.Softmax(logarithm: false)),
        ["log softmax"] = (_ => new Softmax { Logarithm = true }, 2, _ => SlowElementwise.Softmax(logarithm: true)),
        ["noise layers outside training"] = (_ => new Inside(new Dropout(0.3), new GaussianNoise(0.2), new GaussianDropout(0.5), new AlphaDropout(0.1), new ActivityL1(0)), 3, _ => SlowElementwise.Of(v => v)),
        ["gaussian latent outside training"] = (n => new Inside(new Dense(2 * n), new GaussianLatent { Weight = 0 }), 2, n => SlowElementwise.Mean(SlowDense.Of(2 * n), n)),
        ["gru"] = (n => new Gru(n), 5, n => SlowGru.Of(n)),
        ["gru sequence"] = (n => new Gru(n) { ReturnSequences = true }, 11, n => SlowGru.Of(n, sequence: true)),
        ["gru one bias"] = (n => new Gru(n) { Bias = RecurrentBias.One }, 3, n => SlowGru.Of(n, biases: 1)),
        ["gru without bias"] = (n => new Gru(n) { Bias = RecurrentBias.None, ReturnSequences = true }, 2, n => SlowGru.Of(n, sequence: true, biases: 0)),
        ["gru relu hard sigmoid"] = (n => new Gru(n) { Activation = ActivationFunction.Relu, RecurrentActivation = ActivationFunction.HardSigmoid }, 3, n => SlowGru.Of(n, cell: Relu, gate: HardSigmoid)),
        ["gru reset before"] = (n => new Gru(n) { ResetAfter = false }, 9, n => SlowGru.Of(n, resetAfter: false, biases: 1)),
        ["gru reset before sequence"] = (n => new Gru(n) { ResetAfter = false, ReturnSequences = true, Activation = ActivationFunction.Relu }, 3, n => SlowGru.Of(n, sequence: true, resetAfter: false, biases: 1, cell: Relu)),
        ["gru reset before two biases"] = (n => new Gru(n) { ResetAfter = false, Bias = RecurrentBias.Two }, 2, n => SlowGru.Of(n, resetAfter: false)),
        ["gru reset before without bias"] = (n => new Gru(n) { ResetAfter = false, Bias = RecurrentBias.None }, 2, n => SlowGru.Of(n, resetAfter: false, biases: 0)),
        ["rnn"] = (n => new SimpleRnn(n), 5, n => SlowRnn.Of(n)),
        ["rnn sequence"] = (n => new SimpleRnn(n) { ReturnSequences = true }, 11, n => SlowRnn.Of(n, sequence: true)),
        ["rnn relu two biases"] = (n => new SimpleRnn(n) { Activation = ActivationFunction.Relu, Bias = RecurrentBias.Two }, 3, n => SlowRnn.Of(n, cell: Relu, biases: 2)),
        ["rnn without bias"] = (n => new SimpleRnn(n) { Bias = RecurrentBias.None }, 2, n => SlowRnn.Of(n, biases: 0)),
        ["bidirectional lstm"] = (n => new Bidirectional(new Lstm(n)), 5, n => SlowWrappers.Bidirectional(n, SlowLstm.Of(n))),
        ["bidirectional gru sequence"] = (n => new Bidirectional(new Gru(n) { ReturnSequences = true }), 4, n => SlowWrappers.Bidirectional(n, SlowGru.Of(n, sequence: true))),
        ["bidirectional rnn of one step"] = (n => new Bidirectional(new SimpleRnn(n) { ReturnSequences = true }), 1, n => SlowWrappers.Bidirectional(n, SlowRnn.Of(n, sequence: true))),
        ["dense per step"] = (n => new TimeDistributed(new Dense(n)), 10, n => SlowWrappers.TimeDistributed(SlowDense.Of(n))),
        ["lstm and dense per step"] = (n => new TimeDistributed(new Lstm(n), new Dense(n)), 3, n => SlowWrappers.TimeDistributed(SlowWrappers.Chain(("lstm_1", n, SlowLstm.Of(n)), ("dense_1", n, SlowDense.Of(n))))),
        ["several steps out of each step"] = (n => new TimeDistributed(new RepeatVector(3), new Dense(n)), 2, n => SlowWrappers.TimeDistributed((x, input, weights) => SlowDense.Of(n)([.. x, .. x, .. x], new SampleShape(3, input.Width), weights))),
        ["repeat"] = (n => new RepeatVector(n), 1, n => (x, _, _) => [.. Enumerable.Range(0, n).SelectMany(_ => x)]),
    };

    public static TheoryData<string, int, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int, int>();
            foreach (var name in AllLayers.Keys)
            {
                foreach (var n in Sizes)
                {
                    cases.Add(name, 3, n, 9);
                    cases.Add(name, n, 5, 2);
                    cases.Add(name, 4, 3, n);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_layer_agrees_with_its_slow_twin_and_its_gradients_with_central_differences(string name, int inputs, int units, int batch)
    {
        var (layer, steps, slow) = AllLayers[name];

        GradientCheck.Run(layer(units), new SampleShape(steps, inputs), batch, slow(units));
    }

    private static double Relu(double x) => Math.Max(0, x);

    private static double HardSigmoid(double x) => Math.Clamp((0.2 * x) + 0.5, 0, 1);
}
