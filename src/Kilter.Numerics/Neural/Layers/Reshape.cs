using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a change of shape: the same values in the same order, step by step, cut into other steps.</summary>
/// <param name="Steps">Steps of the output, at least 1.</param>
/// <param name="Width">Values a step of the output, at least 1. Steps·Width is what comes in.</param>
public sealed record Reshape(int Steps, int Width) : ILayer
{
    /// <summary>Steps of the output. At least 1.</summary>
    public int Steps { get; init => field = LayerGuard.AtLeastOne(value, "reshape", nameof(Steps)); } = LayerGuard.AtLeastOne(Steps, "reshape", nameof(Steps));

    /// <summary>Values a step of the output. At least 1.</summary>
    public int Width { get; init => field = LayerGuard.AtLeastOne(value, "reshape", nameof(Width)); } = LayerGuard.AtLeastOne(Width, "reshape", nameof(Width));

    /// <inheritdoc/>
    public string Kind => "reshape";

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var output = new SampleShape(Steps, Width);
        return output.Length == context.Input.Length
            ? new BoundReshape(context.Name, context.Input, output)
            : throw context.Refusal($"{context.Input} has {context.Input.Length} values and {output} has {output.Length}. Choose Steps and Width whose product is {context.Input.Length}.");
    }
}

/// <summary>A <see cref="Reshape"/> or <see cref="Flatten"/> in its place: values lie in a panel as they lie in any other shape of the same length.</summary>
internal sealed class BoundReshape(string name, SampleShape input, SampleShape output) : IBoundLayer
{
    public string Name => name;

    public SampleShape Input => input;

    public SampleShape Output => output;

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => 0;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache) => x[..(input.Length * pass.Lanes)].CopyTo(y);

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        if (!dx.IsEmpty)
        {
            dy[..(input.Length * pass.Lanes)].CopyTo(dx);
        }
    }

    public string? AddTo(OnnxGraph graph, string input) => graph.Reshape(input, 0, Output.Steps, Output.Width);
}
