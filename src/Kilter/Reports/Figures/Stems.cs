namespace Kilter.Reports.Figures;

/// <summary>Thin upright lines from zero to a value, as of correlations at lags.</summary>
/// <param name="X">Places along the horizontal axis.</param>
/// <param name="Y">Values, as many; NaN is no line.</param>
public sealed record Stems(double[] X, double[] Y) : IMark
{
    /// <summary>Values, as many as places.</summary>
    public double[] Y { get; init; } = Same.Length(X, Y);

    /// <inheritdoc/>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public MarkColour Colour { get; init; } = MarkColour.Expected;
}
