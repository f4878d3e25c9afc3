using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of pooling: the largest of a few steps, channel by channel.</summary>
/// <remarks>
/// Shapes: (T, C) → (T′, C), T′ = ⌊(T + before + after − (size − 1)·dilation − 1) / stride⌋ + 1, or ⌈…⌉ with <see cref="Ceil"/>. Padding holds nothing: it is
/// never the largest. Of equal values the first takes the whole gradient. NaN where a step of the window is NaN. Cost: T′·size·C comparisons a sample.
/// </remarks>
/// <param name="Size">Steps of a window, at least 1.</param>
public sealed record MaxPool1d(int Size) : ILayer
{
    /// <summary>Steps of a window. At least 1.</summary>
    public int Size { get; init => field = LayerGuard.AtLeastOne(value, "max_pool1d", nameof(Size)); } = LayerGuard.AtLeastOne(Size, "max_pool1d", nameof(Size));

    /// <summary>Steps between the starts of two windows. At least 1. Default: the size.</summary>
    public int Stride { get; init => field = LayerGuard.AtLeastOne(value, "max_pool1d", nameof(Stride)); } = Size;

    /// <summary>Steps between two taps of a window. At least 1. Default 1.</summary>
    public int Dilation { get; init => field = LayerGuard.AtLeastOne(value, "max_pool1d", nameof(Dilation)); } = 1;

    /// <summary>Steps around the series that hold nothing. Every window must see a real step. Default none.</summary>
    public StepPadding Padding { get; init; } = StepPadding.Valid;

    /// <summary>Whether a last window may reach beyond the end. Default false.</summary>
    public bool Ceil { get; init; }

    /// <inheritdoc/>
    public string Kind => "max_pool1d";

    IBoundLayer ILayer.Bind(BindContext context) => new BoundMaxPool1d(context.Name, context.Input, PoolWindows.Over(context, Size, Stride, Dilation, Padding, Ceil));
}

/// <summary>The windows of pools, none of which may see nothing.</summary>
internal static class PoolWindows
{
    public static StepWindows Over(BindContext context, int size, int stride, int dilation, StepPadding padding, bool ceil = false)
    {
        var windows = StepWindows.Over(context, size, stride, dilation, padding, ceil);
        for (var t = 0; t < windows.Count; t++)
        {
            var (first, last) = windows.Taps(t);
            if (first == last)
            {
                throw context.Refusal($"window {t + 1} of {windows.Count} sees padding only. Pad at most half of Size {size}.");
            }
        }

        return windows;
    }
}

/// <summary>A <see cref="MaxPool1d"/> in its place.</summary>
internal sealed class BoundMaxPool1d(string name, SampleShape input, StepWindows windows) : IBoundLayer
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
            PoolKernel.Max(rows, last - first, windows.Dilation * rows, x[(windows.Step(t, first) * rows)..], y.Slice(t * rows, rows));
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var rows = input.Width * pass.Lanes;
        dx.Clear();
        for (var t = 0; t < windows.Count && !dx.IsEmpty; t++)
        {
            var (first, last) = windows.Taps(t);
            var start = windows.Step(t, first) * rows;
            PoolKernel.AddMaxGradient(rows, last - first, windows.Dilation * rows, x[start..], y.Slice(t * rows, rows), dy.Slice(t * rows, rows), dx[start..]);
        }
    }

    public string? AddTo(OnnxGraph graph, string input) => OnnxWindows.Pool(graph, "MaxPool", input, windows, OnnxWindows.Dilations(windows));
}
