using System.Text.RegularExpressions;

namespace Kilter.SystemTests.Documentation;

/// <summary>A fenced block of a page for people: what it is tagged with, what it says, and where it stands.</summary>
internal sealed partial record CodeBlock(string Page, int Line, string Tag, string Text)
{
    private static readonly string[] Pages = ["README.md", "CONTRIBUTING.md"];

    /// <summary>Every page for people: the two at the root, and all of docs.</summary>
    public static IEnumerable<string> AllPages => Pages.Concat(Repository.Files("docs", ".md"));

    public static IReadOnlyList<CodeBlock> Of(string page) => Of(page, Repository.Read(page));

    public static IReadOnlyList<CodeBlock> Of(string page, string markdown)
        => [.. Fences().Matches(markdown).Select(m => new CodeBlock(page, markdown.AsSpan(0, m.Index).Count('\n') + 1, m.Groups["tag"].Value, m.Groups["text"].Value))];

    [GeneratedRegex(@"^```(?<tag>[^\n`]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
