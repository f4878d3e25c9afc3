namespace Kilter.Cli;

/// <summary>Writes words so that a shell reads them back unchanged.</summary>
internal static class Shell
{
    private const string Harmless = "_./:=,@%+-";

    /// <summary>"kilter" and the words, quoted where they must be.</summary>
    public static string Line(IEnumerable<string> words) => "kilter " + string.Join(' ', words.Select(Word));

    /// <summary>One word, quoted where it must be.</summary>
    public static string Word(string word)
        => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Harmless.Contains(c, StringComparison.Ordinal)) ? word
            : word.AsSpan().IndexOfAny("\"$`\\!") < 0 ? $"\"{word}\""
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
