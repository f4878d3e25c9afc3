namespace Kilter.Reports.Figures;

/// <summary>A place marked with a dot and a few words beside it.</summary>
/// <param name="X">Place along the horizontal axis.</param>
/// <param name="Y">Value.</param>
/// <param name="Text">What to say there.</param>
public sealed record Remark(double X, double Y, string Text) : IMark
{
    /// <summary>Remarks speak on the plot and have no entry in the legend.</summary>
    public string? Name => null;

    /// <inheritdoc/>
    public MarkColour Colour { get; init; } = MarkColour.Limit;
}
