namespace Kilter.Reports.Figures;

/// <summary>How the value of a cell becomes a colour.</summary>
public enum CellColours
{
    /// <summary>Five steps from pale to dark orange: how far from normal.</summary>
    Heat,

    /// <summary>A tint of grey-blue that grows evenly from nothing at <see cref="Cells.Low"/> to full at <see cref="Cells.High"/>.</summary>
    Tint,
}

/// <summary>A grid of coloured cells: rows lie at the places 0, 1, 2, … of the vertical axis, columns between edges of the horizontal one.</summary>
/// <remarks>Neighbours of the same colour are drawn as one. Columns narrower than a pixel are joined, the highest value shown. NaN is an empty cell.</remarks>
/// <param name="Edges">Increasing places along the horizontal axis, one more than there are columns.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Values">(rows, columns), row-major.</param>
public sealed record Cells(double[] Edges, int Rows, double[] Values) : IMark
{
    /// <summary>(rows, columns), row-major.</summary>
    public double[] Values { get; init; } = (Edges.Length - 1) * Rows == Values.Length
        ? Values
        : throw new ArgumentException($"'Values' has {Values.Length} values; {Rows} rows of {Edges.Length - 1} columns need {(Edges.Length - 1) * Rows}.", nameof(Values));

    /// <inheritdoc/>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public MarkColour Colour => Colours == CellColours.Heat ? MarkColour.Event : MarkColour.Expected;

    /// <summary>How values become colours.</summary>
    public CellColours Colours { get; init; }

    /// <summary>This value and all below have the first colour. Default 0.</summary>
    public double Low { get; init; }

    /// <summary>This value and all above have the last colour. Above <see cref="Low"/>. Default 1.</summary>
    public double High { get; init; } = 1;

    /// <summary>Words in the cells, one a cell, a line break between a large and a small line; null for none.</summary>
    public IReadOnlyList<string>? Texts { get; init; }
}
