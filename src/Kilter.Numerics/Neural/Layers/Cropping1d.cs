using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of cropping: (T, C) → (T − before − after, C), steps taken away from both ends.</summary>
/// <param name="Before">Steps taken from the start, at least 0.</param>
/// <param name="After">Steps taken from the end, at least 0.</param>
public sealed record Cropping1d(int Before, int After) : ILayer
{
    /// <summary>Steps taken from the start. At least 0.</summary>
    public int Before { get; init => field = LayerGuard.NotNegative(value, "cropping1d", nameof(Before)); } = LayerGuard.NotNegative(Before, "cropping1d", nameof(Before));

    /// <summary>Steps taken from the end. At least 0.</summary>
    public int After { get; init => field = LayerGuard.NotNegative(value, "cropping1d", nameof(After)); } = LayerGuard.NotNegative(After, "cropping1d", nameof(After));

    /// <inheritdoc/>
    public string Kind => "cropping1d";

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var left = context.Input.Steps - Before - After;
        return left >= 1
            ? new BoundShift1d(context.Name, context.Input, -Before, left)
            : throw context.Refusal($"cropping {Before} + {After} steps leaves none of {context.Input.Steps}. Crop less.");
    }
}

/// <summary>Steps of a series moved by some places into a series of another length, zeros where none lands: cropping and padding.</summary>
internal sealed class BoundShift1d(string name, SampleShape input, int places, int steps) : IBoundLayer
{
    // The steps of the input that have a place in the output.
    private readonly int _first = Math.Max(0, -places);
    private readonly int _last = Math.Min(input.Steps, steps - places);

    public string Name => name;

    public SampleShape Input => input;

    public SampleShape Output { get; } = new(steps, input.Width);

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => 0;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var rows = input.Width * pass.Lanes;
        y[..(steps * rows)].Clear();
        x[(_first * rows)..(_last * rows)].CopyTo(y[((_first + places) * rows)..]);
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        if (!dx.IsEmpty)
        {
            var rows = input.Width * pass.Lanes;
            dx[..(input.Steps * rows)].Clear();
            dy.Slice((_first + places) * rows, (_last - _first) * rows).CopyTo(dx[(_first * rows)..]);
        }
    }

    public string? AddTo(OnnxGraph graph, string input)
    {
        var kept = graph.Node("Slice", [input, graph.Integers(_first), graph.Integers(_last), graph.Integers(1)]);
        var before = _first + places;
        return graph.Node("Pad", [kept, graph.Integers(0, before, 0, 0, steps - before - (_last - _first), 0)]);
    }
}
