namespace Kilter.SystemTests.Documentation;

public sealed class CodeBlockTests
{
    private static readonly string[] KnownTags = ["sh", "csharp", "json", "text", "csv"];

    [Fact]
    public void Every_block_on_every_page_is_tagged_with_what_it_is()
    {
        var untagged = CodeBlock.AllPages.SelectMany(CodeBlock.Of).Where(b => !KnownTags.Contains(b.Tag));

        Assert.Empty(untagged.Select(b => $"{b.Page}:{b.Line}: '{b.Tag}' is none of {string.Join(", ", KnownTags)}"));
    }

    [Fact]
    public void Blocks_are_found_with_their_tag_line_and_text()
    {
        var blocks = CodeBlock.Of("planted.md", "# A page\n\n```sh\nls\n```\n\n```\nno tag\n```\n");

        Assert.Equal([new CodeBlock("planted.md", 3, "sh", "ls\n"), new CodeBlock("planted.md", 7, "", "no tag\n")], blocks);
    }
}
