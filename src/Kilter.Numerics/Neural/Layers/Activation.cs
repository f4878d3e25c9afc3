using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a function applied to every value, as a layer of its own.</summary>
/// <remarks>Shapes: (T, I) → (T, I). No weights. Cost: one evaluation a value.</remarks>
/// <param name="Function">The function.</param>
public sealed record Activation(ActivationFunction Function) : ILayer
{
    /// <summary>The function.</summary>
    public ActivationFunction Function { get; init => field = Given(value); } = Given(Function);

    /// <inheritdoc/>
    public string Kind => "activation";

    bool ILayer.StepByStep => true;

    IBoundLayer ILayer.Bind(BindContext context) => new BoundActivation(context.Name, context.Input, Function);

    private static ActivationFunction Given(ActivationFunction function)
        => function ?? throw new ArgumentNullException(nameof(function), "Layer 'activation': Function is null; give one, such as ActivationFunction.Relu.");
}

/// <summary>An <see cref="Activation"/> in its place.</summary>
internal sealed class BoundActivation(string name, SampleShape shape, ActivationFunction function) : IBoundLayer, IStepLayer
{
    public string Name => name;

    public SampleShape Input => shape;

    public SampleShape Output => shape;

    public int StepStateLength => 0;

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => 0;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
        => function.Forward(x[..(shape.Length * pass.Lanes)], y);

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        if (!dx.IsEmpty)
        {
            function.Backward(x, y, dy[..(shape.Length * pass.Lanes)], dx);
        }
    }

    public string? AddTo(OnnxGraph graph, string input) => graph.Activate(function, input);

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
        => function.Forward(x[..Panel.Round16(shape.Width)], y);
}
