using Kilter.Reports.Figures;

namespace Kilter.Recipes;

/// <summary>What running a recipe gave: its table, its figures, and how long it took; or why it was left out.</summary>
public sealed record Reproduction
{
    /// <summary>The recipe.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The table, in the order of the recipe's quantities. Empty when it was left out.</summary>
    public IReadOnlyList<ReproductionRow> Rows { get; init; } = [];

    /// <summary>The figures of the first seed, with the mode they belong to.</summary>
    public IReadOnlyList<(RecipeMode Mode, Figure Figure)> Figures { get; init; } = [];

    /// <summary>How long each mode took, all seeds together; empty without a clock.</summary>
    public IReadOnlyDictionary<RecipeMode, TimeSpan> Took { get; init; } = new Dictionary<RecipeMode, TimeSpan>();

    /// <summary>How many seeds were run.</summary>
    public int Seeds { get; init; }

    /// <summary>Why it was left out: which data is missing and where it can be had; null when it was run.</summary>
    public string? LeftOut { get; init; }
}
