namespace Kilter.Reports.Figures;

/// <summary>Something drawn in a panel. Marks with the same name and look share one entry of the legend; marks without a name have none.</summary>
public interface IMark
{
    /// <summary>What it is, for the legend; null where the picture speaks for itself.</summary>
    string? Name { get; }

    /// <summary>What it stands for, which fixes its colour.</summary>
    MarkColour Colour { get; }
}
