using System.Text;
using System.Text.RegularExpressions;
using Kilter.Detectors;

namespace Kilter.Tests.House;

/// <summary>Laws of the pages for people: short, linked to what exists, and no older than the code.</summary>
public sealed partial class PagesTests
{
    private static readonly string[] Root = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "INFLUENCES.md"];

    [Fact]
    public void The_first_page_is_under_200_lines()
        => Assert.InRange(Repository.Read("README.md").Count(c => c == '\n'), 1, 199);

    [Fact]
    public void The_detectors_on_the_first_page_are_those_of_the_catalogue()
    {
        var table = new StringBuilder("| Name | Finds best | Weak at | Channels | Fit |\n|---|---|---|---|---|\n");
        table.AppendJoin("", DetectorCatalog.All.Select(e => $"| [{e.Name}](docs/detectors.md#{e.Name}) | {e.FindsBest} | {e.WeakAt} | {e.Channels} | {e.FitCost} |\n"));

        Page.VerifySection("README.md", "detectors", table.ToString());
    }

    [Fact]
    public void Every_link_to_a_file_leads_to_one()
    {
        var broken = Root.Concat(Repository.Files("docs", ".md")).SelectMany(page => Broken(page, Repository.Read(page)));

        Assert.Empty(broken);
    }

    [Fact]
    public void A_planted_link_to_nowhere_is_caught()
        => Assert.Equal(["docs/a.md: nowhere.md", "docs/a.md: ../NOWHERE"], Broken("docs/a.md", "[a](nowhere.md) [b](../NOWHERE#c) [d](#e) [f](https://example.org/x.md) [g](glossary.md)"));

    [Fact]
    public void A_section_is_replaced_between_its_markers_and_nowhere_else()
    {
        const string page = "a\n<!-- t: made by ./dev accept -->\nold\n<!-- end of t -->\nb\n";

        Assert.Equal("a\n<!-- t: made by ./dev accept -->\nnew\n<!-- end of t -->\nb\n", Page.Replace(page, "t", "new\n"));
        Assert.Throws<InvalidOperationException>(() => Page.Replace(page, "u", "new\n"));
    }

    private static IEnumerable<string> Broken(string page, string text)
        => from match in Links().Matches(text)
           let target = match.Groups[1].Value.Split('#')[0]
           where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
           let path = Repository.PathOf(Path.Combine(Path.GetDirectoryName(page)!, target))
           where !File.Exists(path) && !Directory.Exists(path)
           select $"{page}: {target}";

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
