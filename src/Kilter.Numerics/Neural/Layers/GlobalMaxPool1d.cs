namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of pooling over the whole window: (T, C) → (1, C), the largest value of each channel.</summary>
/// <remarks>Of equal values the first takes the whole gradient. NaN where a step is NaN. Cost: T·C comparisons a sample.</remarks>
public sealed record GlobalMaxPool1d : ILayer
{
    /// <inheritdoc/>
    public string Kind => "global_max_pool1d";

    IBoundLayer ILayer.Bind(BindContext context)
        => new BoundMaxPool1d(context.Name, context.Input, StepWindows.Over(context, context.Input.Steps, stride: 1, dilation: 1, StepPadding.Valid));
}
