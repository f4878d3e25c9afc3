using System.CommandLine;
using System.Text;
using Kilter.Cli.Rendering;

namespace Kilter.Cli;

/// <summary>The help of a command: what it does, its options by purpose, examples.</summary>
internal static class HelpText
{
    private const int WidestNames = 30;
    private const int NarrowestText = 20;
    private const string Examples = "Examples";

    /// <summary>True when the words ask for help anywhere before a lone "--".</summary>
    public static bool IsAskedFor(IReadOnlyList<string> args)
        => args is ["help", ..] || args.TakeWhile(a => a != "--").Any(a => a is "--help" or "-h" or "-?");

    /// <summary>Prints the help of a command.</summary>
    public static void Write(KilterCommand command, Terminal terminal)
    {
        var width = Math.Min(terminal.Width, Terminal.Readable);
        terminal.Say(terminal.Paint(Usage(command), Ink.Strong));
        terminal.Say();
        Paragraph(terminal, command.Description ?? "", width);
        foreach (var remark in command.Remarks)
        {
            Paragraph(terminal, remark, width);
        }

        foreach (var (title, rows) in Sections(command))
        {
            terminal.Say();
            terminal.Say(terminal.Paint(title, Ink.Strong));
            Rows(terminal, rows, title == Examples ? width - NarrowestText - 4 : WidestNames, width);
        }
    }

    /// <summary>The usage line: "kilter detect FILE [options]".</summary>
    public static string Usage(KilterCommand command)
    {
        var words = new StringBuilder("kilter ").Append(PathOf(command));
        if (command.Subcommands.Count > 0)
        {
            words.Append("COMMAND ");
        }

        foreach (var argument in command.Arguments)
        {
            words.Append(argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.HelpName}] " : argument.HelpName + " ");
        }

        foreach (var option in command.Options.Where(o => o.Required))
        {
            words.Append(option.Name).Append(' ').Append(option.HelpName).Append(' ');
        }

        return words.Append("[options]").ToString();
    }

    /// <summary>The names from below the root to the command, with a space after each: "detect ".</summary>
    public static string PathOf(KilterCommand command) => command.Parents.Any() ? command.Name + " " : "";

    /// <summary>The headings of the help and the rows under each.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<(string Name, string Text)> Rows)> Sections(KilterCommand command)
    {
        if (command.Subcommands.Count > 0)
        {
            yield return ("Commands", [.. command.Subcommands.Where(c => !c.Hidden).Select(c => (NameOf((KilterCommand)c), c.Description ?? ""))]);
        }

        foreach (var group in command.Groups)
        {
            yield return (group.Title, [.. group.Options.Where(o => !o.Hidden).Select(o => (NameOf(o), o.Description ?? ""))]);
        }

        if (command.Examples.Count > 0)
        {
            yield return (Examples, [.. command.Examples]);
        }

        if (command.Subcommands.Count > 0)
        {
            yield return ("Exit codes", [.. ExitCodes.All.Select(c => ($"{c.Code}", c.Meaning))]);
        }
    }

    private static string NameOf(KilterCommand command)
        => command.Name + string.Concat(command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $" [{a.HelpName}]" : " " + a.HelpName));

    private static string NameOf(Option option)
        => string.Join(", ", option.Aliases.Where(a => a.Length == 2).Append(option.Name)) + (option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? "" : " " + option.HelpName);

    private static void Rows(Terminal terminal, IReadOnlyList<(string Name, string Text)> rows, int widest, int width)
    {
        var names = Math.Min(rows.Max(r => r.Name.Length), widest);
        foreach (var (name, text) in rows)
        {
            var lines = Wrapping.Lines(text, Math.Max(NarrowestText, width - names - 4));
            var first = name.Length > names ? null : lines[0];
            terminal.Say("  " + (first is null ? name : name.PadRight(names) + "  " + first));
            foreach (var line in lines.Skip(first is null ? 0 : 1))
            {
                terminal.Say(new string(' ', names + 4) + line);
            }
        }
    }

    private static void Paragraph(Terminal terminal, string text, int width)
    {
        foreach (var line in Wrapping.Lines(text, width))
        {
            terminal.Say(line);
        }
    }
}
