using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>What these layers refuse: the message names the layer, what it was given, and what would do.</summary>
public sealed class ShapeRefusalTests
{
    private static readonly SampleShape Input = new(6, 4);

    public static TheoryData<string, string> Misfits => new()
    {
        { "conv too wide", "Layer 'conv1d_1': a window reaches over 9 steps, and 6 come in, padding included. Shorten the window, pad (StepPadding.Same), or give at least 9 steps." },
        { "conv groups", "Layer 'conv1d_1': 4 channels and 6 filters cannot be cut into 4 groups. Choose Groups so that it divides both." },
        { "transpose cropped away", "Layer 'conv_transpose1d_1': cropping 4 + 4 steps leaves none of 8. Crop less." },
        { "transpose output padding", "Layer 'conv_transpose1d_1': OutputPadding is 2; it needs explicit padding (StepPadding.Of) and must be below the stride 2 or the dilation 1." },
        { "transpose output padding keras", "Layer 'conv_transpose1d_1': OutputPadding is 1; it needs explicit padding (StepPadding.Of) and must be below the stride 2 or the dilation 1." },
        { "pool of padding", "Layer 'max_pool1d_1': window 1 of 5 sees padding only. Pad at most half of Size 2." },
        { "reshape", "Layer 'reshape_1': (6, 4) has 24 values and (5, 5) has 25. Choose Steps and Width whose product is 24." },
        { "crop", "Layer 'cropping1d_1': cropping 3 + 3 steps leaves none of 6. Crop less." },
        { "heads", "Layer 'self_attention_1': 4 values a step cannot be cut into 3 heads. Choose Heads so that it divides the width, or put a dense layer before." },
        { "residual", "Layer 'residual_1': its layers turn (6, 4) into (6, 5), to which (6, 4) cannot be added. Keep the shape (StepPadding.Same or Causal, as many outputs as inputs), or give a Shortcut that ends in (6, 5)." },
        { "carry", "Layer 'carry_1': it carries the last 2 values of one step, and gets (6, 4). Flatten before it, and carry at most what comes in." },
        { "residual batch norm", "Layer 'residual_1': it holds 'residual_1/batch_norm_1', which looks at the whole batch and must stand in the network itself. Put it before or after this layer, or use layer normalisation inside." },
    };

    [Theory, MemberData(nameof(Misfits))]
    public void A_layer_that_does_not_fit_says_what_would(string what, string message)
    {
        ILayer layer = what switch
        {
            "conv too wide" => new Conv1d(2, 5) { Dilation = 2 },
            "conv groups" => new Conv1d(6, 3) { Groups = 4 },
            "transpose cropped away" => new ConvTranspose1d(2, 3) { Padding = StepPadding.Of(4) },
            "transpose output padding" => new ConvTranspose1d(2, 3) { Stride = 2, Padding = StepPadding.Of(1), OutputPadding = 2 },
            "transpose output padding keras" => new ConvTranspose1d(2, 3) { Stride = 2, OutputPadding = 1 },
            "pool of padding" => new MaxPool1d(2) { Padding = StepPadding.Of(2) },
            "reshape" => new Reshape(5, 5),
            "crop" => new Cropping1d(3, 3),
            "heads" => new SelfAttention(3),
            "residual" => new Residual(new Dense(5)),
            "carry" => new Carry(2, new Dense(5)),
            _ => new Residual(new Dense(4), new BatchNorm()),
        };

        var error = Assert.Throws<ArgumentException>(() => new Network(Input, [layer], seed: 0));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_setting_out_of_range_is_refused_where_it_is_set()
    {
        Refused("Layer 'conv1d': Filters is 0; it must be at least 1.", () => new Conv1d(0, 3));
        Refused("Layer 'conv1d': KernelWidth is 0; it must be at least 1.", () => new Conv1d(1, 0));
        Refused("Layer 'conv1d': Stride is 0; it must be at least 1.", () => new Conv1d(1, 1) { Stride = 0 });
        Refused("Layer 'conv1d': Dilation is -1; it must be at least 1.", () => new Conv1d(1, 1) { Dilation = -1 });
        Refused("Layer 'conv1d': Groups is 0; it must be at least 1.", () => new Conv1d(1, 1) { Groups = 0 });
        Refused("Layer 'conv_transpose1d': Stride is 0; it must be at least 1.", () => new ConvTranspose1d(1, 1) { Stride = 0 });
        Refused("Layer 'conv_transpose1d': OutputPadding is -1; it must be at least 0.", () => new ConvTranspose1d(1, 1) { OutputPadding = -1 });
        Refused("Layer 'max_pool1d': Size is 0; it must be at least 1.", () => new MaxPool1d(0));
        Refused("Layer 'average_pool1d': Stride is 0; it must be at least 1.", () => new AveragePool1d(2) { Stride = 0 });
        Refused("Layer 'upsample1d': Factor is 0; it must be at least 1.", () => new UpSample1d(0));
        Refused("Layer 'reshape': Width is 0; it must be at least 1.", () => new Reshape(1, 0));
        Refused("Layer 'cropping1d': After is -1; it must be at least 0.", () => new Cropping1d(0, -1));
        Refused("Layer 'zero_padding1d': Before is -2; it must be at least 0.", () => new ZeroPadding1d(-2, 0));
        Refused("Layer 'batch_norm': Epsilon is 0; it must lie in [1E-12, 1].", () => new BatchNorm { Epsilon = 0 });
        Refused("Layer 'batch_norm': Momentum is 1.5; it must lie in [0, 1].", () => new BatchNorm { Momentum = 1.5 });
        Refused("Layer 'layer_norm': Epsilon is NaN; it must lie in [1E-12, 1].", () => new LayerNorm { Epsilon = double.NaN });
        Refused("Layer 'self_attention': Heads is 0; it must be at least 1.", () => new SelfAttention(0));
        Refused("Layer 'positional_encoding': Base is 1; it must lie in [2, 1000000].", () => new PositionalEncoding { Base = 1 });
        Refused("Layer 'padding': before is -1; it must be at least 0.", () => StepPadding.Of(-1, 0));
    }

    [Fact]
    public void A_transposed_convolution_is_not_causal_and_a_residual_is_not_empty()
    {
        var causal = Assert.Throws<ArgumentException>(() => new ConvTranspose1d(1, 2) { Padding = StepPadding.Causal });
        var empty = Assert.Throws<ArgumentException>(() => new Residual());

        Assert.StartsWith("Layer 'conv_transpose1d': Padding is 'causal'; use StepPadding.Of(0, after) to crop the end.", causal.Message, StringComparison.Ordinal);
        Assert.StartsWith("Layer 'residual': it holds no layers; give at least one.", empty.Message, StringComparison.Ordinal);
    }

    private static void Refused(string message, Func<object> make)
        => Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
}
