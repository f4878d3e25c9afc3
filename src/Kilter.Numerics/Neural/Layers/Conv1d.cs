using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a convolution over time: y[t] = f(b + Σⱼ Wⱼᵀ·x[t·stride + j·dilation − before]), the kernel not flipped.</summary>
/// <remarks>
/// <para>
/// Shapes: (T, C) → (T′, filters), T′ = ⌊(T + before + after − (kernel width − 1)·dilation − 1) / stride⌋ + 1. Steps outside the series count as zeros.
/// </para>
/// <para>
/// Weights: kernel (kernel width·C, filters), which is Keras's (K, C, filters) with its first two axes as one; bias (filters). With groups, each
/// group has its own: kernel_1, bias_1, and so on. With as many groups as channels (depthwise) there is one kernel of K·filters values, tap by tap.
/// </para>
/// <para>
/// Causal padding with stride 1 follows a stream step by step, with the same bits. Cost: 2·T′·K·C·filters / groups operations a sample forward,
/// twice that backward. NaN spreads to the windows that see it.
/// </para>
/// <para>Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", Proc. IEEE, 1998; dilation and causal
/// padding: S. Bai, J. Z. Kolter, V. Koltun, "An empirical evaluation of generic convolutional and recurrent networks for sequence modeling", 2018.</para>
/// </remarks>
/// <param name="Filters">Outputs a step, at least 1.</param>
/// <param name="KernelWidth">Taps of a window, at least 1.</param>
public sealed record Conv1d(int Filters, int KernelWidth) : ILayer
{
    /// <summary>F, outputs a step. At least 1.</summary>
    public int Filters { get; init => field = LayerGuard.AtLeastOne(value, "conv1d", nameof(Filters)); } = LayerGuard.AtLeastOne(Filters, "conv1d", nameof(Filters));

    /// <summary>K, taps of a window. At least 1.</summary>
    public int KernelWidth { get; init => field = LayerGuard.AtLeastOne(value, "conv1d", nameof(KernelWidth)); } = LayerGuard.AtLeastOne(KernelWidth, "conv1d", nameof(KernelWidth));

    /// <summary>Steps between the starts of two windows. At least 1. Default 1.</summary>
    public int Stride { get; init => field = LayerGuard.AtLeastOne(value, "conv1d", nameof(Stride)); } = 1;

    /// <summary>Steps between two taps. At least 1. Default 1.</summary>
    public int Dilation { get; init => field = LayerGuard.AtLeastOne(value, "conv1d", nameof(Dilation)); } = 1;

    /// <summary>Zeros around the series. Default none.</summary>
    public StepPadding Padding { get; init; } = StepPadding.Valid;

    /// <summary>Parts into which channels and filters are cut, each seeing its own alone. Divides both. At least 1. Default 1.</summary>
    public int Groups { get; init => field = LayerGuard.AtLeastOne(value, "conv1d", nameof(Groups)); } = 1;

    /// <summary>Whether a bias is added. Default true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>f. Default linear.</summary>
    public ActivationFunction Activation { get; init; } = ActivationFunction.Linear;

    /// <summary>How weights are first drawn. Default Keras's.</summary>
    public Initializers Initializers { get; init; } = Initializers.Keras;

    /// <inheritdoc/>
    public string Kind => "conv1d";

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var channels = context.Input.Width;
        if (channels % Groups != 0 || Filters % Groups != 0)
        {
            throw context.Refusal($"{channels} channels and {Filters} filters cannot be cut into {Groups} groups. Choose Groups so that it divides both.");
        }

        var windows = StepWindows.Over(context, KernelWidth, Stride, Dilation, Padding);
        var (inputs, outputs) = (channels / Groups, Filters / Groups);
        var fan = new InitializerFan(KernelWidth * inputs, KernelWidth * outputs);
        if (Groups == channels && Groups > 1)
        {
            var taps = context.Row("kernel", KernelWidth * Filters, Initializers.Kernel, fan);
            var bias = Bias ? context.Row("bias", Filters, Initializers.Bias, fan) : null;
            return new BoundDepthwiseConv1d(context.Name, context.Input, windows, taps, bias, Filters, Activation);
        }

        var groups = new ConvGroup[Groups];
        for (var g = 0; g < Groups; g++)
        {
            var number = Groups == 1 ? "" : FormattableString.Invariant($"_{g + 1}");
            var kernel = context.Matrix("kernel" + number, KernelWidth * inputs, outputs, Initializers.Kernel, fan);
            var bias = Bias ? context.Row("bias" + number, outputs, Initializers.Bias, fan) : null;
            groups[g] = new ConvGroup(new WindowWeights(windows, kernel, channels, g * inputs), bias);
        }

        return new BoundConv1d(context.Name, context.Input, windows, groups, Activation);
    }
}

/// <summary>The weights of one group.</summary>
internal sealed record ConvGroup(WindowWeights Weights, WeightMatrix? Bias)
{
    public WeightMatrix Kernel => Weights.Kernel;

    public ReadOnlySpan<float> Start(ReadOnlySpan<float> weights) => Bias is null ? default : Bias.In(weights);
}

