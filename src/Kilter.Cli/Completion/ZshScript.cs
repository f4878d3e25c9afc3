using System.CommandLine;
using System.Text;

namespace Kilter.Cli.Completion;

/// <summary>The completion script of zsh.</summary>
internal static class ZshScript
{
    /// <summary>The script for a command tree.</summary>
    public static string Of(KilterCommand root)
    {
        var text = new StringBuilder();
        text.Append("#compdef kilter\n# Completion of kilter for zsh; made by: kilter completion zsh\n");
        text.Append("_kilter() {\n  local -a commands\n  commands=(\n");
        foreach (var command in Completions.Commands(root))
        {
            text.Append("    ").Append(Completions.Quoted(command.Name + ":" + Escaped(command.Description))).Append('\n');
        }

        text.Append("  )\n  if (( CURRENT == 2 )); then\n    _describe -t commands command commands\n    return\n  fi\n");
        text.Append("  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n");
        foreach (var command in Completions.Commands(root))
        {
            text.Append("  ").Append(command.Name).Append(")\n    _arguments");
            foreach (var option in command.Options.Where(o => !o.Hidden))
            {
                Append(text, option);
            }

            if (command.Arguments.FirstOrDefault() is { } argument)
            {
                text.Append(" \\\n      ").Append(Completions.Quoted("1:" + Escaped(argument.HelpName) + ":" + Values(argument, "FILE")));
            }

            text.Append(" ;;\n");
        }

        text.Append("  esac\n}\n_kilter \"$@\"\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, Option option)
    {
        var value = Completions.TakesValue(option) ? ":" + Escaped(option.HelpName) + ":" + Values(option, option.HelpName) : "";
        var repeats = option.Arity.MaximumNumberOfValues > 1 ? "*" : "";
        foreach (var name in option.Aliases.Order(StringComparer.Ordinal).Prepend(option.Name))
        {
            text.Append(" \\\n      ").Append(Completions.Quoted($"{repeats}{name}[{Escaped(option.Description)}]{value}"));
        }
    }

    private static string Values(Symbol symbol, string? helpName)
        => Completions.Words(symbol) is { Count: > 0 } words ? $"({string.Join(' ', words)})" : Completions.IsFile(helpName) ? "_files" : " ";

    private static string Escaped(string? text)
        => (text ?? "").Replace(":", "\\:", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
}
