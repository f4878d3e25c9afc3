namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of padding: (T, C) → (before + T + after, C), steps of zeros added to both ends.</summary>
/// <param name="Before">Steps added in front, at least 0.</param>
/// <param name="After">Steps added behind, at least 0.</param>
public sealed record ZeroPadding1d(int Before, int After) : ILayer
{
    /// <summary>Steps added in front. At least 0.</summary>
    public int Before { get; init => field = LayerGuard.NotNegative(value, "zero_padding1d", nameof(Before)); } = LayerGuard.NotNegative(Before, "zero_padding1d", nameof(Before));

    /// <summary>Steps added behind. At least 0.</summary>
    public int After { get; init => field = LayerGuard.NotNegative(value, "zero_padding1d", nameof(After)); } = LayerGuard.NotNegative(After, "zero_padding1d", nameof(After));

    /// <inheritdoc/>
    public string Kind => "zero_padding1d";

    IBoundLayer ILayer.Bind(BindContext context) => new BoundShift1d(context.Name, context.Input, Before, Before + context.Input.Steps + After);
}
