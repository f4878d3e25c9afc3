namespace Kilter.Reports.Figures;

/// <summary>A picture as data: a title, a caption and panels. Says what is drawn, never how; a writer gives it a size, colours and type. Immutable.</summary>
public sealed record Figure
{
    /// <summary>Lower case with hyphens, unique in a report: the name of its file and its anchor. Letters, digits and hyphens.</summary>
    /// <exception cref="ArgumentException">The name has other letters, or none.</exception>
    public required string Name { get; init => field = Checked(value); }

    /// <summary>What it shows, in sentence case: "Loss by epoch".</summary>
    public required string Title { get; init; }

    /// <summary>A sentence or two on how to read it; may be empty.</summary>
    public string Caption { get; init; } = "";

    /// <summary>At least one panel, in reading order.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public required IReadOnlyList<Panel> Panels { get; init => field = value is { Count: > 0 } ? value : throw new ArgumentException("A figure needs at least one panel.", nameof(Panels)); }

    /// <summary>Panels beside each other where there is room. In [1, 8]. Default 1.</summary>
    public int Columns { get; init => field = Guard.InRange(value, 1, 8); } = 1;

    /// <summary>The panels lie under each other on one horizontal axis: one range for all, ticks and label under the last only. Needs <see cref="Columns"/> 1.</summary>
    public bool Stacked { get; init; }

    /// <summary>It wants the whole width of a page, as series over time do.</summary>
    public bool Wide { get; init; }

    private static string Checked(string name)
        => name is { Length: > 0 } && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? name
            : throw new ArgumentException($"'{name}' cannot name a figure; use lower-case letters, digits and hyphens, as in 'loss-by-epoch'.", nameof(name));
}
