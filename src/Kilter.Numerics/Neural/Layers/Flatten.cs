namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of flattening: (T, C) → (1, T·C), step by step, as Keras does it (PyTorch lays channel by channel).</summary>
public sealed record Flatten : ILayer
{
    /// <inheritdoc/>
    public string Kind => "flatten";

    IBoundLayer ILayer.Bind(BindContext context) => new BoundReshape(context.Name, context.Input, new SampleShape(1, context.Input.Length));
}
