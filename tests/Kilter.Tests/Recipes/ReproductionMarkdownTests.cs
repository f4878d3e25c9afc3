using Kilter.Recipes;

namespace Kilter.Tests.Recipes;

public sealed class ReproductionMarkdownTests
{
    [Fact]
    public void The_page_has_a_table_a_system_says_where_naive_wins_and_what_was_left_out()
    {
        var recipe = RecipeCatalog.All[0];
        var quantity = new RecipeQuantity { Name = "MAE | degrees", Better = BetterWay.Lower, Note = "Read it so." };
        var row = new ReproductionRow(recipe.Name, recipe.System, quantity, new RecipeValue(9.4), [new RecipeValue(9.1), new RecipeValue(9.5)], [], new RecipeValue(0.8));
        var run = new Reproduction { Recipe = recipe, Seeds = 2, Rows = [row], Took = new Dictionary<RecipeMode, TimeSpan> { [RecipeMode.Original] = TimeSpan.FromSeconds(3) } };

        var page = ReproductionMarkdown.Of([run, new Reproduction { Recipe = recipe, LeftOut = "gone" }]);

        Assert.StartsWith("# Systems\n", page, StringComparison.Ordinal);
        Assert.Contains("| MAE \\| degrees | 9.4 | 9.1 (9.1–9.5) | – | 0.8 |\n", page, StringComparison.Ordinal);
        Assert.Contains("**The naive baseline wins here:** MAE | degrees.", page, StringComparison.Ordinal);
        Assert.Contains("Read it so.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Took", page, StringComparison.Ordinal);
        Assert.Equal("Took 3.0 s (original 3.0 s) with 2 seeds.", ReproductionMarkdown.Times(run));
        Assert.Contains("Not run: its data was not there.", page, StringComparison.Ordinal);
    }
}
