namespace Kilter.Recipes;

/// <summary>The data a recipe runs on.</summary>
/// <param name="What">What it is, in a sentence.</param>
/// <param name="From">Where it can be had, when it is not there.</param>
/// <param name="Licence">What its licence says, as far as known.</param>
/// <param name="Files">Files and folders below the data folder, that must be there; none for data that the recipe makes itself.</param>
public sealed record RecipeData(string What, string From, string Licence, IReadOnlyList<string> Files);
