using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Randomness;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>What the shared gradient check cannot draw: widths that must divide, equal bits of every width and of a stream, values that are equal or missing.</summary>
public sealed class ShapeLayerTests
{
    private static readonly Dictionary<string, (ILayer[] Layers, SampleShape Input)> Networks = new()
    {
        ["conv"] = ([new Conv1d(13, 3) { Padding = StepPadding.Same, Activation = ActivationFunction.Tanh }], new(9, 5)),
        ["conv strided dilated"] = ([new Conv1d(9, 3) { Stride = 2, Dilation = 3, Padding = StepPadding.Of(4, 2) }], new(11, 7)),
        ["conv groups"] = ([new Conv1d(6, 3) { Groups = 2, Padding = StepPadding.Causal }], new(8, 4)),
        ["conv depthwise"] = ([new Conv1d(6, 3) { Groups = 3, Dilation = 2, Padding = StepPadding.Causal }], new(8, 3)),
        ["conv transposed"] = ([new ConvTranspose1d(5, 4) { Stride = 3, Padding = StepPadding.Same }], new(5, 9)),
        ["pools"] = ([new MaxPool1d(3) { Stride = 2 }, new UpSample1d(2), new AveragePool1d(2)], new(12, 3)),
        ["layer norm"] = ([new LayerNorm(), new LayerNorm { WholeWindow = true }], new(5, 70)),
        ["batch norm"] = ([new Conv1d(5, 2), new BatchNorm(), new Dense(3), new BatchNorm { Scale = false }], new(5, 3)),
        ["attention"] = ([new PositionalEncoding(), new SelfAttention(2) { Causal = true }], new(7, 10)),
        ["residual"] = ([new Residual(new Conv1d(4, 2) { Padding = StepPadding.Causal, Activation = ActivationFunction.Relu }, new LayerNorm())], new(6, 4)),
    };

