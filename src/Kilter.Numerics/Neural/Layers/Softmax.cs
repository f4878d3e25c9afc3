using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of softmax over the values of each step: y = eˣ / Σ eˣ, which are above 0 and add up to 1; or its logarithm.</summary>
/// <remarks>
/// Shapes: (T, I) → (T, I). The largest value is taken off first, so values of any size will do; a step with NaN gives NaN throughout. Cost: two exponentials a value.
/// To train on classes leave it out and take <see cref="Losses.CrossEntropy"/>, which reads logits.
/// </remarks>
public sealed record Softmax : ILayer
{
    /// <summary>Whether the logarithm goes out, x − ln Σ eˣ, which does not round to 0. Default false.</summary>
    public bool Logarithm { get; init; }

    /// <inheritdoc/>
    public string Kind => "softmax";

    bool ILayer.StepByStep => true;

    IBoundLayer ILayer.Bind(BindContext context) => new BoundSoftmax(context.Name, context.Input, Logarithm);
}

/// <summary>A <see cref="Softmax"/> in its place.</summary>
internal sealed class BoundSoftmax(string name, SampleShape shape, bool logarithm) : IBoundLayer, IStepLayer
{
    public string Name => name;

    public SampleShape Input => shape;

    public SampleShape Output => shape;

    // No state: room for a panel of which the one sample takes a lane, so that it has the bits it has in a window.
    public int StepStateLength => shape.Width * Panel.Narrow;

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => 0;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var rows = shape.Width * pass.Lanes;
        for (var t = 0; t < shape.Steps; t++)
        {
            SoftmaxKernel.Forward(pass.Lanes, logarithm, x.Slice(t * rows, rows), y.Slice(t * rows, rows));
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var rows = shape.Width * pass.Lanes;
        for (var t = 0; !dx.IsEmpty && t < shape.Steps; t++)
        {
            SoftmaxKernel.Backward(pass.Lanes, logarithm, y.Slice(t * rows, rows), dy.Slice(t * rows, rows), dx.Slice(t * rows, rows));
        }
    }

    public string? AddTo(OnnxGraph graph, string input)
        => graph.Node(logarithm ? "LogSoftmax" : "Softmax", [input], OnnxAttribute.Of("axis", 2));

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
    {
        for (var i = 0; i < shape.Width; i++)
        {
            state[i * Panel.Narrow] = x[i];
        }

        SoftmaxKernel.Forward(Panel.Narrow, logarithm, state, state);
        for (var i = 0; i < shape.Width; i++)
        {
            y[i] = state[i * Panel.Narrow];
        }
    }
}
