namespace Kilter.Reports.Figures;

/// <summary>Bars from zero, side by side: bar k reaches from edge k to edge k+1. NaN is no bar.</summary>
/// <param name="Edges">Increasing places along the horizontal axis, one more than there are bars.</param>
/// <param name="Heights">The height of each.</param>
public sealed record Bars(double[] Edges, double[] Heights) : IMark
{
    /// <summary>The height of each bar.</summary>
    public double[] Heights { get; init; } = Edges.Length == Heights.Length + 1
        ? Heights
        : throw new ArgumentException($"{Heights.Length} bars have {Heights.Length + 1} edges; {Edges.Length} were given.", nameof(Heights));

    /// <inheritdoc/>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public MarkColour Colour { get; init; } = MarkColour.Expected;

    /// <summary>How solid, in (0, 1]. Default 1; less where two histograms lie on each other.</summary>
    public double Opacity { get; init => field = Guard.InRange(value, 0.05, 1); } = 1;
}
