namespace Kilter.Reports.Figures;

/// <summary>Lines of equal height over a grid of values, as of a density.</summary>
/// <param name="X">Increasing places along the horizontal axis; W of them, at least 2.</param>
/// <param name="Y">Increasing places along the vertical axis; H of them, at least 2.</param>
/// <param name="Values">(H, W), row-major, finite.</param>
/// <param name="Levels">The heights to draw.</param>
public sealed record Contour(double[] X, double[] Y, double[] Values, double[] Levels) : IMark
{
    /// <summary>(H, W), row-major.</summary>
    public double[] Values { get; init; } = X.Length >= 2 && Y.Length >= 2 && Values.Length == X.Length * Y.Length
        ? Values
        : throw new ArgumentException($"'Values' has {Values.Length} values; a grid of {Y.Length} rows of {X.Length} needs {X.Length * Y.Length}, and at least 2 × 2.", nameof(Values));

    /// <inheritdoc/>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public MarkColour Colour { get; init; } = MarkColour.Limit;
}
