using Kilter.Recipes;

namespace Kilter.Tests.House;

/// <summary>The page of systems is what the recipes say: every recipe has its section, and every quantity its line with what was published.</summary>
public sealed class SystemsPageTests
{
    public static TheoryData<string> Recipes => [.. RecipeCatalog.All.Select(r => r.Name)];

    [Theory, MemberData(nameof(Recipes))]
    public void The_page_has_the_recipe_with_all_its_quantities(string name)
    {
        var recipe = RecipeCatalog.Find(name);
        var page = Repository.Read("docs/systems.md");
        var start = page.IndexOf($"## {name}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/systems.md has no section '{name}'; renew it with ./dev reproduce.");
        var end = page.IndexOf("\n## ", start, StringComparison.Ordinal);
        var section = end < 0 ? page[start..] : page[start..end];

        Assert.DoesNotContain("Not run", section, StringComparison.Ordinal);
        Assert.All(recipe.Quantities, q => Assert.Contains($"| {q.Name.Replace("|", "\\|", StringComparison.Ordinal)} | {q.Published?.ToString() ?? "–"} |", section, StringComparison.Ordinal));
        Assert.All(recipe.Differences, d => Assert.Contains($"- {d}\n", section, StringComparison.Ordinal));
    }
}
