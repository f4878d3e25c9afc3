using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of layer normalisation: y = (x − mean) / √(variance + ε)·scale + shift, over the channels of each step of each sample by itself.</summary>
/// <remarks>
/// <para>
/// Shapes: (T, C) → (T, C). Weights: scale and shift (C), or (T·C) over the whole window. The variance divides by the number of values. Sums are float32,
/// 64 values at a time; root and division are exact.
/// </para>
/// <para>A step by itself, it follows a stream with the same bits; over the whole window it cannot. Cost: about 8·T·C operations a sample. NaN spreads to all that is normalised with it.</para>
/// <para>Source: J. L. Ba, J. R. Kiros, G. E. Hinton, "Layer normalization", 2016, section 3.</para>
/// </remarks>
public sealed record LayerNorm : ILayer
{
    /// <summary>ε, added to the variance. Range [1e-12, 1]. Default 1e-5, PyTorch's; Keras has 1e-3.</summary>
    public double Epsilon { get; init => field = LayerGuard.InRange(value, 1e-12, 1, "layer_norm", nameof(Epsilon)); } = 1e-5;

    /// <summary>Whether all steps of a window are normalised together, with a scale and a shift for each value. Default false: each step by itself.</summary>
    public bool WholeWindow { get; init; }

    /// <summary>Whether the result is multiplied by a trained scale, which starts at 1. Default true.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>Whether a trained shift is added, which starts at 0. Default true.</summary>
    public bool Shift { get; init; } = true;

    /// <inheritdoc/>
    public string Kind => "layer_norm";

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var rows = WholeWindow ? context.Input.Length : context.Input.Width;
        var scale = Scale ? context.Row("scale", rows, Initializer.Ones) : null;
        var shift = Shift ? context.Row("shift", rows, Initializer.Zeros) : null;
        return new BoundLayerNorm(context.Name, context.Input, rows, (float)Epsilon, scale, shift);
    }
}

/// <summary>A <see cref="LayerNorm"/> in its place.</summary>
internal sealed class BoundLayerNorm(string name, SampleShape shape, int rows, float epsilon, WeightMatrix? scale, WeightMatrix? shift) : IBoundLayer, IStepLayer
{
    private readonly int _groups = shape.Length / rows;

    public string Name => name;

    public SampleShape Input => shape;

    public SampleShape Output => shape;

    // Mean and 1/√(variance + ε) of each group of rows; only the last one's outside training.
    public int CacheLength(int lanes, bool training) => 2 * lanes * (training ? _groups : 1);

    // Gradients of scale and shift, sample by sample.
    public int ScratchLength(int lanes) => 2 * rows * lanes;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (lanes, length) = (pass.Lanes, rows * pass.Lanes);
        for (var g = 0; g < _groups; g++)
        {
            var kept = cache.Slice(pass.Training ? 2 * lanes * g : 0, 2 * lanes);
            LayerNormKernel.Forward(lanes, rows, epsilon, In(scale, pass.Weights), In(shift, pass.Weights), x.Slice(g * length, length), y.Slice(g * length, length), kept);
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (lanes, length) = (pass.Lanes, rows * pass.Lanes);
        var sums = pass.Scratch[..(2 * length)];
        sums.Clear();
        for (var g = 0; g < _groups; g++)
        {
            var to = dx.IsEmpty ? dx : dx.Slice(g * length, length);
            LayerNormKernel.Backward(lanes, rows, In(scale, pass.Weights), x.Slice(g * length, length), dy.Slice(g * length, length), cache.Slice(2 * lanes * g, 2 * lanes), to, sums);
        }

        if (scale is not null)
        {
            RowSumKernel.AddTo(lanes, rows, 1, sums, scale.In(pass.Gradient));
        }

        if (shift is not null)
        {
            RowSumKernel.AddTo(lanes, rows, 1, sums[length..], shift.In(pass.Gradient));
        }
    }

    public bool CanStep => _groups == shape.Steps;

    public int StepStateLength => 0;

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
        => LayerNormKernel.ForwardOne(epsilon, In(scale, weights), In(shift, weights), x[..rows], y);

    private static ReadOnlySpan<float> In(WeightMatrix? matrix, ReadOnlySpan<float> flat) => matrix is null ? default : matrix.In(flat);

    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout)
    {
        var torch = layout == WeightLayout.PyTorch;
        int[] sizes = Whole ? [Input.Steps, Input.Width] : [rows];
        List<ForeignPart> parts = [];
        if (scale is not null)
        {
            parts.Add(ForeignPart.Row(torch ? "weight" : "gamma", scale) with { Shape = sizes });
        }

        if (shift is not null)
        {
            parts.Add(ForeignPart.Row(torch ? "bias" : "beta", shift) with { Shape = sizes });
        }

        return parts.Count == 0 ? [] : [new ForeignModule(name, parts)];
    }

    public string? AddTo(OnnxGraph graph, string input)
    {
        int[] sizes = Whole ? [Input.Steps, Input.Width] : [rows];
        var factors = graph.Tensor("scale_shaped", scale is null ? Enumerable.Repeat(1f, rows).ToArray() : graph.Values(scale), sizes);
        string[] inputs = shift is null ? [input, factors] : [input, factors, graph.Tensor("shift_shaped", graph.Values(shift), sizes)];
        return graph.Node("LayerNormalization", inputs, OnnxAttribute.Of("axis", Whole ? 1L : 2), OnnxAttribute.Of("epsilon", epsilon));
    }

    private bool Whole => rows > Input.Width;
}
