using Kilter.Pipelines;

namespace Kilter.Recipes;

/// <summary>A classic system as one declarative file: where its data is, what its authors published, and the steps that reproduce and better it.</summary>
/// <remarks>Read from the files under <c>Recipes/Files</c> by <see cref="RecipeCatalog"/>. Immutable; every step is a stage of <see cref="StepCatalog"/>.</remarks>
public sealed record Recipe
{
    /// <summary>The name on the command line: lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The system's number in the literature list: S0, S1a, …</summary>
    public required string System { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What it is for, in a sentence for someone with data of their own.</summary>
    public required string Purpose { get; init; }

    /// <summary>Author, title and year of the original.</summary>
    public required string Source { get; init; }

    /// <summary>The data it was published on.</summary>
    public required RecipeData Data { get; init; }

    /// <summary>How the sound mode differs from the original, and why; one sentence each.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>What is compared.</summary>
    public required IReadOnlyList<RecipeQuantity> Quantities { get; init; }

    /// <summary>The sound method for anyone's data: what <c>kilter detect FILE --recipe NAME</c> runs.</summary>
    public required PipelineSpec Pipeline { get; init; }

    /// <summary>Steps that all modes share, run first: reading, labels, the split of rows.</summary>
    public required IReadOnlyList<RecipeStep> Shared { get; init; }

    /// <summary>The original, faults included, so that published numbers can be tested.</summary>
    public required IReadOnlyList<RecipeStep> Original { get; init; }

    /// <summary>The sound version.</summary>
    public required IReadOnlyList<RecipeStep> Sound { get; init; }

    /// <summary>The naive baseline that both must be seen beside.</summary>
    public required IReadOnlyList<RecipeStep> Naive { get; init; }
}
