using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of pooling: the mean of a few steps, channel by channel.</summary>
/// <remarks>
/// Shapes: (T, C) → (T′, C), T′ = ⌊(T + before + after − size) / stride⌋ + 1. The sum is one float32 chain over the steps of the window, in order. NaN where
/// a step of the window is NaN. Cost: T′·size·C additions a sample.
/// </remarks>
/// <param name="Size">Steps of a window, at least 1.</param>
public sealed record AveragePool1d(int Size) : ILayer
{
    /// <summary>Steps of a window. At least 1.</summary>
    public int Size { get; init => field = LayerGuard.AtLeastOne(value, "average_pool1d", nameof(Size)); } = LayerGuard.AtLeastOne(Size, "average_pool1d", nameof(Size));

    /// <summary>Steps between the starts of two windows. At least 1. Default: the size.</summary>
    public int Stride { get; init => field = LayerGuard.AtLeastOne(value, "average_pool1d", nameof(Stride)); } = Size;

    /// <summary>Steps around the series. Every window must see a real step. Default none.</summary>
    public StepPadding Padding { get; init; } = StepPadding.Valid;

    /// <summary>Whether padding counts as zeros, as PyTorch has it by default; else the mean is over real steps alone, as in Keras. Default false.</summary>
    public bool CountPadding { get; init; }

    /// <inheritdoc/>
    public string Kind => "average_pool1d";

    IBoundLayer ILayer.Bind(BindContext context)
        => new BoundAveragePool1d(context.Name, context.Input, PoolWindows.Over(context, Size, Stride, dilation: 1, Padding), CountPadding);
}

/// <summary>An <see cref="AveragePool1d"/> in its place.</summary>
internal sealed class BoundAveragePool1d(string name, SampleShape input, StepWindows windows, bool countPadding) : IBoundLayer
{
    public string Name => name;

    public SampleShape Input => input;

    public SampleShape Output { get; } = new(windows.Count, input.Width);

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => 0;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var rows = input.Width * pass.Lanes;
        for (var t = 0; t < windows.Count; t++)
        {
            var (first, last) = windows.Taps(t);
            PoolKernel.Sum(rows, last - first, rows, Factor(last - first), x[(windows.Step(t, first) * rows)..], y.Slice(t * rows, rows));
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var rows = input.Width * pass.Lanes;
        dx.Clear();
        for (var t = 0; t < windows.Count && !dx.IsEmpty; t++)
        {
            var (first, last) = windows.Taps(t);
            PoolKernel.AddSumGradient(rows, last - first, rows, Factor(last - first), dy.Slice(t * rows, rows), dx[(windows.Step(t, first) * rows)..]);
        }
    }

    private float Factor(int taps) => 1f / (countPadding ? windows.Size : taps);

    public string? AddTo(OnnxGraph graph, string input)
        => OnnxWindows.Pool(graph, "AveragePool", input, windows, OnnxAttribute.Of("count_include_pad", countPadding ? 1L : 0));
}
