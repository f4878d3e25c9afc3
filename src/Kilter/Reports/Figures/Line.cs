namespace Kilter.Reports.Figures;

/// <summary>A line through places (x, y), in their order. NaN is a gap, never bridged.</summary>
/// <remarks>Any length: what cannot be told apart on the picture is left out, the lowest and highest value of every column of pixels never.</remarks>
/// <param name="X">Places along the horizontal axis. Kept, not copied.</param>
/// <param name="Y">Values, as many. Kept, not copied.</param>
public sealed record Line(double[] X, double[] Y) : IMark
{
    /// <summary>Values, as many as places.</summary>
    public double[] Y { get; init; } = Same.Length(X, Y);

    /// <inheritdoc/>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public MarkColour Colour { get; init; }

    /// <summary>Dashed, as what was expected.</summary>
    public bool Dashed { get; init; }

    /// <summary>Pixels. In [0.5, 6]. Default 1.4.</summary>
    public double Width { get; init => field = Guard.InRange(value, 0.5, 6); } = 1.4;

    /// <summary>Each value holds until the next, as in a precision-recall curve.</summary>
    public bool Steps { get; init; }

    /// <summary>Neighbours farther apart than this along x are not joined. Default: all are.</summary>
    public double WidestStep { get; init; } = double.PositiveInfinity;
}
