using System.CommandLine;

namespace Kilter.Cli.Docs;

/// <summary><c>docs/cli.md</c>: every command with its options.</summary>
internal static class CliPage
{
    /// <summary>The page.</summary>
    public static string Of(KilterCommand root)
    {
        var page = new MarkdownPage("Command line", root.Description ?? "", "kilter docs cli");
        page.Paragraph("Results go to standard output; progress, notes, warnings and errors go to standard error. In a pipe there is no colour and no progress bar, and lines are as long as they need to be. `NO_COLOR` is respected.");
        page.Table(["Command", "Does"], Commands(root).Select(c => (string[])[$"[`{c.Name}`](#{c.Name})", c.Description ?? ""]));
        foreach (var command in Commands(root))
        {
            Append(page, command);
        }

        page.Heading("Files of options");
        page.Paragraph("`--config FILE` takes options from a JSON object. Its keys are the names of the options without dashes; a list gives an option several times, and settings may be an object. What is typed wins over the file. A key that is no option is an error that names the nearest one. `kilter detect FILE --dry-run --format json` prints such an object under `options`.");
        page.Block(["{ \"detector\": \"pca\", \"window\": 60, \"channels\": [\"flow\", \"pressure\"], \"alerts-per-week\": 0.5, \"threshold\": \"quantile\", \"threshold-set\": { \"share\": 0.999 } }"], "json");
        page.Heading("Exit codes");
        page.Table(["Code", "Meaning"], ExitCodes.All.Select(c => (string[])[$"{c.Code}", c.Meaning]));
        return page.ToString();
    }

    private static IEnumerable<KilterCommand> Commands(KilterCommand root) => root.Subcommands.Where(c => !c.Hidden).Cast<KilterCommand>();

    private static void Append(MarkdownPage page, KilterCommand command)
    {
        page.Heading(command.Name);
        page.Paragraph(command.Description ?? "");
        foreach (var remark in command.Remarks)
        {
            page.Paragraph(remark);
        }

        var width = command.Examples.Max(e => e.Command.Length);
        page.Block([HelpText.Usage(command), "", .. command.Examples.Select(e => $"{e.Command.PadRight(width)}   # {e.Does}")]);
        foreach (var group in command.Groups)
        {
            page.Table([group.Title, ""], group.Options.Where(o => !o.Hidden).Select(o => (string[])[Names(o), o.Description ?? ""]));
        }
    }

    private static string Names(Option option)
    {
        var names = string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Prepend(option.Name).Select(n => $"`{n}`"));
        return option.ValueType == typeof(bool) ? names : $"{names} `{option.HelpName}`";
    }
}
