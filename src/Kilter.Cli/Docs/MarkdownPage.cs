using System.Text;

namespace Kilter.Cli.Docs;

/// <summary>A page of documentation in the making. Lines end in \n.</summary>
internal sealed class MarkdownPage
{
    private readonly StringBuilder _text = new();

    /// <summary>A page with a title and the remark that nobody edits it by hand.</summary>
    public MarkdownPage(string title, string lead, string command)
    {
        _text.Append("# ").Append(title).Append("\n\n");
        Paragraph(lead);
        Paragraph($"This page is printed by `{command}`; `./dev accept` renews it, and a test fails when it is old.");
    }

    /// <summary>A heading.</summary>
    public void Heading(string text, int level = 2) => _text.Append(new string('#', level)).Append(' ').Append(text).Append("\n\n");

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => _text.Append(text).Append("\n\n");

    /// <summary>A block of lines shown as they are.</summary>
    public void Block(IEnumerable<string> lines, string tag = "text") => _text.Append("```").Append(tag).Append('\n').AppendJoin('\n', lines).Append("\n```\n\n");

    /// <summary>A table.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(heads);
        _text.Append('|').Insert(_text.Length, "---|", heads.Count).Append('\n');
        foreach (var row in rows)
        {
            Row(row);
        }

        _text.Append('\n');
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";

    private void Row(IReadOnlyList<string> cells)
        => _text.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
