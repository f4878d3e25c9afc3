using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a transposed convolution, which spreads each step over a window: y = f(b + Σ Wⱼ·x[t] at step t·stride + j·dilation − crop).</summary>
/// <remarks>
/// <para>
/// Shapes: (T, C) → (T′, filters). The full output has (T − 1)·stride + (kernel width − 1)·dilation + 1 steps. Padding takes steps away from it:
/// <see cref="StepPadding.Of(int, int)"/> crops the given numbers (PyTorch's padding; <see cref="OutputPadding"/> puts steps back at the end);
/// <see cref="StepPadding.Same"/> leaves T·stride steps, of what is too much half is cropped in front, rounded down; <see cref="StepPadding.Valid"/>
/// crops nothing, and adds steps of bias alone where the kernel is narrower than the stride (both Keras's).
/// </para>
/// <para>Weights: kernel (kernel width·filters, C), which is Keras's (K, filters, C) with its first two axes as one; bias (filters).</para>
/// <para>Cost: 2·T·K·C·filters operations a sample forward, twice that backward. NaN spreads to the steps it feeds.</para>
/// <para>Source: M. D. Zeiler, D. Krishnan, G. W. Taylor, R. Fergus, "Deconvolutional networks", CVPR, 2010.</para>
/// </remarks>
/// <param name="Filters">Outputs a step, at least 1.</param>
/// <param name="KernelWidth">Steps over which one is spread, at least 1.</param>
public sealed record ConvTranspose1d(int Filters, int KernelWidth) : ILayer
{
    private const string Word = "conv_transpose1d";

    /// <summary>F, outputs a step. At least 1.</summary>
    public int Filters { get; init => field = LayerGuard.AtLeastOne(value, Word, nameof(Filters)); } = LayerGuard.AtLeastOne(Filters, Word, nameof(Filters));

    /// <summary>K, steps over which one is spread. At least 1.</summary>
    public int KernelWidth { get; init => field = LayerGuard.AtLeastOne(value, Word, nameof(KernelWidth)); } = LayerGuard.AtLeastOne(KernelWidth, Word, nameof(KernelWidth));

    /// <summary>Steps between the starts of two windows of the output. At least 1. Default 1.</summary>
    public int Stride { get; init => field = LayerGuard.AtLeastOne(value, Word, nameof(Stride)); } = 1;

    /// <summary>Steps between two taps. At least 1. Default 1.</summary>
    public int Dilation { get; init => field = LayerGuard.AtLeastOne(value, Word, nameof(Dilation)); } = 1;

    /// <summary>Steps taken away from the full output. Not causal. Default Keras's valid: none.</summary>
    public StepPadding Padding
    {
        get;
        init => field = value != StepPadding.Causal ? value : throw new ArgumentException($"Layer '{Word}': Padding is 'causal'; use StepPadding.Of(0, after) to crop the end.", nameof(Padding));
    } = StepPadding.Valid;

    /// <summary>Steps added to the end. At least 0; above 0 only with explicit padding, and below stride or dilation. Default 0.</summary>
    public int OutputPadding { get; init => field = LayerGuard.NotNegative(value, Word, nameof(OutputPadding)); }

    /// <summary>Whether a bias is added. Default true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>f. Default linear.</summary>
    public ActivationFunction Activation { get; init; } = ActivationFunction.Linear;

    /// <summary>How weights are first drawn. Default Keras's.</summary>
    public Initializers Initializers { get; init; } = Initializers.Keras;

    /// <inheritdoc/>
    public string Kind => Word;

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var (before, length) = Place(context);
        var windows = new StepWindows(length, KernelWidth, Stride, Dilation, before, context.Input.Steps);
        // Both libraries count the filters as what comes in here.
        var fan = new InitializerFan(KernelWidth * Filters, KernelWidth * context.Input.Width);
        var kernel = context.Matrix("kernel", KernelWidth * Filters, context.Input.Width, Initializers.Kernel, fan);
        var bias = Bias ? context.Row("bias", Filters, Initializers.Bias, fan) : null;
        return new BoundConvTranspose1d(context.Name, context.Input, windows, new WindowWeights(windows, kernel, Filters, 0), bias, Filters, Activation);
    }

    /// <summary>Steps cropped in front, and the length of what is left.</summary>
    private (int Before, int Length) Place(BindContext context)
    {
        var (steps, span) = (context.Input.Steps, ((KernelWidth - 1) * Dilation) + 1);
        var keras = Padding == StepPadding.Same || Padding == StepPadding.Valid;
        if (OutputPadding > 0 && (keras || OutputPadding >= Math.Max(Stride, Dilation)))
        {
            throw context.Refusal($"OutputPadding is {OutputPadding}; it needs explicit padding (StepPadding.Of) and must be below the stride {Stride} or the dilation {Dilation}.");
        }

        if (keras)
        {
            var more = Math.Max(span - Stride, 0);
            return Padding == StepPadding.Same ? (more / 2, steps * Stride) : (0, (steps * Stride) + more);
        }

        var (before, after) = Padding.For(steps, span, Stride);
        var length = ((steps - 1) * Stride) + span - before - after + OutputPadding;
        return length >= 1 ? (before, length) : throw context.Refusal($"cropping {before} + {after} steps leaves none of {((steps - 1) * Stride) + span}. Crop less.");
    }
}

