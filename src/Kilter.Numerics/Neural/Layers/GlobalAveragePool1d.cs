namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of pooling over the whole window: (T, C) → (1, C), the mean of each channel.</summary>
/// <remarks>The sum is one float32 chain over the steps, in order. NaN where a step is NaN. Cost: T·C additions a sample.</remarks>
public sealed record GlobalAveragePool1d : ILayer
{
    /// <inheritdoc/>
    public string Kind => "global_average_pool1d";

    IBoundLayer ILayer.Bind(BindContext context)
        => new BoundAveragePool1d(context.Name, context.Input, StepWindows.Over(context, context.Input.Steps, stride: 1, dilation: 1, StepPadding.Valid), countPadding: false);
}
