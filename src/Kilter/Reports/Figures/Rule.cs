namespace Kilter.Reports.Figures;

/// <summary>A straight dashed line across the whole plot, named on the plot: a limit, a start, a chosen place.</summary>
/// <param name="At">Where it crosses its axis.</param>
/// <param name="Label">Its name; may be empty.</param>
public sealed record Rule(double At, string Label) : IMark
{
    /// <summary>For the legend; null, as usual, where the rule names itself on the plot. Useful where many rules mean the same.</summary>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public MarkColour Colour { get; init; } = MarkColour.Limit;

    /// <summary>It stands upright at a place along the horizontal axis. Default: it lies at a value.</summary>
    public bool Upright { get; init; }

    /// <summary>A whole line instead of a dashed one.</summary>
    public bool Solid { get; init; }
}
