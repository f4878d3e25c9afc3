namespace Kilter.Reports.Figures;

/// <summary>One plot: two axes and the marks between them.</summary>
public sealed record Panel
{
    /// <summary>A name above the plot, needed only where a figure has several; the vertical axis' label stands there too.</summary>
    public string Title { get; init; } = "";

    /// <summary>The horizontal axis.</summary>
    public required Axis X { get; init; }

    /// <summary>The vertical axis.</summary>
    public required Axis Y { get; init; }

    /// <summary>What is drawn, back to front. Shades always lie behind everything, labels before it.</summary>
    public required IReadOnlyList<IMark> Marks { get; init; }

    /// <summary>Pixels of the plot itself, without title and ticks. In [24, 2000]. Default 240.</summary>
    public double Height { get; init => field = Guard.InRange(value, 24, 2000); } = 240;

    /// <summary>As high as wide, as for curves between 0 and 1; the height is then the most it may be.</summary>
    public bool Square { get; init; }
}
