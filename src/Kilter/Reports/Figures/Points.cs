namespace Kilter.Reports.Figures;

/// <summary>How a place is marked.</summary>
public enum Marker
{
    /// <summary>A filled dot.</summary>
    Dot,

    /// <summary>An open ring, as around what stands out.</summary>
    Ring,

    /// <summary>A diagonal cross.</summary>
    Cross,
}

/// <summary>Single places (x, y), not joined. Those with a NaN are left out.</summary>
/// <remarks>Any number: of dots that fall on the same pixel one is drawn. Those outside a fixed range are counted under the figure.</remarks>
/// <param name="X">Places along the horizontal axis. Kept, not copied.</param>
/// <param name="Y">Values, as many. Kept, not copied.</param>
public sealed record Points(double[] X, double[] Y) : IMark
{
    /// <summary>Values, as many as places.</summary>
    public double[] Y { get; init; } = Same.Length(X, Y);

    /// <inheritdoc/>
    public string? Name { get; init; }

    /// <inheritdoc/>
    public MarkColour Colour { get; init; }

    /// <summary>How a place is marked. Default a dot.</summary>
    public Marker Marker { get; init; }

    /// <summary>Pixels across. In [1, 24]. Default 4.</summary>
    public double Size { get; init => field = Guard.InRange(value, 1, 24); } = 4;

    /// <summary>How solid, in (0, 1]. Default 1; less where many lie on each other.</summary>
    public double Opacity { get; init => field = Guard.InRange(value, 0.05, 1); } = 1;
}
