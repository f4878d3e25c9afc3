using System.CommandLine;
using System.CommandLine.Completions;

namespace Kilter.Cli.Completion;

/// <summary>What a shell may offer, read off the command tree.</summary>
internal static class Completions
{
    /// <summary>The commands a person may type.</summary>
    public static IEnumerable<KilterCommand> Commands(KilterCommand root) => root.Subcommands.Where(c => !c.Hidden).Cast<KilterCommand>();

    /// <summary>The options of a command, with the short forms and --help.</summary>
    public static IEnumerable<string> Options(KilterCommand command)
        => command.Options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Order(StringComparer.Ordinal).Prepend(o.Name));

    /// <summary>The words an option or argument takes; empty when any text will do.</summary>
    public static IReadOnlyList<string> Words(Symbol symbol)
        => [.. symbol.GetCompletions(CompletionContext.Empty).Select(c => c.Label).Where(l => l is not ("true" or "false")).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>True when the option wants a value.</summary>
    public static bool TakesValue(Option option) => option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;

    /// <summary>True when the value is a file.</summary>
    public static bool IsFile(string? helpName) => helpName is "FILE" or "MODEL" or "SCORES";

    /// <summary>A text within single quotes of a shell.</summary>
    public static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
