using System.Text;

namespace Kilter.Cli.Completion;

/// <summary>The completion script of bash.</summary>
internal static class BashScript
{
    /// <summary>The script for a command tree.</summary>
    public static string Of(KilterCommand root)
    {
        var text = new StringBuilder();
        text.Append("# Completion of kilter for bash; made by: kilter completion bash\n");
        text.Append("_kilter() {\n");
        text.Append("  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n");
        text.Append("  local IFS=$'\\n'\n");
        text.Append("  COMPREPLY=()\n");
        text.Append("  if [ \"$COMP_CWORD\" -eq 1 ]; then\n");
        text.Append("    COMPREPLY=($(compgen -W \"").AppendJoin("\\n", Completions.Commands(root).Select(c => c.Name)).Replace("\\n", "\n").Append("\n--help\n--version\" -- \"$word\"))\n");
        text.Append("    return\n  fi\n");
        text.Append("  case $command in\n");
        foreach (var command in Completions.Commands(root))
        {
            Append(text, command);
        }

        text.Append("  esac\n}\ncomplete -o filenames -F _kilter kilter ./kilter\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, KilterCommand command)
    {
        text.Append("  ").Append(command.Name).Append(")\n    case $before in\n");
        foreach (var option in command.Options.Where(o => !o.Hidden && Completions.TakesValue(o)))
        {
            var reply = Completions.Words(option) is { Count: > 0 } words ? $"COMPREPLY=($(compgen -W \"{string.Join('\n', words)}\" -- \"$word\"))"
                : Completions.IsFile(option.HelpName) ? "COMPREPLY=($(compgen -f -- \"$word\"))"
                : ":";
            text.Append("    ").AppendJoin('|', option.Aliases.Order(StringComparer.Ordinal).Prepend(option.Name)).Append(") ").Append(reply).Append("; return ;;\n");
        }

        text.Append("    esac\n    if [[ $word == -* ]]; then\n      COMPREPLY=($(compgen -W \"");
        text.AppendJoin('\n', Completions.Options(command)).Append("\" -- \"$word\"))\n    else\n      ");
        var argument = command.Arguments.FirstOrDefault();
        text.Append(argument is null ? ":"
            : Completions.Words(argument) is { Count: > 0 } words2 ? $"COMPREPLY=($(compgen -W \"{string.Join('\n', words2)}\" -- \"$word\"))"
            : "COMPREPLY=($(compgen -f -- \"$word\"))");
        text.Append("\n    fi ;;\n");
    }
}