/// <summary>A <see cref="ConvTranspose1d"/> in its place: a convolution from the output to the input, run backward. Windows lie over the output.</summary>
internal sealed class BoundConvTranspose1d(
    string name, SampleShape input, StepWindows windows, WindowWeights weights, WeightMatrix? bias, int filters, ActivationFunction activation) : IBoundLayer
{
    private readonly int _stride = weights.Kernel.Stride;
    private readonly int _chunk = WaitingSums.ChunkFor(input.Steps);

    public string Name => name;

    public SampleShape Input => input;

    public SampleShape Output { get; } = new(windows.Steps, filters);

    // Sums are kept only where the slope of f needs them.
    public int CacheLength(int lanes, bool training) => training && activation.SlopeNeedsInput ? Output.Length * lanes : 0;

    public int ScratchLength(int lanes) => (Output.Length * lanes) + (_stride * lanes) + (_chunk * Panel.BlockedLength(_stride, lanes));

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (rows, columns) = (input.Width * pass.Lanes, filters * pass.Lanes);
        var start = bias is null ? default : bias.In(pass.Weights);
        for (var t = 0; t < windows.Steps; t++)
        {
            ProductKernel.Run(pass.Lanes, filters, Factor.None, Factor.None, start, y.Slice(t * columns, columns));
        }

        for (var t = 0; t < input.Steps; t++)
        {
            weights.AddBackward(pass, t, x.Slice(t * rows, rows), y);
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
        var (lanes, rows, length) = (pass.Lanes, input.Width * pass.Lanes, Output.Length * pass.Lanes);
        var turnedLength = Panel.BlockedLength(_stride, lanes);
        var sums = pass.Scratch[..length];
        var padded = pass.Scratch.Slice(length, _stride * lanes);
        var turned = pass.Scratch.Slice(length + padded.Length, _chunk * turnedLength);
        activation.Backward(activation.SlopeNeedsInput ? cache[..length] : default, y[..length], dy[..length], sums);
        if (bias is not null)
        {
            RowSumKernel.AddTo(lanes, filters, windows.Steps, sums, bias.In(pass.Gradient));
        }

        padded[rows..].Clear();
        for (var (t, first) = (0, 0); t < input.Steps; t++)
        {
            x.Slice(t * rows, rows).CopyTo(padded);
            TransposeKernel.Blocked(_stride, lanes, padded, turned[((t - first) * turnedLength)..]);
            if (!dx.IsEmpty)
            {
                weights.Forward(pass, t, sums, default, dx.Slice(t * rows, rows));
            }

            var waiting = t + 1 - first;
            if (waiting == _chunk || t == input.Steps - 1)
            {
                weights.AddGradient(pass, first, waiting, sums, turned, turnedLength);
                first = t + 1;
            }
        }
    }

    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout)
    {
        int[] ours = [windows.Size, filters, input.Width];
        var weight = layout == WeightLayout.PyTorch ? ForeignPart.Of("weight", weights.Kernel, ours, [2, 1, 0]) : ForeignPart.Of("kernel", weights.Kernel, ours, [0, 1, 2]);
        return [new ForeignModule(name, bias is null ? [weight] : [weight, ForeignPart.Row("bias", bias)])];
    }

    public string? AddTo(OnnxGraph graph, string input)
    {
        var weight = graph.Assembled(Modules(WeightLayout.PyTorch)[0], "weight");
        return graph.Activate(activation, OnnxWindows.ConvolveTransposed(graph, input, windows, bias is null ? [weight] : [weight, graph.Weights(bias)]));
    }
}
