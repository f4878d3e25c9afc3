using System.Text;

namespace Kilter.Cli.Completion;

/// <summary>The completion script of fish.</summary>
internal static class FishScript
{
    /// <summary>The script for a command tree.</summary>
    public static string Of(KilterCommand root)
    {
        var text = new StringBuilder("# Completion of kilter for fish; made by: kilter completion fish\n");
        foreach (var command in Completions.Commands(root))
        {
            text.Append("complete -c kilter -n __fish_use_subcommand -f -a ").Append(command.Name).Append(" -d ").Append(Quoted(command.Description)).Append('\n');
        }

        foreach (var command in Completions.Commands(root))
        {
            Append(text, command);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, KilterCommand command)
    {
        var start = $"complete -c kilter -n '__fish_seen_subcommand_from {command.Name}'";
        foreach (var option in command.Options.Where(o => !o.Hidden))
        {
            text.Append(start);
            foreach (var name in option.Aliases.Order(StringComparer.Ordinal).Prepend(option.Name))
            {
                text.Append(name.StartsWith("--", StringComparison.Ordinal) ? " -l " + name[2..] : " -s " + name[1..]);
            }

            if (Completions.TakesValue(option))
            {
                var words = Completions.Words(option);
                text.Append(words.Count > 0 ? " -x -a " + Quoted(string.Join(' ', words)) : Completions.IsFile(option.HelpName) ? " -r -F" : " -x");
            }

            text.Append(" -d ").Append(Quoted(option.Description)).Append('\n');
        }

        if (command.Arguments.FirstOrDefault() is { } argument && Completions.Words(argument) is { Count: > 0 } choices)
        {
            text.Append(start).Append(" -f -a ").Append(Quoted(string.Join(' ', choices))).Append('\n');
        }
    }

    private static string Quoted(string? text)
        => "'" + (text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";
}
