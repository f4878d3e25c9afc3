namespace Kilter.Reports.Figures;

/// <summary>The ground between a lower and an upper line. A NaN on either side is a gap.</summary>
/// <param name="X">Places along the horizontal axis, increasing.</param>
/// <param name="Low">The lower line, as many values.</param>
/// <param name="High">The upper line, as many values.</param>
public sealed record Band(double[] X, double[] Low, double[] High) : IMark
{
    /// <summary>The lower line.</summary>
    public double[] Low { get; init; } = Same.Length(X, Low);

    /// <summary>The upper line.</summary>
    public double[] High { get; init; } = Same.Length(X, High);

    /// <inheritdoc/>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public MarkColour Colour { get; init; } = MarkColour.Expected;

    /// <summary>How solid, in (0, 1]. Default 0.35.</summary>
    public double Opacity { get; init => field = Guard.InRange(value, 0.05, 1); } = 0.35;

    /// <summary>Neighbours farther apart than this along x are not joined. Default: all are.</summary>
    public double WidestStep { get; init; } = double.PositiveInfinity;
}
