namespace Kilter.Recipes;

/// <summary>Every recipe, by name.</summary>
public static class RecipeCatalog
{
    // In the order of the systems; each is a file under Recipes/Files.
    private static readonly string[] Files = ["behaviour", "bearing", "light-curve", "taxi-quantile", "server-gaussian", "rnn-mahalanobis", "lstm-logpd", "fleet-lstm", "next-step", "two-peak", "rare-event"];

    /// <summary>All recipes, in the order of the literature list. Read once.</summary>
    public static IReadOnlyList<Recipe> All { get; } = [.. Files.Select(RecipeJson.Load)];

    /// <summary>The recipe of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the closest and all of them.</exception>
    public static Recipe Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(r => r.Name == name)
            ?? throw new ArgumentException($"There is no recipe '{name}'. Closest: {Nearest.Of(name, Files)}. All: {string.Join(", ", Files)}.", nameof(name));
    }
}
