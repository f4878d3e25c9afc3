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
        ["conv valid"] = (n => new Conv1d(n, 3), 7, n => SlowConv.Of(n, 3)),
        ["conv same even"] = (n => new Conv1d(n, 4) { Padding = StepPadding.Same }, 5, n => SlowConv.Of(n, 4, before: 1, after: 2)),
        ["conv stride"] = (n => new Conv1d(n, 3) { Stride = 2, Padding = StepPadding.Of(1), Bias = false }, 8, n => SlowConv.Of(n, 3, stride: 2, before: 1, after: 1, bias: false)),
        ["conv causal dilated tanh"] = (n => new Conv1d(n, 3) { Dilation = 2, Padding = StepPadding.Causal, Activation = ActivationFunction.Tanh }, 11, n => SlowConv.Of(n, 3, dilation: 2, before: 4, activation: Math.Tanh)),
        ["conv stride and dilation"] = (n => new Conv1d(n, 5) { Stride = 3, Dilation = 2, Padding = StepPadding.Of(7, 1) }, 10, n => SlowConv.Of(n, 5, stride: 3, dilation: 2, before: 7, after: 1)),
        ["conv padding beyond the kernel"] = (n => new Conv1d(n, 2) { Padding = StepPadding.Of(3, 4) }, 2, n => SlowConv.Of(n, 2, before: 3, after: 4)),
        ["conv transposed"] = (n => new ConvTranspose1d(n, 3), 4, n => SlowConv.Transposed(n, 3, length: 6)),
        ["conv transposed cropped"] = (n => new ConvTranspose1d(n, 3) { Stride = 2, Padding = StepPadding.Of(1), OutputPadding = 1, Activation = ActivationFunction.Tanh }, 9, n => SlowConv.Transposed(n, 3, length: 18, stride: 2, before: 1, activation: Math.Tanh)),
        ["conv transposed same"] = (n => new ConvTranspose1d(n, 2) { Stride = 3, Padding = StepPadding.Same, Bias = false }, 3, n => SlowConv.Transposed(n, 2, length: 9, stride: 3, bias: false)),
        ["conv transposed valid wide stride"] = (n => new ConvTranspose1d(n, 2) { Stride = 4 }, 3, n => SlowConv.Transposed(n, 2, length: 12, stride: 4)),
        ["conv transposed dilated"] = (n => new ConvTranspose1d(n, 3) { Stride = 2, Dilation = 3, Padding = StepPadding.Of(2, 0), OutputPadding = 2 }, 5, n => SlowConv.Transposed(n, 3, length: 15, stride: 2, dilation: 3, before: 2)),
        ["max pool"] = (_ => new MaxPool1d(3) { Stride = 2, Padding = StepPadding.Of(1) }, 8, _ => SlowPool.Max(3, 2, 1, 1, 1)),
        ["max pool dilated ceil"] = (_ => new MaxPool1d(2) { Stride = 2, Dilation = 2, Ceil = true }, 8, _ => SlowPool.Max(2, 2, 2, 0, 0, ceil: true)),
        ["average pool"] = (_ => new AveragePool1d(3) { Stride = 2, Padding = StepPadding.Same }, 7, _ => SlowPool.Average(3, 2, 1, 1, countPadding: false)),
        ["average pool counting"] = (_ => new AveragePool1d(4) { Stride = 1, Padding = StepPadding.Of(2), CountPadding = true }, 6, _ => SlowPool.Average(4, 1, 2, 2, countPadding: true)),
        ["global max pool"] = (_ => new GlobalMaxPool1d(), 6, _ => SlowPool.Max(6, 1, 1, 0, 0)),
        ["global average pool"] = (_ => new GlobalAveragePool1d(), 6, _ => SlowPool.Average(6, 1, 0, 0, countPadding: false)),
        ["upsample"] = (n => new UpSample1d(n), 3, n => (x, input, _) => [.. Enumerable.Range(0, 3 * n).SelectMany(t => x[(t / n * input.Width)..(((t / n) + 1) * input.Width)])]),
        ["flatten"] = (_ => new Flatten(), 5, _ => (x, _, _) => x),
        ["crop"] = (_ => new Cropping1d(2, 1), 6, _ => (x, input, _) => x[(2 * input.Width)..(5 * input.Width)]),
        ["zero padding"] = (n => new ZeroPadding1d(n, 2), 3, n => (x, input, _) => [.. new double[n * input.Width], .. x, .. new double[2 * input.Width]]),
        ["residual"] = (_ => new Residual(new UpSample1d(1), new Flatten(), new RepeatVector(1)), 1, _ => (x, _, _) => [.. x.Select(v => 2 * v)]),
        ["residual with a shortcut"] = (n => new Residual(new Lstm(n) { ReturnSequences = true }) { Shortcut = [new Dense(n)] }, 4, n => SlowResidual.LstmAndDense(n)),
        ["carry"] = (n => new Carry(1, new Dense(n) { Activation = ActivationFunction.Tanh }), 1, n => (x, input, weights) => [.. SlowDense.Of(n, Math.Tanh)(x, input, part => weights("dense_1/" + part)), x[^1]]),
        ["carry all of it past two"] = (n => new Inside(new Flatten(), new Carry(2, new Dense(n), new Dense(3))), 2, n => (x, input, weights) => [.. SlowWrappers.Chain(("carry_1/dense_1", n, SlowDense.Of(n)), ("carry_1/dense_2", 3, SlowDense.Of(3)))(x, new SampleShape(1, x.Length), weights), .. x[^2..]]),
        ["layer norm"] = (_ => new LayerNorm { Epsilon = 0.01 }, 4, _ => SlowNorm.Layer(0.01)),
        ["layer norm without weights"] = (_ => new LayerNorm { Epsilon = 0.01, Scale = false, Shift = false }, 3, _ => SlowNorm.Layer(0.01, scale: false, shift: false)),
        ["layer norm of the window"] = (_ => new LayerNorm { Epsilon = 0.01, WholeWindow = true }, 9, _ => SlowNorm.Layer(0.01, whole: true)),
        ["self attention"] = (_ => new SelfAttention(1), 6, _ => SlowAttention.Of(1)),
        ["self attention causal"] = (_ => new SelfAttention(1) { Causal = true, Bias = false }, 9, _ => SlowAttention.Of(1, causal: true, bias: false)),
        ["positional encoding"] = (_ => new PositionalEncoding(), 5, _ => SlowAttention.Encoding()),
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
