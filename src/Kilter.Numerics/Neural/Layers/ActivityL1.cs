using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a penalty on activities: y = x, and weight·Σ|x| over a sample's values is added to its loss in training.</summary>
/// <remarks>
/// Shapes: (T, I) → (T, I). Behind the code of an autoencoder it makes codes sparse: Keras's activity regulariser of kind L1, whose sum is divided by the
/// batch too. The slope at 0 is 0. Cost: 2 operations a value.
/// </remarks>
/// <param name="Weight">The weight, in [0, 1e6].</param>
public sealed record ActivityL1(double Weight) : ILayer
{
    /// <summary>The weight of the sum of sizes in the loss. Range [0, 1e6].</summary>
    public double Weight { get; init => field = LayerGuard.InRange(value, 0, 1e6, "activity_l1", nameof(Weight)); }
        = LayerGuard.InRange(Weight, 0, 1e6, "activity_l1", nameof(Weight));

    /// <inheritdoc/>
    public string Kind => "activity_l1";

    IBoundLayer ILayer.Bind(BindContext context) => new BoundActivityL1(context.Name, context.Input, Weight);
}

/// <summary>An <see cref="ActivityL1"/> in its place.</summary>
internal sealed class BoundActivityL1(string name, SampleShape shape, double weight) : IBoundLayer, IStepLayer
{
    public string Name => name;

    public SampleShape Input => shape;

    public SampleShape Output => shape;

    public int StepStateLength => 0;

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => lanes;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        x = x[..(shape.Length * pass.Lanes)];
        x.CopyTo(y);
        if (!pass.Penalty.IsEmpty && weight > 0)
        {
            pass.Penalty[0] += weight * PointLossKernel.Evaluate<AbsoluteLoss>(pass.Lanes, pass.Valid, x, default, default, 0, 0);
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        if (!dx.IsEmpty)
        {
            PenaltyKernel.AddSign(pass.Lanes, x[..(shape.Length * pass.Lanes)], PenaltyFactors.For(pass, weight), dy, dx);
        }
    }

    public string? AddTo(OnnxGraph graph, string input) => input;

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state) => x[..y.Length].CopyTo(y);
}
