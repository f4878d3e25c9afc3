namespace Kilter.Reports.Figures;

/// <summary>Stretches of the horizontal axis washed with a colour, behind everything else.</summary>
/// <param name="Ranges">From and to along the horizontal axis; narrow ones are drawn a pixel wide.</param>
public sealed record Shade(IReadOnlyList<(double From, double To)> Ranges) : IMark
{
    /// <inheritdoc/>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public MarkColour Colour { get; init; } = MarkColour.Event;

    /// <summary>A thin strip along the lower edge instead of a wash, as human labels are shown.</summary>
    public bool Strip { get; init; }
}