    public static TheoryData<string, int> AllWidths
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var name in Networks.Keys)
            {
                cases.Add(name, 3);
                cases.Add(name, 37);
            }

            return cases;
        }
    }

    public static TheoryData<string> Streams => [.. StreamLayers.Keys];

    private static readonly Dictionary<string, ILayer[]> StreamLayers = new()
    {
        ["conv"] = [new Conv1d(9, 3) { Padding = StepPadding.Causal, Activation = ActivationFunction.Tanh }],
        ["conv dilated"] = [new Conv1d(20, 3) { Dilation = 3, Padding = StepPadding.Causal, Bias = false }],
        ["conv of one step"] = [new Conv1d(5, 1)],
        ["conv groups"] = [new Conv1d(6, 2) { Groups = 2, Dilation = 2, Padding = StepPadding.Causal }],
        ["conv depthwise"] = [new Conv1d(8, 4) { Groups = 4, Padding = StepPadding.Causal }],
        ["norms"] = [new LayerNorm(), new BatchNorm { Scale = false }, new Dense(70), new BatchNorm(), new LayerNorm()],
        ["residual"] = [new Residual(new Conv1d(4, 3) { Padding = StepPadding.Causal }, new Lstm(4) { ReturnSequences = true })],
        ["residual with a shortcut"] = [new Residual(new Conv1d(7, 2) { Dilation = 4, Padding = StepPadding.Causal }) { Shortcut = [new Dense(7)] }, new Dense(2)],
    };

    [Theory]
    [InlineData(4, 6, 2, 1, 1)]
    [InlineData(6, 9, 3, 2, 2)]
    [InlineData(18, 18, 2, 1, 3)]
    [InlineData(3, 3, 3, 1, 1)]
    [InlineData(5, 10, 5, 2, 2)]
    [InlineData(17, 34, 17, 1, 2)]
    public void Groups_agree_with_their_slow_twin(int channels, int filters, int groups, int stride, int dilation)
    {
        var layer = new Conv1d(filters, 3) { Groups = groups, Stride = stride, Dilation = dilation, Padding = StepPadding.Of(2, 1), Activation = ActivationFunction.Tanh };
        var slow = SlowConv.Of(filters, 3, stride, dilation, 2, 1, groups, activation: Math.Tanh);

        GradientCheck.Run(layer, new SampleShape(9, channels), batch: 5, slow);
        GradientCheck.Run(layer with { Bias = false }, new SampleShape(9, channels), batch: 33, SlowConv.Of(filters, 3, stride, dilation, 2, 1, groups, bias: false, activation: Math.Tanh));
    }

    [Theory]
    [InlineData(6, 2, false)]
    [InlineData(12, 3, true)]
    [InlineData(40, 4, true)]
    public void Several_heads_agree_with_their_slow_twin(int width, int heads, bool causal)
        => GradientCheck.Run(new SelfAttention(heads) { Causal = causal }, new SampleShape(7, width), batch: 4, SlowAttention.Of(heads, causal));

    [Theory, MemberData(nameof(AllWidths)), Trait(BitStability.Law, BitStability.SameBits)]
    public void Every_vector_width_gives_the_same_bits(string name, int batch)
    {
        var (layers, input) = Networks[name];
        var widest = Simd.Lanes;
        var runs = new List<float[]>();
        try
        {
            foreach (var lanes in Simd.Available)
            {
                Simd.Lanes = lanes;
                var runner = new LayerRunner(input, layers);
                runner.Randomize(seed: 5);
                var rng = new Rng(7);
                var run = runner.Run(GradientCheck.Draw(rng, batch * input.Length), GradientCheck.Draw(rng, batch * runner.Network.Output.Length));
                runs.Add([.. run.Y, .. run.Dx, .. run.Gradients.SelectMany(g => g.Value), .. runner.Network.Weights]);
            }
        }
        finally
        {
            Simd.Lanes = widest;
        }

        Assert.All(runs, r => Assert.Equal(runs[0].Select(BitConverter.SingleToInt32Bits), r.Select(BitConverter.SingleToInt32Bits)));
    }

    [Theory, MemberData(nameof(Streams)), Trait(BitStability.Law, BitStability.SameBits)]
    public void A_stream_gives_the_bits_of_the_whole_window(string name)
    {
        const int Steps = 23;
        var runner = new LayerRunner(new SampleShape(Steps, 4), StreamLayers[name]);
        runner.Randomize(seed: 3);
        MakeVariancesPositive(runner);
        var x = GradientCheck.Draw(new Rng(11), Steps * 4);
        var whole = runner.Network.Run(new WindowArray(x, x.Length), threads: 1);
        var live = runner.Network.GoLive();
        for (var again = 0; again < 2; again++)
        {
            var (step, stream) = (new float[live.OutputWidth], new List<float>());
            for (var t = 0; t < Steps; t++)
            {
                live.Step(x.AsSpan(t * 4, 4), step);
                stream.AddRange(step);
            }

            Assert.Equal(whole.Select(BitConverter.SingleToInt32Bits), stream.Select(BitConverter.SingleToInt32Bits));
            live.Reset();
        }
    }

    [Theory]
    [InlineData("conv1d_1", "valid")]
    [InlineData("layer_norm_1", "window")]
    [InlineData("residual_1", "residual")]
    [InlineData("self_attention_1", "attention")]
    public void What_needs_the_whole_window_cannot_go_live(string layer, string what)
    {
        ILayer settings = what switch
        {
            "valid" => new Conv1d(2, 3),
            "window" => new LayerNorm { WholeWindow = true },
            "residual" => new Residual(new Conv1d(4, 3) { Padding = StepPadding.Same }),
            _ => new SelfAttention(1) { Causal = true },
        };
        var network = new Network(new SampleShape(5, 4), [settings], seed: 0);

        var error = Assert.Throws<InvalidOperationException>(network.GoLive);

        Assert.StartsWith($"Layer '{layer}' cannot take one step at a time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Max_pooling_passes_NaN_on_and_keeps_infinities()
    {
        float[] x = [1, float.NaN, 2, float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NaN, 1];
        var network = new Network(new SampleShape(8, 1), [new MaxPool1d(2)], seed: 0);

        var y = network.Run(new WindowArray(x, 8), threads: 1);

        Assert.Equal([float.NaN, 2, float.PositiveInfinity, float.NaN], y);
    }

    [Fact]
    public void Of_equal_values_the_first_takes_the_gradient()
    {
        var runner = new LayerRunner(new SampleShape(5, 1), new MaxPool1d(3) { Stride = 1 });

        var run = runner.Run([2, 2, 1, 2, 2], [1, 10, 100]);

        Assert.Equal([1, 10, 0, 100, 0], run.Dx);
    }

    [Fact]
    public void A_stream_forgets_nothing_and_remembers_no_more_than_its_windows()
    {
        var network = new Network(new SampleShape(4, 1), [new Conv1d(1, 2) { Dilation = 3, Padding = StepPadding.Causal }], seed: 0);
        network.Weights[network.Matrices[0].Offset] = 1;
        network.Weights[network.Matrices[0].Offset + network.Matrices[0].Stride] = 0;
        var (live, seen, y) = (network.GoLive(), new List<float>(), new float[1]);
        for (var t = 0; t < 9; t++)
        {
            live.Step([t + 1], y);
            seen.Add(y[0]);
        }

        Assert.Equal([0, 0, 0, 1, 2, 3, 4, 5, 6], seen);
    }

    private static void MakeVariancesPositive(LayerRunner runner)
    {
        foreach (var name in runner.Names.Where(n => n.EndsWith("running_variance", StringComparison.Ordinal)).ToArray())
        {
            runner.Set(name, [.. runner.Get(name).Select(v => (double)MathF.Abs(v) + 0.1)]);
        }
    }
}
