using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of repetition: (1, I) → (steps, I), the same values at every step.</summary>
/// <param name="Steps">How often, at least 1.</param>
public sealed record RepeatVector(int Steps) : ILayer
{
    /// <summary>How often. At least 1.</summary>
    public int Steps { get; init => field = LayerGuard.AtLeastOne(value, "repeat", nameof(Steps)); } = LayerGuard.AtLeastOne(Steps, "repeat", nameof(Steps));

    /// <inheritdoc/>
    public string Kind => "repeat";

    IBoundLayer ILayer.Bind(BindContext context)
    {
        if (context.Input.Steps != 1)
        {
            throw context.Refusal($"it repeats one step, and gets {context.Input.Steps}. Let the layer before give its last step only, or flatten.");
        }

        return new BoundRepeatVector(context.Name, context.Input, Steps);
    }
}

/// <summary>A <see cref="RepeatVector"/> in its place.</summary>
internal sealed class BoundRepeatVector(string name, SampleShape input, int steps) : IBoundLayer
{
    public string Name => name;

    public SampleShape Input => input;

    public SampleShape Output { get; } = new(steps, input.Width);

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => 0;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var length = input.Width * pass.Lanes;
        for (var t = 0; t < steps; t++)
        {
            x[..length].CopyTo(y[(t * length)..]);
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        if (!dx.IsEmpty)
        {
            var length = input.Width * pass.Lanes;
            UpdateKernel.Sum(dy, length, steps, dx[..length]);
        }
    }

    public string? AddTo(OnnxGraph graph, string input) => graph.Node("Tile", [input, graph.Integers(1, steps, 1)]);
}