/// <summary>A <see cref="Conv1d"/> in its place.</summary>
internal sealed class BoundConv1d(string name, SampleShape input, StepWindows windows, ConvGroup[] groups, ActivationFunction activation) : IBoundLayer, IStepLayer
{
    private readonly int _outputs = groups[0].Kernel.Outputs;
    private readonly int _stride = groups[0].Kernel.Stride;
    private readonly int _chunk = WaitingSums.ChunkFor(windows.Count);
    private readonly StepHistory _history = new(windows, input.Width);

    public string Name => name;

    public SampleShape Input => input;

    public SampleShape Output { get; } = new(windows.Count, groups.Length * groups[0].Kernel.Outputs);

    // Sums are kept only where the slope of f needs them.
    public int CacheLength(int lanes, bool training) => training && activation.SlopeNeedsInput ? Output.Length * lanes : 0;

    public int ScratchLength(int lanes) => (_stride * lanes) + (_chunk * Panel.BlockedLength(_stride, lanes));

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        for (var t = 0; t < windows.Count; t++)
        {
            for (var g = 0; g < groups.Length; g++)
            {
                groups[g].Weights.Forward(pass, t, x, groups[g].Start(pass.Weights), y[Part(t, g, pass.Lanes)]);
            }
        }

        y = y[..(Output.Length * pass.Lanes)];
        if (pass.Training && activation.SlopeNeedsInput)
        {
            y.CopyTo(cache);
        }

        activation.Forward(y, y);
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (lanes, turnedLength) = (pass.Lanes, Panel.BlockedLength(_stride, pass.Lanes));
        var sums = pass.Scratch[..(_stride * lanes)];
        var turned = pass.Scratch.Slice(sums.Length, _chunk * turnedLength);
        sums[(_outputs * lanes)..].Clear();
        dx.Clear();
        for (var g = 0; g < groups.Length; g++)
        {
            for (var (t, first) = (0, 0); t < windows.Count; t++)
            {
                var place = Part(t, g, lanes);
                activation.Backward(activation.SlopeNeedsInput ? cache[place] : default, y[place], dy[place], sums);
                TransposeKernel.Blocked(_stride, lanes, sums, turned[((t - first) * turnedLength)..]);
                if (!dx.IsEmpty)
                {
                    groups[g].Weights.AddBackward(pass, t, sums[..(_outputs * lanes)], dx);
                }

                var waiting = t + 1 - first;
                if (waiting == _chunk || t == windows.Count - 1)
                {
                    groups[g].Weights.AddGradient(pass, first, waiting, x, turned, turnedLength);
                    if (groups[g].Bias is { } bias)
                    {
                        OuterKernel.AddSum(lanes, _stride, waiting, turned, turnedLength, bias.In(pass.Gradient));
                    }

                    first = t + 1;
                }
            }
        }
    }

    public bool CanStep => windows.IsCausal;

    public int StepStateLength => _history.Length + _stride;

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
    {
        _history.Add(x, state);
        var sums = state.Slice(_history.Length, _stride);
        var channels = groups[0].Kernel.Inputs / windows.Size;
        for (var g = 0; g < groups.Length; g++)
        {
            sums.Clear();
            groups[g].Start(weights).CopyTo(sums);
            for (var tap = _history.FirstTap(state); tap < windows.Size; tap++)
            {
                var rows = groups[g].Kernel.In(weights).Slice(tap * channels * _stride, channels * _stride);
                ColumnKernel.Accumulate(_history.At(tap, state).Slice(g * channels, channels), rows, sums);
            }

            sums[.._outputs].CopyTo(y[(g * _outputs)..]);
        }

        activation.Forward(y, y);
    }

    private Range Part(int t, int group, int lanes)
    {
        var start = ((t * groups.Length) + group) * _outputs * lanes;
        return start..(start + (_outputs * lanes));
    }

    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout)
    {
        var torch = layout == WeightLayout.PyTorch;
        var parts = new List<ForeignPart>();
        for (var g = 0; g < groups.Length; g++)
        {
            // Theirs is one tensor, (out, in, k) or (k, in, out), whose filters are cut into groups.
            int[] ours = [windows.Size, groups[g].Kernel.Inputs / windows.Size, _outputs];
            var kernel = torch ? ForeignPart.Of("weight", groups[g].Kernel, ours, [2, 1, 0]) : ForeignPart.Of("kernel", groups[g].Kernel, ours, [0, 1, 2]);
            parts.Add(kernel.Within(torch ? 0 : 2, g * _outputs, Output.Width));
            if (groups[g].Bias is { } bias)
            {
                parts.Add(ForeignPart.Row("bias", bias).Within(0, g * _outputs, Output.Width));
            }
        }

        return [new ForeignModule(name, parts)];
    }

    public string? AddTo(OnnxGraph graph, string input)
    {
        var module = Modules(WeightLayout.PyTorch)[0];
        string[] weights = groups[0].Bias is null ? [graph.Assembled(module, "weight")] : [graph.Assembled(module, "weight"), graph.Assembled(module, "bias")];
        return graph.Activate(activation, OnnxWindows.Convolve(graph, input, windows, weights, groups.Length));
    }
}
