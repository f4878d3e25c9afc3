namespace Kilter.Cli.Rendering;

/// <summary>A few named facts, one a line, the names dim and in a column of their own.</summary>
internal static class FactSheet
{
    private const int Narrowest = 14;

    /// <summary>Prints the facts; one without a text is left out.</summary>
    public static void Write(Terminal terminal, IReadOnlyList<(string Name, string Text)> facts)
    {
        var width = Math.Max(Narrowest, facts.Max(f => f.Name.Length) + 2);
        foreach (var (name, text) in facts)
        {
            if (text.Length > 0)
            {
                terminal.Say("  " + terminal.Paint(name.PadRight(width), Ink.Dim) + text);
            }
        }
    }
}
