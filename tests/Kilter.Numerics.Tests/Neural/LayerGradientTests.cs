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
        ["lstm relu hard sigmoid"] = (n => new Lstm(n) { ReturnSequences = true, Activation = ActivationFunction.Relu, RecurrentActivation = ActivationFunction.HardSigmoid }, 3, n => SlowLstm.Of(n, sequence: true, cell: v => Math.Max(0, v), gate: v => Math.Clamp((0.2 * v) + 0.5, 0, 1))),
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
}
