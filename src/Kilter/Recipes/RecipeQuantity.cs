namespace Kilter.Recipes;

/// <summary>Which way a quantity is better.</summary>
public enum BetterWay
{
    /// <summary>Smaller is better.</summary>
    Lower,

    /// <summary>Larger is better.</summary>
    Higher,

    /// <summary>It must come out the same; nothing is better or worse.</summary>
    Same,
}

/// <summary>One line of the comparison: what was published, and the names under which the steps leave their own values on the bench.</summary>
public sealed record RecipeQuantity
{
    /// <summary>What it is, in words, with its unit: "test MAE, degrees".</summary>
    public required string Name { get; init; }

    /// <summary>Which way is better.</summary>
    public required BetterWay Better { get; init; }

    /// <summary>What was published; null when nothing was.</summary>
    public RecipeValue? Published { get; init; }

    /// <summary>The bench's name for the original's value, or null.</summary>
    public string? Original { get; init; }

    /// <summary>The bench's name for the sound version's value, or null.</summary>
    public string? Sound { get; init; }

    /// <summary>The bench's name for the naive baseline's value, or null.</summary>
    public string? Naive { get; init; }

    /// <summary>What a reader must know to read the line right; empty when nothing.</summary>
    public string Note { get; init; } = "";
}
