using System.Text;
using System.Text.RegularExpressions;
using Kilter.Recipes;

namespace Kilter.Tests.Recipes;

public sealed class ReproductionPageTests
{
    private static readonly string Page = Written(ReproductionSamples.Build());

    [Fact]
    public void Every_quantity_has_a_row_and_every_figure_a_card()
    {
        var done = ReproductionSamples.Build();

        Assert.Equal(done.Sum(d => d.Rows.Count) + done.Count, Regex.Count(Page, "<td class=\"q\">"));
        Assert.Equal(done.Sum(d => d.Figures.Count), Regex.Count(Page, "<figure "));
        Assert.All(done, d => Assert.Contains($"id=\"{d.Recipe.Name}\"", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_naive_baseline_wins_the_row_and_the_top_of_the_page_say_so()
    {
        Assert.Equal(2, Regex.Count(Page, "the naive baseline wins here"));
        Assert.Contains("In 2 the naive baseline beats everything", Page, StringComparison.Ordinal);
        Assert.Contains("Ours is at least as good as published in 2 of 3 numbers that can be compared.", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_written_as_people_write_them()
    {
        var sample = ReproductionSamples.Build()[0];
        var row = sample.Rows[0] with { Published = new RecipeValue(9.0362e-5), Original = [new RecipeValue(27_135.25), new RecipeValue(-12_000.5)], Sound = [new RecipeValue("93 7 71 29")], Naive = new RecipeValue(271_790.4) };

        var page = Written([sample with { Rows = [row] }]);

        Assert.Contains(">9.0362 × 10⁻⁵<", page, StringComparison.Ordinal);
        Assert.Contains(">−12,000<span class=\"sub\">−12,000–27,135</span>", page, StringComparison.Ordinal);
        Assert.Contains(">93 7 71 29<", page, StringComparison.Ordinal);
        Assert.Contains(">271,790<", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_left_out_says_why()
        => Assert.Contains("Left out. Its data, &#39;sleep/watch.csv&#39;, is not there.", Page, StringComparison.Ordinal);

    [Fact]
    public void It_runs_no_script_asks_nothing_of_a_network_and_leaves_no_slot_empty()
    {
        Assert.DoesNotContain("<script", Page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(http|//)", Page);
        Assert.DoesNotContain("{{", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<of>", Page, StringComparison.Ordinal);
        Assert.Contains("crossings &lt;of&gt; quantiles &amp; more", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_things_have_the_same_id()
    {
        var ids = Regex.Matches(Page, " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void The_same_reproductions_give_the_same_bytes() => Assert.Equal(Page, Written(ReproductionSamples.Build()));

    [Fact]
    public void Nothing_run_is_a_page_all_the_same()
    {
        Assert.Contains("No system was run.", Written([]), StringComparison.Ordinal);
        Assert.DoesNotContain("{{", Written([.. ReproductionSamples.Build().Where(d => d.LeftOut is not null)]), StringComparison.Ordinal);
    }

    private static string Written(IReadOnlyList<Reproduction> done)
    {
        using var file = new MemoryStream();
        ReproductionPage.Write(done, file);
        return Encoding.UTF8.GetString(file.ToArray());
    }
}
